package io.jenkins.plugins.zadig.simulator;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells the logs of jobs, archived or live (zadig-servers 16.1, 17.1). */
final class LogCalls {
    /** How long Zadig waits for the pod of a job. */
    private static final Duration POD_TIMEOUT = Duration.ofMinutes(5);

    private static final Set<String> LIVE = Set.of(
            "zadig-build", "zadig-vm-deploy", "freestyle", "zadig-test", "zadig-scanning", "zadig-deploy", "plugin");

    private final World world;

    LogCalls(World world) {
        this.world = world;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.GET_LOG, this::archived);
        handlers.put(Operation.FOLLOW_LOG, this::live);
    }

    /** The whole log of a job that ended, and an empty text for anything that is not found. */
    private Answer archived(Call call) {
        // Zadig looks under the key in lower case but stores under the key as it is.
        var lost = !call.path("key").equals(call.path("key").toLowerCase(Locale.ROOT));
        var text = find(call)
                .filter(job -> job.isOver() && !lost)
                .map(job -> String.join("\n", job.log) + "\n")
                .orElse("");
        return Answer.text(200, "text/plain; charset=utf-8", text);
    }

    /** The lines as they come, without an end mark; nothing for a job whose type has no pod, or whose pod is gone. */
    private Answer live(Call call) {
        var answer = Answer.text(200, "text/event-stream", "").with("Cache-Control", "no-cache");
        return find(call)
                .filter(job -> LIVE.contains(job.definition.type()) && !job.isOver())
                .map(job -> answer.with(out -> follow(job, tail(call), out)))
                .orElse(answer);
    }

    private Optional<SimulatedJob> find(Call call) {
        return world.task(call.path("key"), call.taskId())
                .flatMap(task -> task.allJobs()
                        .filter(job -> job.name.equals(call.path("job")))
                        .findFirst());
    }

    private static int tail(Call call) {
        try {
            return Integer.parseInt(call.path("lines"));
        } catch (NumberFormatException e) {
            return 10;
        }
    }

    private void follow(SimulatedJob job, int tail, OutputStream out) throws IOException {
        var deploy = "zadig-deploy".equals(job.definition.type());
        var told = Math.max(0, world.read(() -> job.log.size()) - tail);
        try {
            while (true) {
                var from = told;
                world.await(() -> job.isOver() || job.log.size() > from || world.isClosed(), POD_TIMEOUT);
                var lines = world.read(() -> List.copyOf(job.log.subList(from, job.log.size())));
                for (String line : lines) {
                    // Lines of deploys keep their line end, which makes an empty data line of its own.
                    out.write(("event:message\ndata:" + line + (deploy ? "\ndata:" : "") + "\n\n")
                            .getBytes(StandardCharsets.UTF_8));
                }
                out.flush();
                told += lines.size();
                if (lines.isEmpty()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
