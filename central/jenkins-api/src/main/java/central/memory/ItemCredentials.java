package central.memory;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The credentials of folders: what an item sees of them, the nearest first, and then those of the controller. */
public final class ItemCredentials {
    private static final Map<Item, List<Credentials>> OWN = new ConcurrentHashMap<>();

    private ItemCredentials() {}

    public static void add(Item item, Credentials credentials) {
        OWN.computeIfAbsent(item, key -> new ArrayList<>()).add(credentials);
    }

    public static void clear() {
        OWN.clear();
    }

    public static List<Credentials> visibleFrom(Item item) {
        List<Credentials> visible = new ArrayList<>();
        Object place = item;
        while (place instanceof Item inner) {
            visible.addAll(OWN.getOrDefault(inner, List.of()));
            place = inner.getParent();
        }
        // No item sees what is for the controller itself.
        SystemCredentialsProvider.getInstance().getCredentials().stream()
                .filter(credentials -> credentials.getScope() != CredentialsScope.SYSTEM)
                .forEach(visible::add);
        return visible;
    }
}
