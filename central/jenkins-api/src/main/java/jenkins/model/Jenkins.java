package jenkins.model;

import central.memory.CurrentUser;
import central.memory.KnownItems;
import central.memory.TemporaryRoot;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.init.InitMilestone;
import hudson.ExtensionList;
import hudson.ProxyConfiguration;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Node;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** The one controller of this JVM: nothing of it is stored, and everybody may do everything unless a test says so. */
public class Jenkins extends Node implements ItemGroup<TopLevelItem>, AccessControlled {
    public static final PermissionGroup PERMISSIONS = new PermissionGroup(Jenkins.class, null);
    public static final Permission ADMINISTER =
            new Permission(PERMISSIONS, "Administer", null, Permission.FULL_CONTROL, PermissionScope.JENKINS);
    public static final Permission MANAGE =
            new Permission(PERMISSIONS, "Manage", null, ADMINISTER, PermissionScope.JENKINS);
    public static final Permission SYSTEM_READ =
            new Permission(PERMISSIONS, "SystemRead", null, ADMINISTER, PermissionScope.JENKINS);
    public static final Permission READ =
            new Permission(PERMISSIONS, "Read", null, Permission.READ, PermissionScope.JENKINS);

    private static final Jenkins INSTANCE = new Jenkins();

    private volatile AuthorizationStrategy authorizationStrategy;
    private volatile ProxyConfiguration proxy;

    private Jenkins() {}

    @NonNull
    public static Jenkins get() throws IllegalStateException {
        return INSTANCE;
    }

    @CheckForNull
    public static Jenkins getInstanceOrNull() {
        return INSTANCE;
    }

    public static @NonNull Authentication getAuthentication2() {
        return CurrentUser.get();
    }

    public InitMilestone getInitLevel() {
        return InitMilestone.COMPLETED;
    }

    public boolean isTerminating() {
        return false;
    }

    @Override
    public String getDisplayName() {
        return "Jenkins";
    }

    @Override
    public String getFullName() {
        return "";
    }

    @Override
    public String getFullDisplayName() {
        return "";
    }

    @Override
    public String getUrl() {
        return "";
    }

    @Override
    public String getUrlChildPrefix() {
        return "job";
    }

    public @Nullable String getRootUrl() throws IllegalStateException {
        return "http://localhost:8080/jenkins/";
    }

    public ProxyConfiguration getProxy() {
        return proxy;
    }

    public void setProxy(@CheckForNull ProxyConfiguration proxy) {
        this.proxy = proxy;
    }

    @Override
    public File getRootDir() {
        return TemporaryRoot.DIRECTORY;
    }

    @Override
    public File getRootDirFor(TopLevelItem child) {
        return new File(getRootDir(), "jobs/" + child.getName());
    }

    @Override
    public Collection<TopLevelItem> getItems() {
        return List.of();
    }

    @Override
    public TopLevelItem getItem(String name) throws AccessDeniedException {
        return KnownItems.get(name) instanceof TopLevelItem item ? item : null;
    }

    public @CheckForNull <T extends Item> T getItemByFullName(@NonNull String fullName, Class<T> type)
            throws AccessDeniedException {
        Item item = KnownItems.get(fullName);
        if (item != null && !item.hasPermission(Item.READ)) {
            return null;
        }
        return type.isInstance(item) ? type.cast(item) : null;
    }

    @SuppressWarnings("rawtypes")
    public @CheckForNull Descriptor getDescriptor(Class<? extends Describable> type) {
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            if (descriptor.clazz == type) {
                return descriptor;
            }
        }
        return null;
    }

    @SuppressWarnings("rawtypes")
    public @NonNull Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
        Descriptor descriptor = getDescriptor(type);
        if (descriptor == null) {
            throw new AssertionError(type + " is missing its descriptor");
        }
        return descriptor;
    }

    public @NonNull AuthorizationStrategy getAuthorizationStrategy() {
        return authorizationStrategy == null ? AuthorizationStrategy.UNSECURED : authorizationStrategy;
    }

    public void setAuthorizationStrategy(@CheckForNull AuthorizationStrategy a) {
        authorizationStrategy = a;
    }

    @NonNull
    @Override
    public ACL getACL() {
        return getAuthorizationStrategy().getRootACL();
    }

    @Override
    public synchronized void save() throws IOException {}
}
