package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.Permission;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerProxy;

public abstract class AdministrativeMonitor extends AbstractModelObject implements ExtensionPoint, StaplerProxy {
    public final String id;

    protected AdministrativeMonitor() {
        this.id = this.getClass().getName();
    }

    @Override
    public String getDisplayName() {
        return id;
    }

    public abstract boolean isActivated();

    @Deprecated
    public Permission getRequiredPermission() {
        return Jenkins.ADMINISTER;
    }

    @Override
    public Object getTarget() {
        return this;
    }
}
