package io.jenkins.plugins.zadig.page;

import hudson.model.Api;
import java.util.List;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * Since when a service runs what in an environment, the latest first.
 *
 * @param outdated whether something newer was deployed that the reader does not see
 */
@ExportedBean
public record DeploymentHistory(
        @Exported List<DeploymentRow> deployments, @Exported boolean outdated) implements StaplerProxy {
    /** Jenkins serves a page of what a method returns only where its class says that it is one. */
    @Override
    public Object getTarget() {
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    public String getTitle() {
        var latest = deployments.get(0).deployment();
        return Messages.DeploymentHistory_title(latest.part(), latest.environment(), latest.project());
    }
}
