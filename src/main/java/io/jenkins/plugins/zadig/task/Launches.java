package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Starts tasks for all builds of a controller, each at most once: the intent is saved, the run is sent once, and when its
 * answer is lost the task is looked for instead of sent again.
 *
 * <p>A task without a launch key is told by elimination, so such launches of one workflow go one after another.
 */
public final class Launches {
    private static final int NEWEST = 10;

    private final Timeline timeline;
    private final LaunchSettings settings;
    private final WatchSettings patience;
    private final Map<String, CompletableFuture<Void>> lanes = new ConcurrentHashMap<>();
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();

    public Launches(Timeline timeline, LaunchSettings settings, WatchSettings patience) {
        this.timeline = timeline;
        this.settings = settings;
        this.patience = patience;
    }

    /**
     * Checks an order against its workflow. Fails with {@link LaunchRefused} when something in it is wrong, or with a
     * {@link ZadigException}.
     */
    public CompletableFuture<LaunchPlan> plan(ZadigClient client, LaunchOrder order) {
        return client.customWorkflows()
                .detail(order.project(), order.workflow())
                .thenCompose(workflow -> LaunchPlan.dependsOnLine(order, workflow)
                        // Asked each time: what an old answer says of a server upgraded since could cost a gate.
                        ? client.line().thenCompose(line -> planned(order, workflow, line))
                        : planned(order, workflow, null));
    }

    private static CompletableFuture<LaunchPlan> planned(
            LaunchOrder order, WorkflowDetail workflow, @CheckForNull ServerLine line) {
        try {
            return CompletableFuture.completedFuture(LaunchPlan.of(order, workflow, line));
        } catch (LaunchRefused x) {
            return CompletableFuture.failedFuture(x);
        }
    }

    /**
     * Sends a plan. Fails with {@link LaunchLost}, {@link LaunchRefused}, a {@link ZadigException}, or whatever the
     * journal failed with.
     *
     * @param creator whom Zadig will name as the creator, or {@code null} when the token does not tell
     */
    public CompletableFuture<Launched> launch(
            ZadigClient client, LaunchPlan plan, @CheckForNull String creator, LaunchJournal journal) {
        Supplier<CompletableFuture<Launched>> launch = () -> new OneLaunch(client, plan, journal).go(creator);
        return plan.keyVariable() == null ? inLane(lane(client, plan.request().workflow()), launch) : launch.get();
    }

    /**
     * Looks for the task of a launch that was under way when the controller stopped. Fails as {@link #launch} does.
     */
    public CompletableFuture<Launched> resume(
            ZadigClient client, String project, String workflow, LaunchIntent intent) {
        Supplier<CompletableFuture<Launched>> search = () -> found(client, project, workflow, intent);
        return intent.isKeyed() ? search.get() : inLane(lane(client, workflow), search);
    }

    /** Tells that a task belongs to a wait of this controller, so that no lost launch takes it for its own. */
    public void claim(ZadigClient client, String workflow, long id) {
        claimed.add(lane(client, workflow) + "#" + id);
    }

    /** Forgets a claim, since nothing that was launched before can look for the task any more. */
    public void release(ZadigClient client, String workflow, long id) {
        claimed.remove(lane(client, workflow) + "#" + id);
    }

    private static String lane(ZadigClient client, String workflow) {
        return client.server() + " " + workflow;
    }

    private LaunchSearch search(ZadigClient client, String project, String workflow, LaunchIntent intent) {
        var lane = lane(client, workflow);
        return new LaunchSearch(
                client,
                project,
                workflow,
                intent,
                id -> claimed.contains(lane + "#" + id),
                timeline,
                settings,
                patience);
    }

    private CompletableFuture<Launched> found(
            ZadigClient client, String project, String workflow, LaunchIntent intent) {
        return search(client, project, workflow, intent).find().thenApply(id -> launched(client, workflow, id, true));
    }

    private Launched launched(ZadigClient client, String workflow, long id, boolean found) {
        claim(client, workflow, id);
        return new Launched(id, found);
    }

