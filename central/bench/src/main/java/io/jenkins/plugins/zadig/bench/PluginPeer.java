package io.jenkins.plugins.zadig.bench;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.LogReading;
import io.jenkins.plugins.zadig.act.KnownTask;
import io.jenkins.plugins.zadig.act.ObservedTask;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.Connection;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.ErrorText;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.hook.NotificationEndpoint;
import io.jenkins.plugins.zadig.hook.Relay;
import io.jenkins.plugins.zadig.page.BuildTasks;
import io.jenkins.plugins.zadig.task.Change;
import io.jenkins.plugins.zadig.task.Outcome;
import io.jenkins.plugins.zadig.task.PhaseLimits;
import io.jenkins.plugins.zadig.task.PhaseTimes;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.task.WatchListener;
import io.jenkins.plugins.zadig.task.WatchSettings;
import io.jenkins.plugins.zadig.wait.TaskConsole;
import io.jenkins.plugins.zadig.wait.TaskWait;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/**
 * The plugin as a controller has it: its own servers, connections, threads and watcher, and for each wait what a step
 * has, from the connection to the console.
 */
final class PluginPeer implements Peer {
    private static final String CREDENTIAL = "zadig-token";
    private static final String SECRET = "0123456789abcdef-bench";
    private static final int BUILDS = 12_000;
    private static final Logger WATCH_LOG = Logger.getLogger("io.jenkins.plugins.zadig.task.TaskNotices");

    /** The number and the workflow in a notification. */
    private static final Pattern LOST =
            Pattern.compile("(?s).*\"task_id\":\\s*(\\d+).*?\"workflow_name\":\\s*\"([^\"]+)\".*");

    private static final PhaseLimits NO_LIMITS = new PhaseLimits(null, null, null);

    /** They are there anyway, so they do not count as memory of a wait. */
    private final Deque<BenchBuild> builds = builds();

