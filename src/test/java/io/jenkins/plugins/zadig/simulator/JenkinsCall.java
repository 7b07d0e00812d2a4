package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A task whose only job is one of the type {@code jenkins}: it starts a build as a user of Jenkins, tells the build's number
 * in its record as soon as there is one, and ends as the build does (zadig-servers 25.1 to 25.6).
 */
public final class JenkinsCall {
    private static final String JOB = "call";
    private static final Duration QUEUE_PAUSE = Duration.ofSeconds(1);
    private static final Duration BUILD_PAUSE = Duration.ofMillis(500);

    /** Jenkins gives a crumb to a session. */
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private final URI jenkins;
    private final String name;

    private JenkinsCall(URI jenkins, String name) {
        this.jenkins = jenkins;
        this.name = name;
    }

    /**
     * Starts a task of a workflow, which is made for it, as a person does on Zadig's own page.
     *
     * @param jenkins with a slash at the end, as the integration has it
     * @param name of a job of Jenkins with the parameter {@code ZADIG_TASK_URL}, and of the workflow
     */
    public static SimulatedTask start(ZadigSimulator zadig, URI jenkins, String name) {
        zadig.define(WorkflowDefinition.of(DemoCatalogue.PROJECT, name)
                .displayName(name)
                .stage(JOB)
                .job(JobDefinition.of(JOB, "jenkins").held()));
        var task = zadig.launch(name, ZadigSimulator.USER);
        var thread =
                new Thread(() -> new JenkinsCall(jenkins, name).run(zadig.url(), task), "Zadig simulator: Jenkins");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Whether Jenkins is up and has the job. */
    public static boolean isPossible(URI jenkins, String name) throws InterruptedException {
        try {
            return new JenkinsCall(jenkins, name)
                    .get("job/" + name + "/api/json")
                    .isObject();
        } catch (IOException e) {
            return false;
        }
    }

    private void run(URI zadig, SimulatedTask task) {
        try {
            var page = zadig + "v1/projects/detail/" + DemoCatalogue.PROJECT + "/pipelines/custom/" + name + "/"
                    + task.id() + "?display_name=" + name;
            var item = start(page);
            tell(task, 0);
            var build = built(item);
            tell(task, build.path("number").asInt());
            task.job(JOB).finish(result(build).equals("SUCCESS") ? "passed" : "failed");
        } catch (IOException e) {
            task.job(JOB).finish("failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The queue item of a new build. */
    private URI start(String page) throws IOException, InterruptedException {
        var crumb = get("crumbIssuer/api/json");
        var request = HttpRequest.newBuilder(jenkins.resolve("job/" + name + "/buildWithParameters"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        crumb.path("crumbRequestField").asText(),
                        crumb.path("crumb").asText())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "delay=0&ZADIG_TASK_URL=" + URLEncoder.encode(page, StandardCharsets.UTF_8)))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.discarding());
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("Jenkins answered " + answer.statusCode())));
    }

    private JsonNode built(URI item) throws IOException, InterruptedException {
        for (; ; ) {
            var build = get(item + "api/json").path("executable");
            if (build.isObject()) {
                return build;
            }
            Thread.sleep(QUEUE_PAUSE.toMillis());
        }
    }

    private String result(JsonNode build) throws IOException, InterruptedException {
        for (; ; ) {
            var result = get(build.path("url").asText() + "api/json").path("result");
            if (!result.isNull()) {
                return result.asText();
            }
            Thread.sleep(BUILD_PAUSE.toMillis());
        }
    }

    private JsonNode get(String address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(jenkins.resolve(address)).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("Jenkins answered " + answer.statusCode());
        }
        return Json.read(answer.body());
    }

    /** What the record says of the build, whose number is 0 until it begins. */
    private void tell(SimulatedTask task, int number) {
        task.world.run(() -> task.allJobs().forEach(job -> {
            job.spec.put("id", "1").put("host", jenkins.toString());
            job.spec
                    .putObject("job")
                    .put("job_name", name)
                    .put("job_id", number)
                    .put("job_output", "");
        }));
    }
}
