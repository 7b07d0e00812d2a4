package io.jenkins.plugins.zadig.page;

import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A deployment as its readers see it. */
@ExportedBean(defaultVisibility = 9)
public final class DeploymentRow {
    private final Deployment deployment;
    private final String buildAddress;
    private final boolean outdated;

    /**
     * A row.
     *
     * @param buildAddress from Jenkins' root; empty when the job is gone
     * @param outdated whether something newer was deployed that the reader does not see
     */
    DeploymentRow(Deployment deployment, String buildAddress, boolean outdated) {
        this.deployment = deployment;
        this.buildAddress = buildAddress;
        this.outdated = outdated;
    }

    @Exported
    public Deployment getDeployment() {
        return deployment;
    }

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

    /** The build, from Jenkins' root; empty when its job is gone. */
    public String getBuildAddress() {
        return buildAddress;
    }

    @Exported
    public boolean isOutdated() {
        return outdated;
    }
}
