package io.jenkins.plugins.zadig.page;

import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Who let a build go on; apart, as the plugin with the step {@code input} need not be there. */
@Restricted(NoExternalUse.class)
public interface Submitters extends ExtensionPoint {
    /** IDs of the users, in the order of their clicks; empty when nobody was asked. */
    List<String> of(Run<?, ?> run);
}
