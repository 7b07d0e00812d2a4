package hudson.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import org.jvnet.localizer.Localizable;

public final class Permission {
    public static final PermissionGroup GROUP = new PermissionGroup(Permission.class, null);
    private static final PermissionScope NONE = PermissionScope.JENKINS;

    @Deprecated
    public static final Permission FULL_CONTROL = new Permission(GROUP, "FullControl", null, null, NONE);

    public static final Permission READ = new Permission(GROUP, "GenericRead", null, FULL_CONTROL, NONE);
    public static final Permission WRITE = new Permission(GROUP, "GenericWrite", null, FULL_CONTROL, NONE);
    public static final Permission CREATE = new Permission(GROUP, "GenericCreate", null, WRITE, NONE);
    public static final Permission UPDATE = new Permission(GROUP, "GenericUpdate", null, WRITE, NONE);
    public static final Permission DELETE = new Permission(GROUP, "GenericDelete", null, WRITE, NONE);
    public static final Permission CONFIGURE = new Permission(GROUP, "GenericConfigure", null, UPDATE, NONE);

    public final @NonNull Class owner;
    public final @NonNull PermissionGroup group;
    public final @NonNull String name;
    public final @CheckForNull Localizable description;
    public final @CheckForNull Permission impliedBy;

    public Permission(
            @NonNull PermissionGroup group,
            @NonNull String name,
            @CheckForNull Localizable description,
            @CheckForNull Permission impliedBy,
            @NonNull PermissionScope scope) {
        this.owner = group.owner;
        this.group = group;
        this.name = name;
        this.description = description;
        this.impliedBy = impliedBy;
    }

    @Override
    public String toString() {
        return "Permission[" + owner + ',' + name + ']';
    }
}
