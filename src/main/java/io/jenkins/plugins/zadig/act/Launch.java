package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.PlainJson;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.order.LaunchOrder;
import io.jenkins.plugins.zadig.order.PlainValues;
import io.jenkins.plugins.zadig.order.Planner;
import io.jenkins.plugins.zadig.order.ProductPlanner;
import io.jenkins.plugins.zadig.task.LaunchIntent;
import io.jenkins.plugins.zadig.task.LaunchJournal;
import io.jenkins.plugins.zadig.task.LaunchPlan;
import io.jenkins.plugins.zadig.task.Launched;
import io.jenkins.plugins.zadig.task.WatchSettings;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts a task, once at most, also when an answer is lost or Jenkins is restarted. */
public final class Launch implements Opening {
    private final BiFunction<Actor, LaunchJournal, CompletableFuture<Launched>> launch;
    private final String remark;

    /** What no plan says of it. */
    private final LaunchNotes notes;

    private final Supplier<String> order;

    private Launch(
            BiFunction<Actor, LaunchJournal, CompletableFuture<Launched>> launch,
            String remark,
            LaunchNotes notes,
            Supplier<String> order) {
        this.launch = launch;
        this.remark = remark;
        this.notes = notes;
        this.order = order;
    }

    /**
     * Starts a custom workflow.
     *
     * @param remark to set on the task; empty for none
     */
    public static Launch of(LaunchOrder order, String remark) {
        return new Launch(
                (actor, journal) -> actor.controller()
                        .launches
                        .launch(
                                actor::client,
                                Planner.of(actor::client, order),
                                actor.connection()::tokenUser,
                                journal),
                remark,
                LaunchNotes.NONE,
                () -> order.fingerprint() + "\n" + remark);
    }

    /** Starts a product workflow. */
    public static Launch of(ProductRunRequest request) {
        return new Launch(
                (actor, journal) -> {
                    var told = new AtomicReference<List<String>>();
                    return actor.controller()
                            .launches
                            .launchProduct(
                                    actor::client,
                                    () -> planned(actor, request, told),
                                    actor.connection()::tokenUser,
                                    journal);
                },
                "",
                LaunchNotes.of(request),
                () -> PlainJson.write(PlainValues.masked(request.toMap())));
    }

    /**
     * What would be sent of a product workflow, after it was compared with what can be built. Fails with a line for
     * users.
     */
    public static CompletableFuture<ProductRunRequest> plan(Actor actor, ProductRunRequest request) {
        var workflow = actor.task(WorkflowType.PRODUCT, request.project(), request.workflow(), 0);
        return actor.ask(workflow, () -> planned(actor, request, new AtomicReference<>()));
    }

    /** @param told what was said not to be checked; {@code null} in it before that */
    private static CompletableFuture<ProductRunRequest> planned(
            Actor actor, ProductRunRequest request, AtomicReference<List<String>> told) {
        return ProductPlanner.plan(actor.client(), request).thenApply(plan -> {
            if (!plan.unchecked().equals(told.getAndSet(plan.unchecked()))) {
                actor.launchConsole(request.workflow()).unchecked(plan.unchecked());
            }
            return plan.request();
        });
    }

    /**
     * What would be sent, after it was compared with the workflow. What is special about it is said. Fails with a line
     * for users.
     */
    public static CompletableFuture<LaunchPlan> plan(Actor actor, LaunchOrder order) {
        var workflow = actor.task(WorkflowType.CUSTOM, order.project(), order.workflow(), 0);
        return actor.ask(
                workflow,
                () -> Planner.plan(actor.client(), order).thenApply(plan -> {
                    var console = actor.launchConsole(order.workflow());
                    console.planned(plan);
                    console.wouldKeep(plan.gates());
                    return plan;
                }));
    }

    @Override
    public String order() {
        return order.get();
    }

    @Override
    public CompletableFuture<Void> open(BuildTask task) {
        return follow(task, launch.apply(task.actor(), new Journal(task)));
    }

    @Override
    public CompletableFuture<Void> resume(BuildTask task) {
        var actor = task.actor();
        var ref = task.ref();
        var intent = task.notes().state().intent();
        if (intent == null) {
            return open(task);
        }
        if (ref.id() != 0) {
            return task.resumedWait().thenCompose(nothing -> compare(task));
        }
        task.launchConsole().say(Messages.Launch_resumed());
        return follow(
                task,
                actor.controller()
                        .launches
                        .resume(actor::client, ref.type(), ref.project(), ref.workflow(), intent, new Journal(task)));
    }

