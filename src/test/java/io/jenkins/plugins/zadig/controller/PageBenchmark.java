package io.jenkins.plugins.zadig.controller;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Measures what 50 browsers cost a controller that show the page of one build, whose task has 400 jobs over 40 stages:
 * Jenkins' web server and the rendering of what has changed are in it, and the simulator as well. Judges no time, and runs
 * only when asked for: {@code mvn test -Dtest=PageBenchmark}.
 */
@WithJenkins
class PageBenchmark {
    private static final int BROWSERS = 50;
    private static final int STAGES = 40;
    private static final int JOBS_OF_EACH = 10;
    private static final Duration OF_EACH = Duration.ofMillis(1_500);
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int ROUNDS = 30;
    private static final long FASTEST = 2_000;
    private static final long SLOWEST = 15_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong states = new AtomicLong();
    private final AtomicLong fragments = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private URI page;

    @Test
    void measure(JenkinsRule jenkins) throws Exception {
        try (var zadig = ZadigSimulator.builder().line(Line.V5_0).start()) {
            Pipelines.connect(zadig);
            zadig.define(large());
            var id = zadig.launch("large", "alice").id();
            var run =
                    new Pipelines(jenkins).start("zadigAwaitTask(project: 'shop', workflow: 'large', id: " + id + ")");
            page = jenkins.getURL().toURI().resolve(run.getUrl() + "zadig/");
            await().until(() -> get("tasks").statusCode() == 200);
            var without = cpuMillis();
            var browsers = Executors.newFixedThreadPool(BROWSERS);
            for (int i = 0; i < BROWSERS; i++) {
                browsers.submit(this::show);
            }
            var with = cpuMillis();
            browsers.shutdownNow();
            System.out.printf(
                    Locale.ROOT,
                    "%d browsers, in %d s: %d states, %d fragments, %.1f MB; CPU %.0f ms, without them %.0f ms%n",
                    BROWSERS,
                    TIME.toSeconds(),
                    states.get(),
                    fragments.get(),
                    bytes.get() / 1e6,
                    with,
                    without);
            print("state");
            print("tasks");
        }
    }

    private static WorkflowDefinition large() {
        var workflow = WorkflowDefinition.of("shop", "large");
        for (int s = 1; s <= STAGES; s++) {
            workflow.stage("stage-" + s);
            for (int j = 1; j <= JOBS_OF_EACH; j++) {
                workflow.job(JobDefinition.freestyle("job-" + s + "-" + j).takes(OF_EACH));
            }
        }
        return workflow;
    }

    /** As the page's script does, until it is interrupted. */
    private Void show() throws IOException, InterruptedException {
        var revision = "";
        var pause = FASTEST;
        Thread.sleep(ThreadLocalRandom.current().nextLong(pause));
        while (true) {
            var state = get("state").body();
            states.incrementAndGet();
            bytes.addAndGet(state.length());
            var now = json.readTree(state).path("revision").asText();
            if (now.equals(revision)) {
                pause = Math.min(SLOWEST, pause * 3 / 2);
            } else {
                bytes.addAndGet(get("tasks").body().length());
                fragments.incrementAndGet();
                revision = now;
                pause = FASTEST;
            }
            Thread.sleep(pause);
        }
    }

    private HttpResponse<String> get(String what) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(page.resolve(what)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** CPU of the process while nothing but what it serves goes on. */
    private static double cpuMillis() throws InterruptedException {
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var before = process.getProcessCpuTime();
        Thread.sleep(TIME.toMillis());
        return (process.getProcessCpuTime() - before) / 1e6;
    }

    private void print(String what) throws IOException, InterruptedException {
        var millis = new double[ROUNDS];
        var characters = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var began = System.nanoTime();
            characters = get(what).body().length();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f ms, at worst %.1f ms, %,d characters%n",
                what,
                millis[ROUNDS / 2],
                millis[ROUNDS - 1],
                characters);
    }
}
