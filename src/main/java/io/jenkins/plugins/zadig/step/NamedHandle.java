package io.jenkins.plugins.zadig.step;

import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Something that has a name. */
public abstract class NamedHandle extends Handle {
    private static final long serialVersionUID = 1L;

    @Whitelisted
    public String getName() {
        return text("name");
    }

    @Override
    public String toString() {
        return getName();
    }
}
