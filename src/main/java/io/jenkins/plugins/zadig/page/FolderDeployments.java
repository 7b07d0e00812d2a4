package io.jenkins.plugins.zadig.page;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Extension;
import hudson.model.Action;
import java.util.Collection;
import java.util.Set;
import jenkins.model.TransientActionFactory;

/** Gives folders the page of their deployments. */
@Extension(optional = true)
@SuppressWarnings("rawtypes")
public final class FolderDeployments extends TransientActionFactory<AbstractFolder> {
    @Override
    public Class<AbstractFolder> type() {
        return AbstractFolder.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return DeploymentsPage.class;
    }

    @Override
    public Collection<? extends Action> createFor(AbstractFolder target) {
        return Set.of(new DeploymentsPage(target.getFullName()));
    }
}