    private <T> CompletableFuture<T> inLane(String lane, Supplier<CompletableFuture<T>> work) {
        var done = new CompletableFuture<Void>();
        var before = lanes.put(lane, done);
        var result = (before == null ? CompletableFuture.<Void>completedFuture(null) : before)
                .thenCompose(nothing -> work.get());
        result.whenComplete((value, thrown) -> {
            lanes.remove(lane, done);
            done.complete(null);
        });
        return result;
    }

    /** One plan on its way to the server. */
    private final class OneLaunch {
        private final ZadigClient client;
        private final LaunchPlan plan;
        private final LaunchJournal journal;

        OneLaunch(ZadigClient client, LaunchPlan plan, LaunchJournal journal) {
            this.client = client;
            this.plan = plan;
            this.journal = journal;
        }

        CompletableFuture<Launched> go(@CheckForNull String creator) {
            var request = plan.request();
            return client.customWorkflows()
                    // Tasks of one second come in any order, so the first row alone may not be the newest.
                    .tasks(request.project(), request.workflow(), 1, NEWEST)
                    .thenApply(page -> page.tasks().stream()
                            .mapToLong(TaskSummary::id)
                            .max()
                            .orElse(0))
                    .thenCompose(baseline -> {
                        var intent = new LaunchIntent(
                                UUID.randomUUID().toString(),
                                plan.keyVariable(),
                                baseline,
                                timeline.now().toEpochMilli(),
                                creator,
                                plan);
                        return journal.save(intent).thenCompose(saved -> send(intent, 1));
                    });
        }

        private CompletableFuture<Launched> send(LaunchIntent intent, int attempt) {
            return client.customWorkflows()
                    .run(plan.keyed(intent.key()))
                    .handle((id, thrown) -> {
                        if (thrown == null) {
                            return CompletableFuture.completedFuture(
                                    launched(client, plan.request().workflow(), id, false));
                        }
                        return notAnswered(ZadigException.of(thrown), intent, attempt);
                    })
                    .thenCompose(Function.identity());
        }

        private CompletableFuture<Launched> notAnswered(ZadigException failure, LaunchIntent intent, int attempt) {
            if (failure.delivery() == ZadigException.Delivery.NEVER_SENT) {
                var again = failure instanceof ZadigException.Unavailable && attempt < settings.connectAttempts();
                return again
                        ? timeline.pause(settings.pause()).thenCompose(nothing -> send(intent, attempt + 1))
                        : CompletableFuture.failedFuture(failure);
            }
            if (failure instanceof ZadigException.Internal internal) {
                // The order of the checks is api-facts section 5.1: this one comes before a task is made.
                return internal.description().contains("undefined job type of type:" + JobInput.APPROVAL)
                        ? CompletableFuture.failedFuture(new LaunchRefused(List.of(approvalRefused())))
                        : afterError(failure, intent);
            }
            if (failure.delivery() == ZadigException.Delivery.ANSWERED
                    && !(failure instanceof ZadigException.Malformed)) {
                return CompletableFuture.failedFuture(failure);
            }
            journal.answerLost(failure);
            return found(client, plan.request().project(), plan.request().workflow(), intent);
        }

        /** Servers from 3.4.1 to 4.0 refuse approval jobs, whoever listed them. */
        private LaunchProblem approvalRefused() {
            if (!plan.gates().isEmpty()) {
                return new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, plan.gates());
            }
            var listed = plan.request().jobs().stream()
                    .filter(job -> job.type().equals(JobInput.APPROVAL))
                    .map(JobInput::job)
                    .toList();
            return new LaunchProblem(LaunchProblem.Kind.APPROVAL_NOT_LISTABLE, String.join(", ", listed));
        }

        /** An error without a code can come from before or after the task was made; one look tells. */
        private CompletableFuture<Launched> afterError(ZadigException failure, LaunchIntent intent) {
            var workflow = plan.request().workflow();
            return search(client, plan.request().project(), workflow, intent)
                    .look()
                    .handle((fitting, thrown) -> {
                        if (thrown != null || fitting.isEmpty()) {
                            return CompletableFuture.<Launched>failedFuture(failure);
                        }
                        return intent.isKeyed()
                                ? CompletableFuture.completedFuture(launched(client, workflow, fitting.get(0), true))
                                : CompletableFuture.<Launched>failedFuture(new LaunchLost(fitting, failure));
                    })
                    .thenCompose(Function.identity());
        }
    }
}
