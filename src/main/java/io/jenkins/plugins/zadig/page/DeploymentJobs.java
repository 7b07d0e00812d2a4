package io.jenkins.plugins.zadig.page;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;

/** Keeps the names of jobs in the list of deployments: who may see a job sees what it deployed, and nobody else. */
@Extension
public final class DeploymentJobs extends ItemListener {
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        DeploymentLog.moved(oldFullName, newFullName);
    }

    /** A later job of the same name is another one. */
    @Override
    public void onDeleted(Item item) {
        DeploymentLog.moved(item.getFullName(), null);
    }
}
