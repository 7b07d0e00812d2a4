package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.zadig.api.PlainJson;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.config.PageRights;
import io.jenkins.plugins.zadig.config.ZadigPermissions;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import jenkins.model.Tab;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** The page of a build that shows its tasks in Zadig, and lets people decide about them. */
@ExportedBean
public final class ZadigTab extends Tab {
    static final String URL = "zadig";

    private final Run<?, ?> run;
    private final BuildTasks tasks;

    ZadigTab(Run<?, ?> run, BuildTasks tasks) {
        super(run);
        this.run = run;
        this.tasks = tasks;
    }

    @Override
    public String getIconFileName() {
        return "symbol-zadig plugin-zadig";
    }

    @Override
    public String getDisplayName() {
        return "Zadig";
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The tasks; those that go on without the build are looked at for whoever looks at the page. */
    @Exported
    public List<TaskView> getTasks() {
        tasks.look();
        return tasks.records().stream().map(record -> new TaskView(run, record)).toList();
    }

    /** Whether there were too many tasks to show them all. */
    public boolean isFull() {
        return tasks.isFull();
    }

    /** Whether the build has test results. */
    public boolean isTested() {
        return run.getAction(hudson.tasks.junit.TestResultAction.class) != null;
    }

    /** Whether there may be more to see soon. */
    public boolean isLive() {
        return isLive(getTasks());
    }

    private boolean isLive(List<TaskView> views) {
        return run.isBuilding() || views.stream().anyMatch(TaskView::isLive);
    }

    /** What the page asks for again and again: whether there is something new, and in a sentence what. */
    @GET
    // lgtm[jenkins/no-permission-check]
    public HttpResponse doState() {
        var views = getTasks();
        var state = new LinkedHashMap<String, Object>();
        state.put("live", isLive(views));
        state.put("revision", views.stream().map(TaskView::getRevision).collect(Collectors.joining("-")));
        state.put("now", System.currentTimeMillis());
        state.put(
                "summary",
                views.stream()
                        .map(view -> Messages.badge_one(
                                view.getEntry().getLabel(),
                                view.getEntry().getLook().text()))
                        .collect(Collectors.joining("; ")));
        return new PageAnswer(HttpServletResponse.SC_OK, PlainJson.write(state));
    }

    /**
     * Approves what a task waits for. This answers before Zadig is asked; {@link #getTasks} tells what came of it.
     *
     * @param task which of the build's tasks, as {@link TaskEntry#getNumber} has it
     * @param approval what the server knows the approval by
     * @param comment of the user; may be empty
     */
    @POST
    public HttpResponse doApprove(
            @QueryParameter String task, @QueryParameter String approval, @QueryParameter String comment) {
        return vote(TaskAction.APPROVE, task, approval, comment);
    }

    @POST
    public HttpResponse doReject(
            @QueryParameter String task, @QueryParameter String approval, @QueryParameter String comment) {
        return vote(TaskAction.REJECT, task, approval, comment);
    }

    @POST
    public HttpResponse doCancel(@QueryParameter String task) {
        run.checkPermission(Item.CANCEL);
        var record = record(task);
        if (record == null) {
            return noTask();
        }
        if (record.entry().hasEnded()) {
            return conflict(Messages.page_hasEnded());
        }
        return act(record, TaskAction.CANCEL, "", "", TaskControl::cancel);
    }

    @POST
    public HttpResponse doRetry(@QueryParameter String task) {
        run.checkPermission(Item.BUILD);
        var record = record(task);
        if (record == null) {
            return noTask();
        }
        return new TaskView(run, record).isRetryable()
                ? act(record, TaskAction.RETRY, "", "", TaskControl::retry)
                : conflict(Messages.page_notRetryable());
    }

    private HttpResponse vote(String what, String task, @CheckForNull String key, @CheckForNull String comment) {
        run.checkPermission(ZadigPermissions.APPROVE);
        var record = record(task);
        if (record == null) {
            return noTask();
        }
        if (!PageRights.takesVotes(run, record.task().server())) {
            return PageAnswer.refused(
                    HttpServletResponse.SC_FORBIDDEN,
                    Messages.page_votesOff(record.task().server()));
        }
        var view = new TaskView(run, record);
        var approval = view.getSeen().approval(Util.fixNull(key));
        if (approval == null || !view.isWaiting(approval) || !approval.takesVotes()) {
            return conflict(Messages.page_notOpen());
        }
        var text = KeptText.message(comment);
        var signed = BuildSignature.sign(text, User.current(), run);
        return act(
                record,
                what,
                approval.key(),
                text,
                control -> control.vote(approval.key(), what.equals(TaskAction.APPROVE), signed));
    }

    private HttpResponse act(
            TaskRecord record,
            String what,
            String approval,
            String comment,
            Function<TaskControl, CompletableFuture<WorkflowTask>> verb) {
        var action = new TaskAction(
                what,
                approval,
                Jenkins.getAuthentication2().getName(),
                userName(),
                System.currentTimeMillis(),
                comment,
                TaskAction.SENT,
                "");
        // Whoever clicks twice gets the same answer, and nothing is sent twice.
        record.act(action, verb);
        return PageAnswer.accepted();
    }

    private static String userName() {
        var user = User.current();
        return user == null ? Jenkins.getAuthentication2().getName() : user.getDisplayName();
    }

    /** The task that a request is about, {@code null} when there is none: numbers come from outside. */
    @CheckForNull
    private TaskRecord record(@CheckForNull String number) {
        return tasks.records().stream()
                .filter(record -> Integer.toString(record.entry().getNumber()).equals(number))
                .findFirst()
                .orElse(null);
    }

    private static HttpResponse noTask() {
        return PageAnswer.refused(HttpServletResponse.SC_NOT_FOUND, Messages.page_noTask());
    }

    private static HttpResponse conflict(String why) {
        return PageAnswer.refused(HttpServletResponse.SC_CONFLICT, why);
    }
}
