package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

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

    /** The whole log of a job that ended, and an empty text for all else, a cancelled job too (recorded 3.4 to 5.0). */
    private Answer archived(Call call) {
        var text = find(call)
                .filter(job -> job.isOver() && !"cancelled".equals(job.status))
                .map(job -> masked(call, job, String.join("\n", job.log) + (job.log.isEmpty() ? "" : "\n")))
                .orElse("");
        return Answer.text(200, "text/plain; charset=utf-8", text);
    }

    /**
     * The lines as they come. The stream has no end, also when the job has one. Opened before the first line, or for a
     * job that does not run, it has no type and stays silent for ever (recorded 2.3 to 5.0).
     */
    private Answer live(Call call) {
        var job = find(call).filter(found -> LIVE.contains(found.definition.type()) && !found.isOver());
        if (job.filter(found -> !found.log.isEmpty()).isEmpty()) {
            return Answer.empty(200).with(this::stayOpen);
        }
        return Answer.text(200, "text/event-stream", "")
                .with("Cache-Control", "no-cache")
                .with(out -> follow(call, job.orElseThrow(), out));
    }

    /** Until the client has hung up long ago, or Zadig is shut. */
    private void stayOpen(OutputStream out) throws IOException {
        out.flush();
        try {
            world.await(world::isClosed, POD_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Values of secrets, wherever their text occurs; but for those with an equals sign (zadig-servers 16.4). */
    private String masked(Call call, SimulatedJob job, String text) {
        var secrets = new TreeSet<String>(
                Comparator.comparing(String::length).reversed().thenComparing(Function.identity()));
        for (JsonNode variable : job.spec.path("envs")) {
            if (variable.path("is_credential").asBoolean()) {
                secrets.add(variable.path("value").asText());
            }
        }
        world.task(call.path("key"), call.taskId()).stream()
                .flatMap(task -> task.params.stream())
                .filter(ParamDefinition::credential)
                .forEach(param -> secrets.add(param.value()));
        var masked = text;
        for (String secret : secrets) {
            if (!secret.isEmpty() && !secret.contains("=")) {
                masked = masked.replace(secret, "********");
            }
        }
        return masked;
    }

    private Optional<SimulatedJob> find(Call call) {
        return world.task(call.path("key"), call.taskId())
                .flatMap(task -> task.allJobs()
                        .filter(job -> job.name.equals(call.path("job")))
                        .findFirst());
    }

    /** Lines keep their line end, which makes an empty data line of its own; the number asked for is ignored (recorded). */
    private void follow(Call call, SimulatedJob job, OutputStream out) throws IOException {
        var told = 0;
        try {
            while (true) {
                var from = told;
                world.await(() -> job.isOver() || job.log.size() > from || world.isClosed(), POD_TIMEOUT);
                var lines = world.read(() -> job.log.subList(from, job.log.size()).stream()
                        .map(line -> masked(call, job, line))
                        .toList());
                if (lines.isEmpty()) {
                    break;
                }
                for (String line : lines) {
                    out.write(("event:message\ndata:" + line + "\ndata:\n\n").getBytes(StandardCharsets.UTF_8));
                }
                out.flush();
                told += lines.size();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        stayOpen(out);
    }
}
