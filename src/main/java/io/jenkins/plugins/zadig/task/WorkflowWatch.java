package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.TaskPage;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The tasks of one workflow that builds of one account wait for. While there are several, pages of the workflow's list
 * tell which of them have ended (zadig-servers 20.1, 20.5); one that the pages do not show is polled by itself.
 */
final class WorkflowWatch extends Poll<TaskPage> {
    /** From so many tasks on that are to be polled at one time a page is asked for instead. */
    private static final int WORTH_A_PAGE = 3;

    /** Sizes of pages are multiples of this. */
    private static final int ROUND = 10;

    /** Servers load the tasks of a page whole (zadig-servers 20.6). */
    private static final int LARGEST_PAGE = 100;

    private static final int MOST_PAGES = 5;
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    /** Longest pause while notifications tell of ends. */
    private static final long RARE = Duration.ofMinutes(5).toNanos();

    /** How long until a page is asked for again that was not answered. */
    private static final long FAILED = Duration.ofSeconds(2).toNanos();

    private static final int MOST_FAILURES = 3;

    /** How long pages are left alone after one was refused. */
    private static final long REFUSED = Duration.ofMinutes(1).toNanos();

    private final ServerWatch server;
    private final WorkflowType type;
    private final String project;
    private final String workflow;
    private final String account;

    // The lock of the server's watch guards what follows.
    private final TreeSet<Watch> waits =
            new TreeSet<>(Comparator.comparingLong(Watch::id).thenComparingLong(watch -> watch.number));
    private long newest;

    /** When pages were asked for last. */
    private long read;

    private long refusedUntil;
    private int failures;
    private boolean asking;

    /** Whether something was told while a page was on its way. */
    private boolean eventful;

    /** Those that the round of pages under way is to tell about. */
    private List<Watch> sought = List.of();

    private int page;
    private int size;

    WorkflowWatch(ServerWatch server, long number, TaskRef task, String account) {
        super(number);
        this.server = server;
        this.type = task.type();
        this.project = task.project();
        this.workflow = task.workflow();
        this.account = account;
    }

    boolean isOf(TaskRef task, String otherAccount) {
        return type == task.type()
                && project.equals(task.project())
                && workflow.equals(task.workflow())
                && account.equals(otherAccount);
    }

    String key() {
        return workflow;
    }

    long read() {
        return read;
    }

    boolean hasSeveral() {
        return waits.size() > 1;
    }

    WorkflowType type() {
        return type;
    }

    String project() {
        return project;
    }

    @Override
    String build() {
        // Whoever asked for the page may be gone by now.
        return waits.isEmpty() ? "" : waits.first().build();
    }

    boolean isEmpty() {
        return waits.isEmpty();
    }

    /** Whether pages should be under way or coming. */
    boolean isNeeded() {
        return asking || expected().size() > 1 || waits.stream().anyMatch(watch -> watch.waitsForPage);
    }

    void add(Watch watch) {
        waits.add(watch);
        newest = Math.max(newest, watch.id());
        if (waits.size() > 1) {
            lookSoon();
        }
    }

    /** Something happens in the workflow: pages that are asked for rarely come as soon as others. */
    void lookSoon() {
        if (asking) {
            eventful = true;
        } else if (expected().size() > 1) {
            server.requests().schedule(this, server.varied(PAUSE), Priority.COMPLETION);
        }
    }

    /** What notifications should have told may be there to be seen. */
    void lookNow() {
        if (!asking && expected().size() > 1) {
            server.requests().schedule(this, 0, Priority.COMPLETION);
        }
        waits.stream()
                .filter(watch -> watch.tellable && watch.shown != Watch.Shown.LISTED)
                .forEach(watch -> server.requests().schedule(watch, 0, Priority.COMPLETION));
    }

    private long pause() {
        var rare = !eventful
                && server.notices().areReliedOnFor(this)
                && expected().stream().allMatch(watch -> watch.tellable);
        return server.varied(rare ? server.rarer(PAUSE, RARE) : PAUSE);
    }

    /** Whether that was the last one. */
    boolean remove(Watch watch) {
        waits.remove(watch);
        return waits.isEmpty();
    }

    List<Watch> waits() {
        synchronized (server) {
            return List.copyOf(waits);
        }
    }

    List<Watch> of(long id) {
        return waits.stream().filter(watch -> watch.id() == id).toList();
    }

    /**
     * Whether a page should be asked for instead of one task whose turn it is. Then it is to tell about all that a page
     * can tell about as well, and they give up their turn.
     */
    boolean isWorthAPage(Watch turn, long now) {
        if (asking || now < refusedUntil || !isServedByPages(turn)) {
            return false;
        }
        var urgent = waits.stream()
                .filter(watch -> watch == turn || watch.place == Place.READY && isServedByPages(watch))
                .toList();
        if (urgent.size() < WORTH_A_PAGE) {
            return false;
        }
        urgent.forEach(this::leaveToPages);
        return true;
    }

    private void leaveToPages(Watch watch) {
        server.requests().drop(watch);
        watch.waitsForPage = true;
    }

    /**
     * Whether pages under way, or the next ones, will tell about a task whose turn it is, and so about all others that
     * they can tell about: they give up their turn. Thousands that come at once after a restart would each be asked for
     * otherwise until the first page is there. Whoever has a hint to follow does not wait.
     */
    boolean isToldSoon(Watch turn) {
        if (!asking || !canWait(turn) || expected().size() < WORTH_A_PAGE) {
            return false;
        }
        leaveToPages(turn);
        waits.stream()
                .filter(watch -> watch.place == Place.READY && canWait(watch))
                .toList()
                .forEach(this::leaveToPages);
        return true;
    }

