package io.jenkins.plugins.zadig.page;

import hudson.model.Api;
import java.util.List;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Since when a service runs what in an environment, the latest first. */
@ExportedBean
public final class DeploymentHistory implements StaplerProxy {
    private final List<DeploymentRow> rows;
    private final boolean outdated;

    DeploymentHistory(List<DeploymentRow> rows, boolean outdated) {
        this.rows = rows;
        this.outdated = outdated;
    }

    /** Jenkins serves a page of what a method returns only where its class says that it is one. */
    @Override
    public Object getTarget() {
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Exported
    public List<DeploymentRow> getDeployments() {
        return rows;
    }

    /** Whether something newer was deployed that the reader does not see. */
    @Exported
    public boolean isOutdated() {
        return outdated;
    }

    public String getTitle() {
        var latest = rows.get(0).deployment();
        return Messages.DeploymentHistory_title(latest.part(), latest.environment(), latest.project());
    }
}