    private CompletableFuture<Void> follow(BuildTask task, CompletableFuture<Launched> launched) {
        return launched.thenCompose(made -> launched(task, made))
                .thenCompose(nothing -> compare(task))
                .whenComplete((nothing, thrown) -> {
                    if (thrown != null && task.ref().type() == WorkflowType.CUSTOM) {
                        // It was planned for the line that the server is known to be of.
                        task.actor().client().forgetLine();
                    }
                });
    }

    /**
     * Looks once at what was started. Servers leave out silently what they do not run, so a task that is not what was
     * ordered is cancelled (zadig-servers 5.11, 6.2, 7.2).
     */
    private static CompletableFuture<Void> compare(BuildTask task) {
        var ref = task.ref();
        if (ref.type() == WorkflowType.PRODUCT) {
            // Such a task tells nothing of what it runs.
            return CompletableFuture.completedFuture(null);
        }
        return ref.read(task.actor().client())
                .handleAsync(
                        (now, thrown) -> {
                            if (thrown != null) {
                                task.console().say(Messages.Launch_notCompared(task.words(thrown)));
                                return CompletableFuture.<Void>completedFuture(null);
                            }
                            task.watched().looked(now);
                            return task.check().accepts(now)
                                    ? CompletableFuture.<Void>completedFuture(null)
                                    : task.refuse(now);
                        },
                        task.actor().workers())
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Void> launched(BuildTask task, Launched launched) {
        return CompletableFuture.runAsync(
                        () -> {
                            if (notes.isSpecial()) {
                                task.notes().note(state -> state.note(notes));
                            }
                            task.launched(launched.id(), launched.found());
                        },
                        task.actor().workers())
                .thenCompose(nothing ->
                        remark.isEmpty() || launched.found() ? CompletableFuture.completedFuture(null) : remark(task));
    }

    private CompletableFuture<Void> remark(BuildTask task) {
        var ref = task.ref();
        return task.actor()
                .client()
                .customWorkflows()
                .remark(ref.workflow(), ref.id(), remark)
                .handle((done, thrown) -> {
                    if (thrown != null) {
                        task.console().say(Messages.Launch_remarkFailed(task.words(thrown)));
                    }
                    return null;
                });
    }

    /** Keeps with the build what a launch must not forget. */
    private static final class Journal implements LaunchJournal {
        private final BuildTask task;

        @CheckForNull
        private volatile LaunchPlan told;

        private final AtomicBoolean shareTold = new AtomicBoolean();

        Journal(BuildTask task) {
            this.task = task;
        }

        @Override
        public void planned(LaunchPlan plan) {
            if (!plan.equals(told)) {
                told = plan;
                task.launchConsole().planned(plan);
                task.notes().note(state -> state.note(LaunchNotes.of(plan)));
            }
        }

        @Override
        public CompletableFuture<Void> save(LaunchIntent intent) {
            return task.intend(intent);
        }

        @Override
        public CompletableFuture<Void> notSent() {
            return task.notSent();
        }

        @Override
        public void contactLost(ZadigException why) {
            task.launchConsole().say(Messages.Launch_contactLost(task.words(why)));
        }

        @Override
        public boolean isOver() {
            return task.isUnwanted();
        }

        @Override
        public WatchSettings patience() {
            return task.actor().connection().watchSettings();
        }

        @Override
        public boolean isUserShared() {
            return task.actor().connection().isTokenShared();
        }

        @Override
        public void userShared(String user, String found) {
            if (shareTold.compareAndSet(false, true)) {
                task.launchConsole().userShared(user, found);
            }
        }

        @Override
        public List<LaunchIntent> lost() {
            return lostOfOthers().map(OpenTaskFile::task).map(OpenTask::intent).toList();
        }

        @Override
        public void repeated(LaunchIntent lost) {
            settled(lost);
            task.launchConsole().say(Messages.Launch_repeated());
        }

        @Override
        public void settled(LaunchIntent lost) {
            lostOfOthers().filter(file -> lost.equals(file.task().intent())).forEach(file -> {
                file.note(OpenTask::settle);
                file.flush();
            });
        }

        /** Runs of the same workflow that other steps of the build have lost. */
        private Stream<OpenTaskFile> lostOfOthers() {
            var run = task.actor().run();
            var own = task.notes().state();
            return LiveTasks.get().isPlain(run)
                    ? Stream.empty()
                    : OpenTaskFile.all(run).stream().filter(file -> file.task().isLostOf(own));
        }

        @Override
        public void answerLost(ZadigException why) {
            task.launchConsole().say(Messages.Launch_answerLost(task.words(why)));
        }

        @Override
        public void candidates(List<Long> ids) {
            task.candidates(ids);
        }
    }
}
