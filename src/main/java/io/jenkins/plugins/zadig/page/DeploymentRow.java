package io.jenkins.plugins.zadig.page;

import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A deployment as its readers see it.
 *
 * @param buildAddress of the build, from Jenkins' root; empty when its job is gone
 * @param outdated whether something newer was deployed that the reader does not see
 */
@ExportedBean(defaultVisibility = 9)
public record DeploymentRow(
        @Exported Deployment deployment,
        String buildAddress,
        /**
         * Which module of which service in which environment it is about, as {@link DeploymentsPage#getService} takes
         * it.
         */
        @Exported boolean outdated) {
    @Exported
    public String getPlace() {
        return deployment.place();
    }

    /** Workflow and number of the task. */
    public String getTask() {
        return deployment.workflow() + " #" + deployment.task();
    }

    /** Job and number of the build. */
    public String getBuild() {
        return (deployment.job().isEmpty() ? Messages.DeploymentRow_jobGone() : deployment.job()) + " #"
                + deployment.build();
    }
}
