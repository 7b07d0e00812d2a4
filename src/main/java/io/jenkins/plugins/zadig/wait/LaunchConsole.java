package io.jenkins.plugins.zadig.wait;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.task.LaunchPlan;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a build's console shows of a run that is no task yet. */
public record LaunchConsole(TaskListener listener, String workflow) {
    /** A line about the run. */
    public void say(String line) {
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

    /**
     * That others launch as the same user, too.
     *
     * @param task that shows it
     */
    public void userShared(String user, String task) {
        say(Messages.console_userShared(PlainText.line(user), PlainText.line(task)));
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
}
