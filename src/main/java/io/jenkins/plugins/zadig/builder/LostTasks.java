package io.jenkins.plugins.zadig.builder;

import hudson.AbortException;
import hudson.console.HyperlinkNote;
import hudson.console.ModelHyperlinkNote;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.Connection;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.ErrorText;
import io.jenkins.plugins.zadig.task.LaunchLost;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells what became of the tasks of builds that were lost, as a freestyle build is when its controller stops. It only
 * tells: hours may have passed, and a task that still runs may be wanted by now.
 */
final class LostTasks {
    private static final int BUILDS = 20;
    private static final int PATIENCE_SECONDS = 120;

    private final Run<?, ?> run;
    private final TaskListener listener;

    LostTasks(Run<?, ?> run, TaskListener listener) {
        this.run = run;
        this.listener = listener;
    }

    /** Tells of each lost task once. */
    void tell() throws InterruptedException, IOException {
        Run<?, ?> earlier = run.getPreviousBuild();
        for (int i = 0; i < BUILDS && earlier != null; i++) {
            var started = earlier.getAction(StartedTasks.class);
            if (started != null && !earlier.isBuilding() && !started.open().isEmpty()) {
                for (StartedTask task : started.open()) {
                    tell(earlier, task);
                }
                earlier.save();
            }
            earlier = earlier.getPreviousBuild();
        }
    }

    private void tell(Run<?, ?> lost, StartedTask task) throws InterruptedException {
        var ref = task.ref();
        var build = ModelHyperlinkNote.encodeTo("/" + lost.getUrl(), lost.getDisplayName());
        try {
            var connection = Connection.open(ref.server(), task.credentialsId(), run);
            var base = connection.client().server();
            var errors = new ErrorText(
                    connection.server(),
                    connection.credentialsId(),
                    Messages.subject_workflow(ref.workflow(), ref.project()));
            try {
                var known = known(connection, task).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                say(build, sentence(known, task) + " " + link(known.page(base, ref)));
                task.close();
            } catch (TimeoutException x) {
                say(build, unknown(ref, "") + " " + link(page(ref, connection)));
            } catch (ExecutionException x) {
                if (x.getCause() instanceof LaunchLost nothing) {
                    say(build, errors.of(nothing, base, ref.type(), ref.project(), ref.workflow()));
                    task.close();
                } else {
                    say(
                            build,
                            unknown(ref, errors.of(ZadigException.of(x.getCause()))) + " "
                                    + link(page(ref, connection)));
                }
            }
        } catch (AbortException x) {
            say(build, unknown(ref, x.getMessage()));
        }
    }

    private static CompletableFuture<Known> known(Connection connection, StartedTask task) {
        var ref = task.ref();
        var client = connection.client();
        var intent = task.intent();
        var number = ref.id() != 0 || intent == null
                ? CompletableFuture.completedFuture(ref.id())
                : Controller.get()
                        .launches()
                        .resume(client, ref.type(), ref.project(), ref.workflow(), intent)
                        .thenApply(found -> found.id());
        return number.thenCompose(id ->
                client.tasks(ref.type()).task(ref.project(), ref.workflow(), id).thenApply(now -> new Known(id, now)));
    }

    /** A task as it is now. */
    private record Known(long id, WorkflowTask task) {
        String page(URI base, TaskRef of) {
            return new TaskRef(of.server(), of.type(), of.project(), of.workflow(), id).page(base);
        }
    }

    private static String sentence(Known known, StartedTask task) {
        var name = PlainText.line(task.ref().workflow() + " #" + known.id());
        var status = TaskStatus.of(known.task().status());
        if (status.ended()) {
            return Messages.LostTasks_ended(name, TaskConsole.ending(known.task()));
        }
        return task.onAbort() == WaitOptions.Fate.CANCEL
                ? Messages.LostTasks_notCancelled(name, TaskConsole.status(status))
                : Messages.LostTasks_goesOn(name, TaskConsole.status(status));
    }

    private static String unknown(TaskRef ref, String why) {
        var name = PlainText.line(ref.id() == 0 ? ref.workflow() : ref.toString());
        return Messages.LostTasks_unknown(name, why);
    }

    private static String page(TaskRef ref, Connection connection) {
        var base = connection.client().server();
        return ref.id() == 0 ? TaskRef.workflowPage(base, ref.type(), ref.project(), ref.workflow()) : ref.page(base);
    }

    private void say(String build, String line) {
        listener.getLogger().println(Messages.LostTasks_build(build, line));
    }

    private static String link(String url) {
        return HyperlinkNote.encodeTo(url, url);
    }
}
