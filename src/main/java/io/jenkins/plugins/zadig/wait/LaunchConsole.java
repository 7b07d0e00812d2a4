package io.jenkins.plugins.zadig.wait;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.task.LaunchPlan;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a build's console shows of a run that is no task yet. */
public final class LaunchConsole {
    private final TaskListener listener;
    private final String workflow;

    public LaunchConsole(TaskListener listener, String workflow) {
        this.listener = listener;
        this.workflow = workflow;
    }

    private void say(String line) {
        listener.getLogger().println("[" + PlainText.line(workflow) + "] " + line);
    }

    /** What is special about a run: which approvals it bypasses, and what it runs or leaves out unasked. */
    public void planned(LaunchPlan plan) {
        plan.configured().forEach(job -> say(Messages.console_configured(PlainText.line(job))));
        say(plan.bypassed(), Messages::console_bypassed);
        say(plan.alsoRun(), Messages::console_alsoRun);
        say(plan.leftOut(), Messages::console_leftOut);
        say(plan.filled(), Messages::console_filled);
        unchecked(plan.unchecked());
    }

    /** Which approvals a run would list by itself; that they are kept, only its task tells. */
    public void wouldKeep(List<String> approvals) {
        say(approvals, Messages::console_gatesPlanned);
    }

    /** What could not be compared with the server. */
    public void unchecked(List<String> names) {
        say(names, Messages::console_unchecked);
    }

    private void say(List<String> names, UnaryOperator<String> line) {
        if (!names.isEmpty()) {
            say(line.apply(PlainText.line(String.join(", ", names))));
        }
    }

    /** That Zadig's answer did not come, so that its task has to be looked for. */
    public void answerLost(String why) {
        say(Messages.console_answerLost(why));
    }

    /**
     * That others launch as the same user, too.
     *
     * @param task that shows it
     */
    public void userShared(String user, String task) {
        say(Messages.console_userShared(PlainText.line(user), PlainText.line(task)));
    }

    /** That a run which was lost before is sent once more. */
    public void repeated() {
        say(Messages.console_repeatedLaunch());
    }

    /** That Jenkins was restarted while the run was being sent. */
    public void resumed() {
        say(Messages.console_resumedLaunch());
    }

    /** That the build was aborted while the run was being sent. */
    public void aborted() {
        say(Messages.console_abortLaunch());
    }

    /** That the build is aborted again, and does not even wait for what it has to undo. */
    public void abortedAgain() {
        say(Messages.console_abortedAgain());
    }

    /**
     * That Zadig has not said in time what became of the run.
     *
     * @param pages of the tasks that may be it
     */
    public void unanswered(List<String> pages) {
        say(Messages.console_unanswered());
        pages.forEach(page -> say("  - " + HyperlinkNote.encodeTo(page, page)));
    }

    /** That nothing can be sent, as the server does not answer. */
    public void contactLost(String why) {
        say(Messages.console_launchWaits(why));
    }
}
