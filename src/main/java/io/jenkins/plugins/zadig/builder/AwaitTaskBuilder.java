package io.jenkins.plugins.zadig.builder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.act.OwnTasks;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Waits for a task that this build, another build or somebody in Zadig started. */
public final class AwaitTaskBuilder extends WaitingBuilder {
    private String type;
    private String project;
    private String workflow;
    private String id;

    @DataBoundConstructor
    public AwaitTaskBuilder() {}

    /** Type of the workflow: custom or product; {@code null} for custom. */
    @CheckForNull
    public String getType() {
        return type;
    }

    @DataBoundSetter
    public void setType(@CheckForNull String type) {
        this.type = Util.fixEmptyAndTrim(type);
    }

    @CheckForNull
    public String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(@CheckForNull String project) {
        this.project = Util.fixEmptyAndTrim(project);
    }

    @CheckForNull
    public String getWorkflow() {
        return workflow;
    }

    @DataBoundSetter
    public void setWorkflow(@CheckForNull String workflow) {
        this.workflow = Util.fixEmptyAndTrim(workflow);
    }

    /** The number of the task, which can come from a parameter. */
    @CheckForNull
    public String getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(@CheckForNull String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    @Override
    boolean perform(BuildWork work) throws InterruptedException, IOException {
        var task = work.task(type, project, workflow, id);
        var own = new OwnTasks(work.run()).isLaunched(task) ? WaitOptions.Fate.CANCEL : WaitOptions.Fate.LEAVE;
        var options = options(work.text(), own);
        work.actor().requireWait(task, options);
        return work.follow(Opening.await(), task, false, options, true);
    }

    @Extension
    @Symbol("awaitZadigTask")
    public static final class DescriptorImpl extends ZadigBuilderDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AwaitTaskBuilder_displayName();
        }
    }
}
