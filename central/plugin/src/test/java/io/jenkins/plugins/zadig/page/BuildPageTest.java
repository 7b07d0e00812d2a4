package io.jenkins.plugins.zadig.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.AccessDeniedException3;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.AccessRule;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigPermissions;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.PreviewRun;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a build keeps of its tasks, and what people can do with them on its page. */
class BuildPageTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String RUN = "zadigRunCustomWorkflow(project: 'shop', workflow: '%s', jobs: [%s]%s)";
    private static final String SMOKE = "zadigTest(job: 'smoke', tests: [[name: 'smoke']])";
    private static final String BUILD = "zadigBuild(job: 'build', registry: 'https://registry.example.com/shop', services: ["
            + "[service: 'cart', module: 'api']])";
    private static final String DEPLOY = "zadigDeploy(job: 'deploy', environment: 'prod', services: [[service: 'cart',"
            + " module: 'api']])";

    private ZadigSimulator zadig;
    private Preview jenkins;

    @BeforeEach
    void start() {
        zadig = ZadigSimulator.start(Line.V5_0);
        jenkins = Preview.of(zadig.url(), zadig.token());
    }

    @AfterEach
    void stop() {
        Jenkins.get().setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        if (zadig != null) {
            zadig.close();
        }
    }

    /** Takes Zadig away. */
    private void lose() {
        zadig.close();
        zadig = null;
    }

    private static String run(String workflow, String jobs, String more) {
        return RUN.formatted(workflow, jobs, more);
    }

    private static ZadigTab tab(Run<?, ?> run) {
        var tab = run.getAction(ZadigTab.class);
        assertThat(tab).isNotNull();
        return tab;
    }

    private static TaskView view(Run<?, ?> run, int number) {
        return tab(run).getTasks().get(number - 1);
    }

    private static TaskView awaitStatus(Run<?, ?> run, int number, String status) {
        await().atMost(SOON).untilAsserted(() -> {
            var view = view(run, number);
            assertThat(view.getEntry().getStatus()).isEqualTo(status);
            assertThat(view.getSeen().status()).isEqualTo(status);
        });
        return view(run, number);
    }

    private static TaskView awaitAction(Run<?, ?> run, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(view(run, 1).getActions())
                        .extracting(TaskAction::state)
                        .containsExactly(state));
        return view(run, 1);
    }

    private static String file(Run<?, ?> run, int number) {
        try {
            return Files.readString(run.getRootDir().toPath().resolve("zadig/" + number + ".json"));
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    private PreviewRun waiting() throws Exception {
        var run = jenkins.start(run("release", BUILD + ", " + DEPLOY + ", " + SMOKE, ", propagate: false"));
        zadig.awaitTask("release", SimulatedTask::waitsForApproval, SOON);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(view(run, 1).getWaiting()).hasSize(1));
        return run;
    }

    private static Answered post(java.util.function.Supplier<org.kohsuke.stapler.HttpResponse> call) {
        return Answered.of(call.get());
    }

    @Test
    void buildWithoutTasksHasNoTab() {
        var run = jenkins.run("echo 'nothing'");
        assertThat(run.getAction(ZadigTab.class)).isNull();
        assertThat(run.getAction(BuildTasks.class)).isNull();
    }

    @Test
    void taskIsKeptWithTheBuild() {
        var run = jenkins.run(run("nightly", SMOKE, ""));
        var view = awaitStatus(run, 1, "passed");
        assertThat(view.getEntry().getUrl()).startsWith(zadig.url().toString());
        assertThat(view.getSeen().stages()).extracting(SeenTask.Stage::name).contains("test");
        assertThat(view.getSeen().stages())
                .flatExtracting(SeenTask.Stage::jobs)
                .extracting(SeenTask.Job::status)
                .contains("passed");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(view(run, 1).getTests()).isEqualTo(new KeptTask.Tests(6, 0, 1)));
        assertThat(view.getNotes().leftOut()).isNotEmpty();
        assertThat(view.isFollowed()).isFalse();
        assertThat(view.isLive()).isFalse();
        assertThat(run.getAction(BuildTasks.class).getLook().kind()).isEqualTo("passed");
        assertThat(run.getAction(BuildTasks.class).getBadgeText()).isEqualTo("nightly #1: passed");
    }

    private static int counted(String server) {
        var figures = Controller.get().watcher.figures().get(server);
        return figures == null ? 0 : figures.requestsLastMinute();
    }

    /** However many people look at pages, the server is asked no faster than its budget says. */
    @Test
    void looksOfThePageCountInTheBudget() throws InterruptedException {
        jenkins = Preview.withServers(
                List.of(new ZadigServer("looked-at", zadig.url().toString(), Preview.CREDENTIAL)));
        zadig.hold("nightly", "smoke");
        var run = jenkins.run(run("nightly", SMOKE, ", wait: false"));
        zadig.awaitTask("nightly", task -> task.job("smoke").status().equals("running"), SOON);
        var before = counted("looked-at");
        zadig.forgetRequests();
        tab(run).getTasks();
        await().atMost(SOON).until(() -> !zadig.requests(Operation.GET_TASK).isEmpty());
        assertThat(counted("looked-at")).isEqualTo(before + 1);
    }

    @Test
    void severalTasksOfOneBuild() {
        zadig.hold("nightly", "smoke");
        var run = jenkins.start("parallel(a: { " + run("nightly", SMOKE, ", propagate: false") + " }, b: { "
                + run("nightly", SMOKE, ", propagate: false") + " })\n" + run("nightly", SMOKE, ", wait: false"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(zadig.tasks("nightly")).hasSize(2));
        zadig.task("nightly", 1).job("smoke").finish("passed");
        await().atMost(SOON)
                .until(() -> zadig.task("nightly", 2).job("smoke").status().equals("running"));
        zadig.task("nightly", 2).job("smoke").finish("failed", "boom");
        run.await();
        assertThat(tab(run).getTasks()).hasSize(3);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tab(run).getTasks())
                        .extracting(view -> view.getEntry().getStatus())
                        .contains("passed", "failed"));
        var last = view(run, 3);
        assertThat(last.isFollowed()).isFalse();
        assertThat(last.isLive()).isTrue();
        assertThat(run.getAction(BuildTasks.class).getLook().kind()).isEqualTo("failed");
        // Nobody waits for it, so that whoever looks at the page sees what became of it.
        zadig.task("nightly", 3).job("smoke").finish("passed");
        awaitStatus(run, 3, "passed");
    }

    @Test
    void dataOutlivesZadig() {
        var run = jenkins.run(run("nightly", SMOKE, ""));
        awaitStatus(run, 1, "passed");
        lose();
        var view = view(run, 1);
        assertThat(view.getSeen().stages()).isNotEmpty();
        assertThat(view.getEntry().getStatus()).isEqualTo("passed");
    }

    @Test
    void runningTaskOfAZadigThatIsGone() {
        zadig.hold("nightly", "smoke");
        var run = jenkins.run(run("nightly", SMOKE, ", wait: false"));
        awaitStatus(run, 1, "running");
        lose();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(view(run, 1).getTrouble()).contains("zadig"));
        assertThat(view(run, 1).getSeen().stages()).isNotEmpty();
    }

    @Test
    void secretsStayOut() {
        var run = jenkins.run(run("nightly", SMOKE, ", parameters: [VERSION: 'not-a-secret']"));
        awaitStatus(run, 1, "passed");
        assertThat(file(run, 1)).doesNotContain(zadig.token()).doesNotContain(PlantedSecrets.ALL);
        assertThat(run.getAction(BuildTasks.class).getZadigTasks().toString()).doesNotContain(zadig.token());
    }

    @Test
    void approvalIsVotedOnOnceAndSignedByWhoClicked() throws Exception {
        var run = waiting();
        var approval = view(run, 1).getWaiting().get(0);
        // Whoever likes can take the name of another one, but not the ID.
        User.getOrCreateByIdOrFullName("alice").setFullName("Bob");
        try (var alice = ACL.as(User.getOrCreateByIdOrFullName("alice"))) {
            for (int click = 0; click < 3; click++) {
                tab(run).doApprove("1", approval.key(), "go ahead\u202e");
            }
        }
        run.await();
        var view = awaitStatus(run, 1, "passed");
        var votes = zadig.requests(Operation.APPROVE_TASK);
        assertThat(votes).hasSize(1);
        assertThat(votes.get(0).body())
                .contains("go ahead — Jenkins user alice (Bob): ", run.getUrl())
                .doesNotContain("\u202e");
        assertThat(view.getActions()).singleElement().satisfies(action -> {
            assertThat(action.what()).isEqualTo(TaskAction.APPROVE);
            assertThat(action.userId()).isEqualTo("alice");
            assertThat(action.state()).isEqualTo(TaskAction.DONE);
            assertThat(action.time()).isPositive();
            assertThat(view.say(action)).contains("alice (Bob) approved", approval.name());
        });
        assertThat(view.getSeen().approvals())
                .flatExtracting(SeenTask.Approval::votes)
                .extracting(SeenTask.Vote::decision)
                .contains("approve");
        assertThat(post(() -> tab(run).doReject("1", approval.key(), "")).status())
                .isEqualTo(409);
        User.getOrCreateByIdOrFullName("alice").setFullName("alice");
    }

    @Test
    void rejectionEndsTheTask() throws Exception {
        var run = waiting();
        tab(run).doReject("1", view(run, 1).getWaiting().get(0).key(), "no");
        run.await();
        var view = awaitStatus(run, 1, "reject");
        assertThat(view.isRetryable()).isTrue();
        assertThat(view.getEntry().getLook().kind()).isEqualTo("failed");
    }

    @Test
    void refusedVoteIsOneLineOnRecord() throws Exception {
        var run = waiting();
        zadig.fault(Operation.APPROVE_TASK).status(500).once();
        tab(run).doApprove("1", view(run, 1).getWaiting().get(0).key(), "");
        var view = awaitAction(run, TaskAction.FAILED);
        assertThat(view.outcome(view.getActions().get(0))).contains("failed").doesNotContain("\tat ");
        tab(run).doApprove("1", view(run, 1).getWaiting().get(0).key(), "");
        run.await();
        assertThat(awaitStatus(run, 1, "passed").getActions()).hasSize(2);
    }

    @Test
    void cancelEndsTheStep() {
        zadig.hold("nightly", "smoke");
        var run = jenkins.start(run("nightly", SMOKE, ""));
        await().atMost(SOON).until(() -> run.getAction(BuildTasks.class) != null);
        awaitStatus(run, 1, "running");
        assertThat(view(run, 1).isCancellable()).isTrue();
        assertThat(view(run, 1).isRetryable()).isFalse();
        tab(run).doCancel("1");
        assertThat(run.await().result()).isEqualTo(Result.ABORTED);
        var view = awaitStatus(run, 1, "cancelled");
        awaitAction(run, TaskAction.DONE);
        assertThat(view.getCancelled()).contains(ZadigSimulator.USER);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
        assertThat(post(() -> tab(run).doCancel("1")).status()).isEqualTo(409);
    }

    /** The server of that name is another one by now, and has a task of that number, too. */
    @Test
    void buttonsDoNotReachAnotherServersTask() throws Exception {
        zadig.hold("nightly", "smoke");
        var run = jenkins.run(run("nightly", SMOKE, ", wait: false"));
        awaitStatus(run, 1, "running");
        var earlier = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        try (var stranger = ZadigSimulator.builder().line(Line.V5_0).clock(earlier).start()) {
            stranger.hold("nightly", "smoke");
            stranger.launch("nightly", "mallory");
            stranger.awaitTask("nightly", task -> task.job("smoke").status().equals("running"), SOON);
            Preview.of(stranger.url(), stranger.token());
            tab(run).doCancel("1");
            assertThat(awaitAction(run, TaskAction.FAILED).getActions().get(0).error())
                    .contains(zadig.url().toString(), stranger.url().toString());
            assertThat(stranger.requests(Operation.CANCEL_TASK)).isEmpty();
        }
    }

    /** The server has another name by now, and another one has its name. */
    @Test
    void buttonsFollowARenamedServer() {
        zadig.hold("nightly", "smoke");
        var run = jenkins.run(run("nightly", SMOKE, ", wait: false"));
        awaitStatus(run, 1, "running");
        var known = ZadigGlobalConfiguration.get().getServers().get(0);
        var renamed = new ZadigServer("renamed", known.url, known.credentialsId);
        var other = new ZadigServer(known.name, "http://127.0.0.1:1", known.credentialsId);
        ZadigGlobalConfiguration.get().setServers(List.of(other, renamed));
        tab(run).doCancel("1");
        awaitStatus(run, 1, "cancelled");
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);
    }

    @Test
    void retryGoesOnAfterTheBuild() {
        zadig.hold("nightly", "smoke");
        var run = jenkins.start(run("nightly", SMOKE, ", propagate: false"));
        await().atMost(SOON).until(() -> !zadig.tasks("nightly").isEmpty());
        await().atMost(SOON)
                .until(() -> zadig.task("nightly", 1).job("smoke").status().equals("running"));
        await().atMost(SOON).until(() -> run.getAction(ZadigTab.class) != null);
        assertThat(post(() -> tab(run).doRetry("1")).status()).isEqualTo(409);
        zadig.task("nightly", 1).job("smoke").finish("failed", "boom");
        run.await();
        awaitStatus(run, 1, "failed");
        assertThat(view(run, 1).isRetryable()).isTrue();
        zadig.letGo("nightly", "smoke");
        tab(run).doRetry("1");
        awaitStatus(run, 1, "passed");
        assertThat(run.result()).isEqualTo(Result.SUCCESS);
        assertThat(zadig.requests(Operation.RETRY_TASK)).hasSize(1);
    }

    @Test
    void permissionsDecideWhatCanBeDone() throws Exception {
        var run = waiting();
        var key = view(run, 1).getWaiting().get(0).key();
        allow(Set.of(Item.READ));
        try (var bob = ACL.as(User.getOrCreateByIdOrFullName("bob"))) {
            var view = view(run, 1);
            assertThat(view.isCancellable()).isFalse();
            assertThat(view.isRetryable()).isFalse();
            assertThat(view.isOpen(view.getWaiting().get(0))).isFalse();
            assertThatThrownBy(() -> tab(run).doApprove("1", key, "")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> tab(run).doReject("1", key, "")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> tab(run).doRetry("1")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> tab(run).doCancel("1")).isInstanceOf(AccessDeniedException3.class);
            allow(Set.of(Item.READ, Item.CANCEL));
            assertThat(view(run, 1).isCancellable()).isTrue();
            assertThatThrownBy(() -> tab(run).doApprove("1", key, "")).isInstanceOf(AccessDeniedException3.class);
            allow(Set.of(Item.READ, Item.BUILD));
            assertThat(view(run, 1).isOpen(view.getWaiting().get(0))).isFalse();
            assertThatThrownBy(() -> tab(run).doApprove("1", key, "")).isInstanceOf(AccessDeniedException3.class);
            allow(Set.of(Item.READ, ZadigPermissions.APPROVE));
            assertThat(view(run, 1).isOpen(view.getWaiting().get(0))).isTrue();
            assertThatThrownBy(() -> tab(run).doCancel("1")).isInstanceOf(AccessDeniedException3.class);
        }
        assertThat(view(run, 1).getActions()).isEmpty();
        allow(Set.of(Item.READ, Item.CANCEL));
        tab(run).doCancel("1");
        run.await();
    }

    @Test
    void whoMayConfigureTheJobMayApprove() {
        assertThat(ZadigPermissions.APPROVE.impliedBy).isSameAs(Item.CONFIGURE);
    }

    @Test
    void votesOnPagesCanBeSwitchedOffForAServer() throws Exception {
        var run = waiting();
        var waiting = view(run, 1).getWaiting().get(0);
        server().setPageVotes(false);
        assertThat(view(run, 1).isOpen(waiting)).isFalse();
        var answer = post(() -> tab(run).doApprove("1", waiting.key(), ""));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("lets nobody approve or reject on this page");
        assertThat(zadig.requests(Operation.APPROVE_TASK)).isEmpty();
        server().setPageVotes(true);
        tab(run).doReject("1", waiting.key(), "");
        run.await();
    }

    @Test
    void accessRulesHoldOnPagesToo() throws Exception {
        var run = waiting();
        var waiting = view(run, 1).getWaiting().get(0);
        var rule = new AccessRule("demo");
        rule.setRun(true);
        server().setAccessRules(List.of(rule));
        var view = view(run, 1);
        assertThat(view.isOpen(waiting)).isFalse();
        assertThat(view.isCancellable()).isFalse();
        tab(run).doApprove("1", waiting.key(), "");
        assertThat(awaitAction(run, TaskAction.FAILED).getActions().get(0).error())
                .contains("does not let the job demo do this (approve and reject)", "demo: read, run and wait");
        tab(run).doCancel("1");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(view(run, 1).getActions())
                        .extracting(TaskAction::error)
                        .anyMatch(error -> error.contains("cancel and retry")));
        assertThat(zadig.requests(Operation.APPROVE_TASK)).isEmpty();
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
        server().setAccessRules(null);
        tab(run).doReject("1", waiting.key(), "");
        run.await();
    }

    private static ZadigServer server() {
        return ZadigGlobalConfiguration.get().getServers().get(0);
    }

    @Test
    void hostileNumbersAndKeysAreRefused() throws Exception {
        var run = waiting();
        for (var number : new String[] {null, "", "0", "2", "-1", "01", "../1", "1;", "99999999999999999999"}) {
            assertThat(post(() -> tab(run).doCancel(number)).status()).isEqualTo(404);
        }
        for (var key : new String[] {null, "", "<script>", "build", "a".repeat(10_000)}) {
            assertThat(post(() -> tab(run).doApprove("1", key, "")).status()).isEqualTo(409);
        }
        assertThat(zadig.requests(Operation.APPROVE_TASK)).isEmpty();
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
        zadig.task("release", 1).cancel("alice");
        run.await();
    }

    @Test
    void pageAsksForNewsCheaply() throws Exception {
        var run = waiting();
        var before = Answered.of(tab(run).doState());
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.json()).containsEntry("live", true);
        assertThat((String) before.json().get("summary")).contains("release #1: waiting for approval");
        assertThat(Answered.of(tab(run).doState()).json().get("revision"))
                .isEqualTo(before.json().get("revision"));
        zadig.task("release", 1).cancel("alice");
        run.await();
        awaitStatus(run, 1, "cancelled");
        var after = Answered.of(tab(run).doState());
        assertThat(after.json()).containsEntry("live", false);
        assertThat(after.json().get("revision")).isNotEqualTo(before.json().get("revision"));
    }

    @Test
    void looksThatShowNothingNewTouchNoFile() throws Exception {
        var run = jenkins.run("echo 'nothing'");
        var file = run.getRootDir().toPath().resolve("zadig/1.json");
        var record = record(run);
        record.seen(task("running"));
        // Whoever wrote or read it now would bring it back.
        Files.delete(file);
        record.seen(task("running"));
        assertThat(file).doesNotExist();
        record.seen(task("waiting"));
        assertThat(file).exists();
        record.seen(task("passed"));
        assertThat(file).content().contains("passed");
    }

    /** Fifty browsers that show a task of hundreds of jobs would have its file decoded fifty times every two seconds. */
    @Test
    void whatIsKeptIsReadFromItsFileOnce() throws Exception {
        var run = jenkins.run("echo 'nothing'");
        var record = record(run);
        record.seen(task("passed"));
        Files.delete(run.getRootDir().toPath().resolve("zadig/1.json"));

        assertThat(record.kept().seen().status()).isEqualTo("passed");
    }

    private static TaskRecord record(Run<?, ?> run) {
        return BuildTasks.of(run)
                .record(
                        new TaskRef("zadig", WorkflowType.CUSTOM, "shop", "nightly", 1),
                        "https://zadig.example.com/",
                        null,
                        Runnable::run,
                        UnaryOperator.identity());
    }

    private static WorkflowTask task(String status) {
        return new WorkflowTask(
                1, "nightly", "Nightly", "shop", status, "bob", "", 1, 2, 0, List.of(), List.of(), "", "");
    }

    @Test
    void buildsHaveABoundOfTasks() {
        var run = jenkins.run("echo 'nothing'");
        var tasks = BuildTasks.of(run);
        for (int id = 1; id <= BuildTasks.MAX_TASKS + 50; id++) {
            var ref = new io.jenkins.plugins.zadig.task.TaskRef(Preview.SERVER, "shop", "nightly", id);
            tasks.record(ref, "http://zadig/" + id, null, Runnable::run, text -> text);
        }
        assertThat(tasks.getZadigTasks()).hasSize(BuildTasks.MAX_TASKS);
        assertThat(tab(run).isFull()).isTrue();
    }

    private static void allow(Set<Permission> permissions) {
        Jenkins.get().setAuthorizationStrategy(new AuthorizationStrategy() {
            @Override
            public ACL getRootACL() {
                return ACL.lambda2((user, permission) -> permissions.contains(permission) || user.equals(ACL.SYSTEM2));
            }

            @Override
            public Collection<String> getGroups() {
                return Set.of();
            }
        });
    }

    /** What a verb throws at once, or what keeps its end from being shown, does not make the buttons dead. */
    @Test
    void buttonsOutliveWhateverIsThrown() {
        var record = record(jenkins.run("echo 'nothing'"));
        var action = new TaskAction(TaskAction.CANCEL, "", "alice", "Alice", 1, "", TaskAction.SENT, "");
        for (int i = 0; i < 2; i++) {
            assertThat(record.act(action, control -> {
                        throw new LinkageError("loader");
                    }))
                    .isTrue();
            await().atMost(SOON).until(() -> record.underWay().isEmpty());
        }
    }

    @Test
    void pageLooksAgainWhateverIsThrown() {
        var asked = new AtomicInteger();
        var record = BuildTasks.of(jenkins.run("echo 'nothing'"))
                .record(
                        new TaskRef("zadig", WorkflowType.CUSTOM, "shop", "nightly", 1),
                        "https://zadig.example.com/",
                        null,
                        Runnable::run,
                        text -> {
                            asked.incrementAndGet();
                            throw new LinkageError("loader");
                        });
        record.refresh();
        await().atMost(SOON).until(() -> asked.get() == 1);
        await().atMost(SOON).until(() -> {
            record.refresh();
            return asked.get() == 2;
        });
    }

    /** The end of a wait comes from the one thread that keeps time. */
    @Test
    void waitEndsWhileTheFileIsWritten() {
        var record = record(jenkins.run("echo 'nothing'"));
        synchronized (record) {
            assertThat(CompletableFuture.runAsync(() -> {
                        record.begin();
                        record.end();
                    }))
                    .succeedsWithin(SOON);
        }
    }
}