    private final List<BenchBuild> waiting = new ArrayList<>();
    private final Browsers browsing = new Browsers();
    private final PrintStream heardLines = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
        @Override
        public void println(String line) {
            heard.line(line);
        }
    };
    private final TaskListener console = listener();
    private final AtomicInteger fallBacks = new AtomicInteger();
    private final Heard heard;
    private final boolean whole;
    private Relay relay;

    /**
     * A controller with that many names for one server, each with a budget of its own.
     *
     * @param whole whether each wait has all that a build keeps for it; if not, only the watcher's part
     */
    PluginPeer(URI url, String token, int servers, boolean whole, Heard heard) {
        this.heard = heard;
        this.whole = whole;
        var credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.add(new ZadigToken(CredentialsScope.GLOBAL, CREDENTIAL, "", Secret.fromString(token)));
        credentials.add(new StringCredentialsImpl(CredentialsScope.SYSTEM, SECRET, "", Secret.fromString(SECRET)));
        var configured = new ArrayList<ZadigServer>();
        for (int i = 0; i < servers; i++) {
            var server = new ZadigServer("zadig-" + i, url.toString(), CREDENTIAL);
            server.setNotificationCredentialsId(SECRET);
            configured.add(server);
        }
        ZadigGlobalConfiguration.get().setServers(configured);
        countFallBacks();
    }

    private static Deque<BenchBuild> builds() {
        var project = new BenchBuild.Project();
        var builds = new ArrayDeque<BenchBuild>();
        for (int i = 0; i < BUILDS; i++) {
            builds.add(project.newBuild());
        }
        return builds;
    }

    private static TaskListener listener() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return () -> nowhere;
    }

    @Override
    public void await(TaskRef task) {
        try {
            var build = builds.pop();
            waiting.add(build);
            var connection = Connection.open(task.server(), null, build);
            Controller.get()
                    .watcher
                    .watch(
                            connection.access(),
                            task,
                            WatchSettings.DEFAULT,
                            whole ? wait(task, build, connection) : new Bare(task));
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    private TaskWait wait(TaskRef task, BenchBuild build, Connection connection) {
        var controller = Controller.get();
        var url = connection.client().server();
        var record =
                BuildTasks.of(build).record(task, task.page(url), null, controller.workers, UnaryOperator.identity());
        return new TaskWait(
                task,
                new TaskConsole(console, task, url),
                () -> new ErrorText(connection.server(), connection.credentialsId(), task.toString()),
                NO_LIMITS,
                PhaseTimes.begin(controller.timeline.now()),
                controller.timeline,
                record,
                new End(task));
    }

    @Override
    public void follow(TaskRef task, String job) {
        try {
            var build = builds.pop();
            var actor = Actor.open(build, () -> heardLines, task.server(), null, UnaryOperator.identity());
            var observed = ObservedTask.of(actor, KnownTask.named(task), null);
            new LogReading(actor, observed, new LogReading.Choice(job, true, 100, true)).begin();
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    @Override
    public void browse(int browsers) {
        browsing.show(List.copyOf(waiting), browsers);
    }

    @Override
    public List<Long> browsed() {
        return browsing.asked();
    }

    @Override
    public String listen() {
        try {
            relay = Relay.forgetful(ExtensionList.lookupSingleton(NotificationEndpoint.class));
            return relay.address("") + " " + SECRET;
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    @Override
    public void lose(int percent) {
        var random = new Random(9);
        relay.lose(() -> random.nextInt(100) < percent);
    }

    @Override
    public List<String> lost() {
        return relay.lost().stream()
                .map(body -> LOST.matcher(body).replaceFirst("$2/$1"))
                .toList();
    }

    @Override
    public void budget(int requestsPerSecond) {
        ZadigGlobalConfiguration.get().getServers().forEach(server -> server.setRequestsPerSecond(requestsPerSecond));
    }

    @Override
    public int fallBacks() {
        return fallBacks.get();
    }

    /** Counts what the system log would have. */
    private void countFallBacks() {
        WATCH_LOG.setUseParentHandlers(false);
        WATCH_LOG.addHandler(new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getMessage().startsWith("No notification told")) {
                    fallBacks.incrementAndGet();
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    @Override
    public void hush() {
        relay.close();
        relay = null;
    }

    /** What a step would do about its wait. */
    private final class End implements TaskWait.Ending {
        private final TaskRef task;
        private boolean looked;

        End(TaskRef task) {
            this.task = task;
        }

        @Override
        public void ended(WorkflowTask ended) {
            heard.ended(task);
        }

        @Override
        public void timedOut(String why) {
            throw new IllegalStateException(why);
        }

        @Override
        public void failed(String why) {
            throw new IllegalStateException(why);
        }

        @Override
        public boolean accepts(WorkflowTask seen) {
            return true;
        }

        @Override
        public void seen(WorkflowTask seen, PhaseTimes times) {
            look();
        }

        @Override
        public void listed(TaskStatus status, PhaseTimes times) {
            look();
            if (status.ended()) {
                heard.noticed(task);
            }
        }

        private void look() {
            if (!looked) {
                looked = true;
                heard.looked();
            }
        }
    }

    /** A wait that nobody shows. */
    private final class Bare implements WatchListener {
        private final TaskRef task;
        private boolean looked;

        Bare(TaskRef task) {
            this.task = task;
        }

        @Override
        public void seen(WorkflowTask seen, List<Change> changes) {
            look();
            if (TaskStatus.of(seen.status()).ended()) {
                heard.ended(task);
            }
        }

        @Override
        public boolean listed(TaskSummary row) {
            look();
            var status = TaskStatus.of(row.status());
            if (!status.ended()) {
                return false;
            }
            heard.noticed(task);
            // Who failed wants to know why.
            var enough = Outcome.of(status) == Outcome.SUCCESS;
            if (enough) {
                heard.ended(task);
            }
            return !enough;
        }

        private void look() {
            if (!looked) {
                looked = true;
                heard.looked();
            }
        }

        @Override
        public void contactLost(ZadigException why) {
            throw new IllegalStateException(why);
        }

        @Override
        public void contactBack(Instant since) {}

        @Override
        public void failed(ZadigException why, Instant since) {
            throw new IllegalStateException(why);
        }
    }
}
