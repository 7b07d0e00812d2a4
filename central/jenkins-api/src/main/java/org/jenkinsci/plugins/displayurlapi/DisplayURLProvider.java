package org.jenkinsci.plugins.displayurlapi;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.Run;

public abstract class DisplayURLProvider implements ExtensionPoint {
    private static final DisplayURLProvider INSTANCE = new DisplayURLProvider() {
        @Override
        public String getRunURL(Run<?, ?> run) {
            return run.getAbsoluteUrl() + "display/redirect";
        }
    };

    public static DisplayURLProvider get() {
        return INSTANCE;
    }

    @NonNull
    public abstract String getRunURL(Run<?, ?> run);
}
