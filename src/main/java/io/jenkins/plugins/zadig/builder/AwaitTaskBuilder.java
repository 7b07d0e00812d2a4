package io.jenkins.plugins.zadig.builder;

import hudson.Extension;
import io.jenkins.plugins.zadig.act.Opening;
import io.jenkins.plugins.zadig.act.OwnTasks;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Waits for a task that this build, another build or somebody in Zadig started. Without project, workflow and number it
 * is the one that this build started last.
 */
public final class AwaitTaskBuilder extends WaitingBuilder {
    /** Type of the workflow: custom or product; empty for custom. */
    @DataBoundSetter
    public String type = "";

    @DataBoundSetter
    public String project = "";

    @DataBoundSetter
    public String workflow = "";

    /** The number of the task, which can come from a parameter. */
    @DataBoundSetter
    public String id = "";

    @DataBoundConstructor
    public AwaitTaskBuilder() {}

    @Override
    boolean perform(BuildWork work) throws InterruptedException, IOException {
        var task = work.task(type, project, workflow, id);
        var own = new OwnTasks(work.run()).isLaunched(task.ref()) ? WaitOptions.Fate.CANCEL : WaitOptions.Fate.LEAVE;
        var options = options(work.text(), own);
        work.actor().requireWait(task.ref(), options);
        return work.follow(new Opening.Await(), task, false, options, true);
    }

    @Extension
    @Symbol("awaitZadigTask")
    public static final class DescriptorImpl extends ZadigBuilderDescriptor {}
}
