package io.jenkins.plugins.zadig.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Terminator;
import io.jenkins.plugins.zadig.api.ServerLines;
import io.jenkins.plugins.zadig.task.LaunchSettings;
import io.jenkins.plugins.zadig.task.Launches;
import io.jenkins.plugins.zadig.task.TaskNotice;
import io.jenkins.plugins.zadig.task.TaskWatcher;
import io.jenkins.plugins.zadig.task.Timeline;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What all builds of a controller share: one thread that keeps time, the watcher of all tasks, and the launches, which
 * must know of each other.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class Controller implements AutoCloseable {
    /** System property: for how many seconds a task may appear after its launch was not answered. */
    static final String WINDOW = "io.jenkins.plugins.zadig.launchWindowSeconds";

    public final Timeline timeline;

    /** Threads for what may take a moment, such as writing a file; never for waiting for an answer or a credential. */
    public final Executor workers;

    /** Threads for what begins with the look-up of a credential, which can take seconds; what follows is for the workers. */
    public final Executor openers;

    /** Threads for what waits for the lock of a build and writes into it: a slow disk holds up nothing else. */
    public final Executor writers;

    public final TaskWatcher watcher;
    public final Launches launches;

    /** What is known of the lines of all servers. */
    public final ServerLines lines = new ServerLines();

    public final NotificationSecrets notificationSecrets;
    public final Notifications notifications = new Notifications();
    private final ScheduledThreadPoolExecutor timer;

    public Controller() {
        this(LaunchSettings.DEFAULT.within(Duration.ofSeconds(
                Long.getLong(WINDOW, LaunchSettings.DEFAULT.window().toSeconds()))));
    }

    Controller(LaunchSettings settings) {
        timer = new ScheduledThreadPoolExecutor(1, task -> WorkerThreads.thread(task, "zadig-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(Duration.ofMinutes(1).toMillis(), TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timeline = Timeline.of(timer);
        workers = new Workers(work -> WorkerThreads.SHARED.execute(work), timeline, timer::isShutdown);
        openers = new Workers(work -> WorkerThreads.OPENING.execute(work), timeline, timer::isShutdown);
        writers = new Workers(work -> WorkerThreads.RESULTS.execute(work), timeline, timer::isShutdown);
        watcher = new TaskWatcher(Controller::isSettled, timeline);
        launches = new Launches(timeline, settings, new LaunchFiles());
        notificationSecrets = new NotificationSecrets(timeline);
    }

    public static Controller get() {
        return ExtensionList.lookupSingleton(Controller.class);
    }

    /** Before and after, classes, extensions and credentials may be missing that are there in between. */
    public static boolean isSettled() {
        var jenkins = Jenkins.getInstanceOrNull();
        return jenkins != null && jenkins.getInitLevel() == InitMilestone.COMPLETED && !jenkins.isTerminating();
    }

    /**
     * Follows a hint: whoever waits for the task, or for the answer to its launch, looks. Returns at once.
     *
     * @param from where it arrived
     */
    public void notice(NotificationAddress from, TaskNotice notice) {
        watcher.notice(notice);
        ExtensionList.lookup(NoticeListener.class).forEach(listener -> listener.noticed(notice));
        var known = from.find();
        if (known != null) {
            try {
                launches.notice(known.server().uri(), notice);
            } catch (URISyntaxException x) {
                // Nothing is launched at a server without an address.
                return;
            }
        }
    }

    /** Stops whatever goes on, as Jenkins stops; builds go on from their saved state when it starts again. */
    @Terminator
    public static void terminate() {
        get().close();
    }

    @Override
    public void close() {
        watcher.close();
        timer.shutdownNow();
    }
}
