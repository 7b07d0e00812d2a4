package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.ParameterValue;
import hudson.model.SimpleParameterDefinition;
import hudson.model.StringParameterValue;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * A parameter with the address of the task that starts a build: a job of a Zadig workflow fills it with
 * <code>{{.workflow.task.url}}</code>. It is a text, empty when a person starts the build.
 */
public final class ZadigTaskParameter extends SimpleParameterDefinition {
    private static final long serialVersionUID = 1L;

    /** A parameter of this name is one, of whatever kind. */
    public static final String NAME = "ZADIG_TASK_URL";

    @DataBoundConstructor
    public ZadigTaskParameter(@CheckForNull String name) {
        super(Util.fixNull(Util.fixEmptyAndTrim(name), NAME));
    }

    /** The job's own description, or what the parameter is for. */
    @Override
    public String getDescription() {
        var own = Util.fixEmptyAndTrim(super.getDescription());
        return own == null ? Messages.ZadigTaskParameter_description() : own;
    }

    /** Whether a value is the address of a task. */
    public static boolean isNamed(ParameterValue value) {
        return value instanceof Value || value.getName().equals(NAME);
    }

    @Override
    public ParameterValue createValue(@CheckForNull String value) {
        return new Value(getName(), Util.fixNull(value).trim());
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return createValue(form.optString("value"));
    }

    @Override
    public ParameterValue getDefaultParameterValue() {
        return createValue("");
    }

    /** The address. */
    public static final class Value extends StringParameterValue {
        private static final long serialVersionUID = 1L;

        public Value(String name, String value) {
            super(name, value);
        }
    }

    @Extension
    @Symbol("zadigTask")
    public static final class DescriptorImpl extends ParameterDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ZadigTaskParameter_displayName();
        }
    }
}
