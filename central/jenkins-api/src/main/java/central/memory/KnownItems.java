package central.memory;

import hudson.model.Item;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The items that {@code Jenkins.getItemByFullName} finds. */
public final class KnownItems {
    private static final Map<String, Item> ITEMS = new ConcurrentHashMap<>();

    private KnownItems() {}

    public static void add(Item item) {
        ITEMS.put(item.getFullName(), item);
    }

    public static Item get(String fullName) {
        return ITEMS.get(fullName);
    }
}
