package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Notifies webhooks as Zadig does: one attempt, no retry, failures forgotten (zadig-servers 19.5). */
final class WebhookNotifier implements Notifier, TaskListener, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final World world;
    private final WebhookJson json;
    /** One for all, as each has a thread of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "Zadig simulator webhooks");
        thread.setDaemon(true);
        return thread;
    });
    private String instance = "";

    @CheckForNull
    private Consumer<Sent> recipient;

    private NotificationDefinition systemHook = new NotificationDefinition(false, "", "", List.of());

    WebhookNotifier(World world) {
        this.world = world;
        json = new WebhookJson(world.line());
    }

    void instance(URI url) {
        instance = url.toString().replaceAll("/$", "");
    }

    /** The hook for all workflows (5.0, zadig-servers 19.2). */
    void systemHook(NotificationDefinition hook) {
        systemHook = hook;
    }

    /** Sent while the create request waits and before the task is stored; a slow receiver delays the answer. */
    @Override
    public void created(SimulatedTask task) {
        world.read(() -> deliveries(task, "created", "start_execute")).forEach(this::send);
    }

    @Override
    public void taskBecame(SimulatedTask task, String status) {
        var event = "reject".equals(status) ? "" : "complete_execute";
        later(deliveries(task, status, "pause".equals(status) ? "" : event));
        if (repeats(status)) {
            later(deliveries(task, status, ""));
        }
    }

    /** Without a guard, later acknowledgements of a pause (3.1 to 4.3) tell it again. */
    private boolean repeats(String status) {
        return "pause".equals(status) && world.line().before(Line.V5_0_0);
    }

    @Override
    public void approvalOpened(SimulatedTask task) {
        later(deliveries(task, "wait_for_approval", ""));
    }

    private List<Delivery> deliveries(SimulatedTask task, String status, String systemEvent) {
        var deliveries = new ArrayList<Delivery>();
        if (world.line().notifiesWebhooks()) {
            task.notifications.stream()
                    .filter(hook -> hook.enabled() && subscribes(hook, status))
                    .forEach(hook -> deliveries.add(
                            new Delivery(hook, "workflow", json.event(task, status, "workflow", instance))));
        }
        if (world.line().hasManualExecRoutes()
                && systemHook.enabled()
                && systemHook.events().contains(systemEvent)) {
            deliveries.add(new Delivery(systemHook, systemEvent, json.event(task, status, systemEvent, instance)));
        }
        return deliveries;
    }

    private boolean subscribes(NotificationDefinition hook, String status) {
        return hook.events().contains(status)
                || world.line().atLeast(Line.V5_0_0)
                        && "reject".equals(status)
                        && hook.events().contains("failed");
    }

    private void later(List<Delivery> deliveries) {
        if (recipient != null) {
            deliveries.forEach(this::send);
        } else {
            deliveries.forEach(delivery -> sender.execute(() -> send(delivery)));
        }
    }

    private void send(Delivery delivery) {
        if (recipient != null) {
            recipient.accept(
                    new Sent(URI.create(delivery.hook().address()).getPath(), delivery.event(), delivery.body()));
            return;
        }
        var request = HttpRequest.newBuilder(URI.create(delivery.hook().address()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "Zadig/" + world.line())
                .header("X-Zadig-Token", delivery.hook().token())
                .header("X-Zadig-Instance", instance)
                .header("X-Zadig-Event", delivery.event())
                .header("X-Zadig-Event-UUID", UUID.randomUUID().toString())
                .header("X-Zadig-Webhook-UUID", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body().toString()))
                .build();
        try {
            HTTP.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            // Zadig writes a line to its log and goes on.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }

    /** Hands all over instead of sending it. */
    void deliverTo(Consumer<Sent> other) {
        recipient = other;
    }

    /** What would have been sent. */
    record Sent(String path, String event, JsonNode body) {}

    private record Delivery(NotificationDefinition hook, String event, JsonNode body) {}
}
