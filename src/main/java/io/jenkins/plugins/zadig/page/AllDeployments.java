package io.jenkins.plugins.zadig.page;

import hudson.Extension;
import hudson.model.RootAction;
import org.jenkinsci.Symbol;

/** The page of deployments of all jobs of the controller. */
@Extension
@Symbol("zadigDeployments")
public final class AllDeployments extends DeploymentsPage implements RootAction {
    public AllDeployments() {
        super("");
    }
}
