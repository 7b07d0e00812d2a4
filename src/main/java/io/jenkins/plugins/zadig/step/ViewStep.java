package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;

/** What every step has that changes a view: which one. */
public abstract class ViewStep extends ProjectStep {
    private static final long serialVersionUID = 1L;

    public final String name;

    ViewStep(@CheckForNull String project, @CheckForNull String name) {
        super(project);
        this.name = Util.fixNull(name).trim();
    }

    final void needNames() throws AbortException {
        need("project", project);
        need("name", name);
        if (name.contains("/")) {
            // Servers make such a view, and then neither change nor delete it (zadig-servers 21.3).
            throw new AbortException(Messages.ViewStep_slash(name));
        }
    }
}
