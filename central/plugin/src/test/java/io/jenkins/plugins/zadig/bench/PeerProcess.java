package io.jenkins.plugins.zadig.bench;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer in a process of its own, that tells when it heard of what and what it costs. */
final class PeerProcess implements Peer.Heard {
    private final Peer peer;
    private final AtomicInteger looked = new AtomicInteger();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private final int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();

    private PeerProcess(URI url, String token, String policy, int servers) {
        peer = switch (policy) {
            case "plugin" -> new PluginPeer(url, token, servers, true, this);
            case "watcher" -> new PluginPeer(url, token, servers, false, this);
            case "every5s" -> new PollingPeer(url, token, PollingPeer.EVERY_5_SECONDS, this);
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
                .on("listen", words -> peer.listen())
                .on("anew", words -> anew())
                .on("looked", words -> looked.get())
                .on("endedCount", words -> ended.size())
                .on("ended", words -> String.join(" ", ended))
                .on("cpu", words -> cpuNanos())
                .on("threads", words -> ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore)
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

    /** Forgets what was heard so far. */
    private String anew() {
        looked.set(0);
        ended.clear();
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
    public void ended(TaskRef task) {
        ended.add(task.workflow() + "/" + task.id() + "=" + Moment.now());
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
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
