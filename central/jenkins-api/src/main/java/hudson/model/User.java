package hudson.model;

import central.memory.CurrentUser;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

public class User extends AbstractModelObject implements AccessControlled, Saveable, Comparable<User> {
    private static final Map<String, User> ALL = new ConcurrentHashMap<>();

    private final String id;
    private volatile String fullName;

    private User(String id) {
        this.id = id;
        this.fullName = id;
    }

    public String getId() {
        return id;
    }

    public @NonNull String getUrl() {
        return "user/" + id;
    }

    @Override
    public @NonNull String getDisplayName() {
        return fullName;
    }

    public void setFullName(String name) {
        fullName = name;
    }

    public @NonNull Authentication impersonate2() throws UsernameNotFoundException {
        return CurrentUser.named(id);
    }

    public static @NonNull User getOrCreateByIdOrFullName(@NonNull String idOrFullName) {
        return ALL.computeIfAbsent(idOrFullName, User::new);
    }

    @CheckForNull
    public static User current() {
        return get2(Jenkins.getAuthentication2());
    }

    @CheckForNull
    public static User get2(@CheckForNull Authentication a) {
        return a == null || a == ACL.SYSTEM2 || ACL.isAnonymous2(a) ? null : getOrCreateByIdOrFullName(a.getName());
    }

    public static @Nullable User getById(String id, boolean create) {
        return create ? getOrCreateByIdOrFullName(id) : ALL.get(id);
    }

    @Override
    @NonNull
    public ACL getACL() {
        return Jenkins.get().getACL();
    }

    @Override
    public synchronized void save() throws IOException {}

    @Override
    public int compareTo(@NonNull User that) {
        return id.compareTo(that.id);
    }
}
