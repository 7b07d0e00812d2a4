package io.jenkins.plugins.zadig.preview.toy;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A step with every kind of parameter, which waits until a test calls its execution by name. */
public final class ToyStep extends Step {
    /** What a test can do to the executions that wait. */
    public static final Map<String, Execution> WAITING = new ConcurrentHashMap<>();

    private final String name;
    private long number;
    private boolean wait;
    private Mood mood = Mood.CALM;
    private List<ToyPart> parts = new ArrayList<>();
    private Map<String, Object> extras = Map.of();

    /** A choice. */
    public enum Mood {
        CALM,
        ANGRY,
        INTERRUPTED,
        STUBBORN
    }

    @DataBoundConstructor
    public ToyStep(String name) {
        this.name = name;
    }

    @DataBoundSetter
    public void setNumber(long number) {
        this.number = number;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    @DataBoundSetter
    public void setMood(Mood mood) {
        this.mood = mood;
    }

    @DataBoundSetter
    public void setParts(List<ToyPart> parts) {
        this.parts = parts;
    }

    @DataBoundSetter
    public void setExtras(Map<String, Object> extras) {
        this.extras = extras;
    }

    @Override
    public String toString() {
        return name + ' ' + number + ' ' + mood + ' ' + parts + ' ' + extras;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    /** Keeps the name only. */
    public static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String name;
        private String note = "started";
        private final transient ToyStep step;

        Execution(StepContext context, ToyStep step) {
            super(context);
            this.step = step;
            this.name = step.name;
        }

        @Override
        public boolean start() throws Exception {
            say(step.toString());
            if (step.mood == Mood.ANGRY) {
                throw new AbortException("no mood for " + name);
            }
            if (step.mood == Mood.INTERRUPTED) {
                throw new FlowInterruptedException(Result.NOT_BUILT, false, new Shrug());
            }
            if (!step.wait) {
                getContext().onSuccess(step.toString());
                return true;
            }
            WAITING.put(name, this);
            return false;
        }

        public void note(String text, boolean save) {
            note = text;
            if (save) {
                getContext().saveState();
            }
        }

        public void finish(Object value) {
            getContext().onSuccess(value);
        }

        @Override
        public void onResume() {
            WAITING.put(name, this);
            try {
                say("resumed, " + note);
            } catch (Exception e) {
                getContext().onFailure(e);
            }
        }

        @Override
        public void stop(Throwable cause) throws Exception {
            if (step == null || step.mood != Mood.STUBBORN) {
                super.stop(cause);
            }
        }

        @Override
        public String getStatus() {
            return "waits, " + note;
        }

        private void say(String text) throws Exception {
            getContext().get(TaskListener.class).getLogger().println(text);
        }
    }

    private static final class Shrug extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "somebody shrugged";
        }
    }

    /** Its descriptor. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "toy";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }
    }
}
