package central.memory;

import hudson.model.Item;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;

/** The items that {@code Jenkins.getItemByFullName} finds, which cares neither for case nor for slashes too many. */
public final class KnownItems {
    private static final Map<String, Item> ITEMS = new ConcurrentHashMap<>();

    private KnownItems() {}

    public static void add(Item item) {
        ITEMS.put(folded(item.getFullName()), item);
    }

    public static Item get(String fullName) {
        return ITEMS.get(folded(fullName));
    }

    private static String folded(String fullName) {
        return String.join("/", Collections.list(new StringTokenizer(fullName.toLowerCase(Locale.ROOT), "/")).stream()
                .map(Object::toString)
                .toList());
    }
}
