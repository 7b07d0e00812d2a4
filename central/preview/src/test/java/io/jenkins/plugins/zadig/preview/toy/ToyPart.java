package io.jenkins.plugins.zadig.preview.toy;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A describable inside another. */
public final class ToyPart implements Describable<ToyPart> {
    private final String label;
    private int size;

    @DataBoundConstructor
    public ToyPart(String label) {
        this.label = label;
    }

    @DataBoundSetter
    public void setSize(int size) {
        this.size = size;
    }

    @Override
    public String toString() {
        return label + ':' + size;
    }

    /** Its descriptor. */
    @Extension
    @Symbol("toyPart")
    public static final class DescriptorImpl extends Descriptor<ToyPart> {}
}
