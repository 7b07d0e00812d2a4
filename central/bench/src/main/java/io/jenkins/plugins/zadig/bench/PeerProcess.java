package io.jenkins.plugins.zadig.bench;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer in a process of its own, that tells when it heard of what and what it costs. */
final class PeerProcess implements Peer.Heard {
    private final Peer peer;
    private final AtomicInteger looked = new AtomicInteger();
    private final Queue<String> noticed = new ConcurrentLinkedQueue<>();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    /** How late each line of a log was on the console, in microseconds. */
    private final Queue<Long> lines = new ConcurrentLinkedQueue<>();

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();

    private PeerProcess(URI url, String token, String policy, int servers) {
        peer = switch (policy) {
            case "plugin" -> new PluginPeer(url, token, servers, true, this);
            case "watcher" -> new PluginPeer(url, token, servers, false, this);
            case "every5s" -> new PollingPeer(url, token, PollingPeer.EVERY_5_SECONDS, this);
            case "threads" -> new ReadingPeer(url, token, this);
            case "backoff" -> new PollingPeer(url, token, PollingPeer.BACKOFF, this);
            case "backedOff" -> new PollingPeer(url, token, PollingPeer.BACKED_OFF, this);
            default -> throw new IllegalArgumentException(policy);
        };
    }

    public static void main(String[] args) throws IOException {
        new PeerProcess(URI.create(args[0]), args[1], args[2], Integer.parseInt(args[3])).serve();
    }

    private void serve() throws IOException {
        new Commands()
                .on("await", this::await)
                .on("follow", this::follow)
                .on("lines", words -> lines.size())
                .on("late", words -> late(Integer.parseInt(words.get(0))))
                .on("browse", words -> done(() -> peer.browse(Integer.parseInt(words.get(0)))))
                .on("browsed", words -> peer.browsed().get(0) + " " + peer.browsed().get(1))
                .on("listen", words -> peer.listen())
                .on("hush", words -> done(peer::hush))
                .on("lose", words -> done(() -> peer.lose(Integer.parseInt(words.get(0)))))
                .on("lost", words -> String.join(" ", peer.lost()))
                .on("budget", words -> done(() -> peer.budget(Integer.parseInt(words.get(0)))))
                .on("fallBacks", words -> peer.fallBacks())
                .on("anew", words -> anew())
                .on("looked", words -> looked.get())
                .on("known", words -> known.size())
                .on("over", words -> ended.size())
                .on("noticed", words -> String.join(" ", noticed))
                .on("ended", words -> String.join(" ", ended))
                .on("cpu", words -> cpuNanos())
                .on("threads", words -> threads())
                .on("ownThreads", words -> ownThreads())
                .on("heap", words -> heap())
                .serve();
    }

    /** {@code await server workflow first last}: begins to wait for those tasks. */
    private String await(List<String> words) {
        var last = Long.parseLong(words.get(3));
        for (long id = Long.parseLong(words.get(2)); id <= last; id++) {
            // Texts of its own, as each build has that is read back from its file.
            peer.await(new TaskRef(copy(words.get(0)), WorkflowType.CUSTOM, copy("bench"), copy(words.get(1)), id));
        }
        return "";
    }

    /** {@code follow server workflow first last job}: puts the log of a job of each of those tasks on a console. */
    private String follow(List<String> words) {
        var last = Long.parseLong(words.get(3));
        for (long id = Long.parseLong(words.get(2)); id <= last; id++) {
            peer.follow(new TaskRef(words.get(0), WorkflowType.CUSTOM, "bench", words.get(1), id), words.get(4));
        }
        return "";
    }

    /** How late lines came, in microseconds: so many of a hundred came no later. */
    private long late(int percent) {
        var sorted = lines.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }

    private static String done(Runnable what) {
        what.run();
        return "";
    }

    /** Forgets what was heard so far. */
    private String anew() {
        looked.set(0);
        noticed.clear();
        ended.clear();
        known.clear();
        lines.clear();
        return "";
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }

    @Override
    public void looked() {
        looked.incrementAndGet();
    }

    @Override
    public void noticed(TaskRef task) {
        hear(task, noticed);
    }

    @Override
    public void ended(TaskRef task) {
        hear(task, ended);
    }

    @Override
    public void line(String line) {
        var now = Moment.now();
        var at = line.lastIndexOf('@');
        if (at > 0) {
            lines.add(now - Long.parseLong(line.substring(at + 1).trim()));
        }
    }

    private void hear(TaskRef task, Queue<String> events) {
        var name = task.workflow() + "/" + task.id();
        events.add(name + "=" + Moment.now());
        known.add(name);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Threads that stay; one that goes may still be there while the next one comes. */
    private int threads() throws InterruptedException {
        var first = ManagementFactory.getThreadMXBean().getThreadCount();
        Thread.sleep(20);
        return Math.min(first, ManagementFactory.getThreadMXBean().getThreadCount()) - threadsBefore;
    }

    /** Threads of the plugin and of its HTTP client, without those of the web server before it. */
    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("zadig-") || name.startsWith("HttpClient-"))
                .count();
    }

    /** Bytes in use after full collections. */
    private static long heap() throws InterruptedException {
        var least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
