package io.jenkins.plugins.zadig.config;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The permission that the plugin adds to those of Jenkins. */
@Restricted(NoExternalUse.class)
public final class ZadigPermissions {
    private static final PermissionGroup GROUP =
            new PermissionGroup(ZadigPermissions.class, Messages._ZadigPermissions_group());

    /** To approve and reject in Zadig from the page of a build. Whoever may configure the job has it. */
    public static final Permission APPROVE = new Permission(
            GROUP, "Approve", Messages._ZadigPermissions_approve(), Item.CONFIGURE, PermissionScope.ITEM);

    private ZadigPermissions() {}

    /** Lets Jenkins know the permission before it reads who has it. */
    @Initializer(before = InitMilestone.SYSTEM_CONFIG_LOADED)
    public static void register() {
        // The class is initialised by now.
    }
}