    private static boolean canWait(Watch watch) {
        return watch.priority != Priority.HINT && isServedByPages(watch);
    }

    private static boolean isServedByPages(Watch watch) {
        return watch.shown != Watch.Shown.MISSING && watch.priority.compareTo(Priority.COMPLETION) <= 0;
    }

    /** The only task that pages would tell about, if it is one. */
    @CheckForNull
    Watch only() {
        var expected = expected();
        return asking || expected.size() != 1 ? null : expected.get(0);
    }

    /** Tasks that pages tell about, or may: the others are known to be too old, or archived. */
    private List<Watch> expected() {
        return waits.stream()
                .filter(watch -> watch.shown != Watch.Shown.MISSING)
                .toList();
    }

    @Override
    CompletableFuture<TaskPage> ask(Runnable sent) {
        Supplier<ZadigClient> client;
        int number;
        int rows;
        synchronized (server) {
            if (!asking) {
                begin();
            }
            client = sought.get(0).client();
            number = page;
            rows = size;
        }
        return client.get().unpaced(sent).with(ServerWatch.LIMITS).tasks(type).tasks(project, workflow, number, rows);
    }

    @Override
    void answered(long request, @CheckForNull TaskPage answer, @CheckForNull ZadigException failure) {
        if (failure != null || answer == null) {
            rearm(failure);
        } else {
            answered(request, answer);
        }
    }

    private void begin() {
        asking = true;
        read = server.now();
        eventful = false;
        sought = List.copyOf(waits);
        page = 1;
        var oldest = expected().stream().mapToLong(Watch::id).min().orElse(newest);
        var span = Math.min(LARGEST_PAGE, newest - oldest + 1);
        size = (int) Math.min(LARGEST_PAGE, (span / ROUND + 1) * ROUND);
    }

    private void answered(long request, TaskPage answer) {
        var rows = new HashMap<Long, TaskSummary>();
        answer.tasks().forEach(row -> rows.putIfAbsent(row.id(), row));
        var missing = new ArrayList<Watch>();
        for (Watch watch : sought()) {
            var row = rows.get(watch.id());
            if (row == null) {
                missing.add(watch);
            } else {
                listed(watch, request, row);
            }
        }
        // Those that came after the round had begun.
        for (Watch watch : waits()) {
            var row = rows.get(watch.id());
            if (row != null && watch.waitsForPage()) {
                listed(watch, request, row);
            }
        }
        if (!goesOn(answer, missing)) {
            missing.forEach(watch -> Failsafe.run(watch::missing));
            end();
        }
    }

    private static void listed(Watch watch, long request, TaskSummary row) {
        Failsafe.run(() -> watch.listed(request, row), thrown -> watch.rearm(ZadigException.of(thrown)));
    }

    private List<Watch> sought() {
        synchronized (server) {
            return sought;
        }
    }

    /** Asks for the next page, if this one and those after it are fewer than the tasks that they can tell about. */
    private boolean goesOn(TaskPage answer, List<Watch> missing) {
        synchronized (server) {
            failures = 0;
            var ids = answer.tasks().stream().mapToLong(TaskSummary::id).summaryStatistics();
            newest = Math.max(newest, ids.getMax());
            if (waits.isEmpty() || ids.getCount() < size || !areWorthMore(missing, ids.getMin())) {
                return false;
            }
            sought = List.copyOf(missing);
            page++;
            server.requests().schedule(this, 0, Priority.COMPLETION);
            return true;
        }
    }

    private boolean areWorthMore(List<Watch> missing, long shown) {
        for (int more = 1; more <= MOST_PAGES - page; more++) {
            var oldest = shown - (long) more * size;
            var tasks = missing.stream()
                    .filter(watch -> watch.shown != Watch.Shown.MISSING)
                    .filter(watch -> watch.id() < shown && watch.id() >= oldest)
                    .count();
            if (tasks >= 2L * more) {
                return true;
            }
        }
        return false;
    }

    private void end() {
        Watch only = null;
        synchronized (server) {
            asking = false;
            sought = List.of();
            var expected = expected();
            if (expected.size() > 1) {
                var late = expected.stream().anyMatch(watch -> watch.waitsForPage);
                server.requests().schedule(this, late ? 0 : pause(), Priority.COMPLETION);
            } else if (!expected.isEmpty()) {
                only = expected.get(0);
            }
        }
        if (only != null) {
            only.alone();
        }
    }

    /**
     * A server that cannot be reached is asked for a page again after a while. Where one refuses pages, the tasks are
     * polled by themselves.
     */
    @Override
    void rearm(@CheckForNull ZadigException failure) {
        List<Watch> without = List.of();
        synchronized (server) {
            failures++;
            var refused = !(failure instanceof ZadigException.Unavailable) || failures == MOST_FAILURES;
            var wait = server.varied(refused ? REFUSED : FAILED);
            if (refused) {
                failures = 0;
                refusedUntil = server.now() + wait;
                without = List.copyOf(waits);
            }
            asking = false;
            sought = List.of();
            if (!waits.isEmpty()) {
                server.requests().schedule(this, wait, Priority.COMPLETION);
            }
        }
        without.forEach(watch -> Failsafe.run(watch::alone));
    }
}
