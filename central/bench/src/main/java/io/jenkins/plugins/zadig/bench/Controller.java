package io.jenkins.plugins.zadig.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Jenkins in a process of its own, for this machine alone. */
final class Controller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String JAVA = System.getProperty("java.home");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path war;
    private final ControllerHome home;
    private final Thread exit = new Thread(this::clear);
    private Process process;

    Controller(Path war, ControllerHome home) {
        this.war = war;
        this.home = home;
        Runtime.getRuntime().addShutdownHook(exit);
    }

    /** Starts and waits until it is ready; whoever comes to it may do everything. */
    void start() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(
                Path.of(JAVA, "bin", "java").toString(),
                "-Xms1g",
                "-Xmx1g",
                // What is held softly only would come and go between two looks at the heap.
                "-XX:SoftRefLRUPolicyMSPerMB=1",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + home.temporary(),
                "-Djenkins.install.runSetupWizard=false",
                "-Dhudson.model.UpdateCenter.never=true",
                "-Dhudson.model.UsageStatistics.disabled=true",
                "-Dhudson.security.csrf.GlobalCrumbIssuerConfiguration.DISABLE_CSRF_PROTECTION=true",
                "-jar",
                war.toString(),
                "--httpListenAddress=127.0.0.1",
                "--httpPort=" + home.address().getPort()));
        builder.environment().put("JENKINS_HOME", home.path().toString());
        var log = home.path().resolve("controller.log");
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!Load.until(() -> !process.isAlive() || isReady(), PATIENCE) || !process.isAlive()) {
            throw new IOException("Jenkins did not start:\n" + Files.readString(log));
        }
    }

    private boolean isReady() {
        try {
            return send(request("api/json").build()).statusCode() == 200;
        } catch (IOException x) {
            return false;
        }
    }

    String get(String path) throws IOException {
        return checked(send(request(path).build()));
    }

    void post(String path) throws IOException {
        checked(send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(home.address().resolve(path)).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
            throw new IOException(x);
        }
    }

    private static String checked(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 400) {
            throw new IOException(answer.uri() + ": " + answer.statusCode());
        }
        return answer.body();
    }

    long pid() {
        return process.pid();
    }

    /** Bytes of all objects that a full collection leaves; the least of three looks, as something always goes on. */
    long heap() throws IOException, InterruptedException {
        var least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            var lines = diagnose("GC.class_histogram");
            var total = lines.get(lines.size() - 1).trim().split("\\s+");
            least = Math.min(least, Long.parseLong(total[2]));
        }
        return least;
    }

    /** What the JDK's own tool says about the controller. */
    List<String> diagnose(String command) throws IOException, InterruptedException {
        var tool = new ProcessBuilder(Path.of(JAVA, "bin", "jcmd").toString(), "" + pid(), command).start();
        try (var lines = tool.inputReader()) {
            return lines.lines().toList();
        } finally {
            tool.waitFor();
        }
    }

    /** As when the machine goes down; what builds have started goes on. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    private void clear() {
        try {
            kill();
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
        }
        Processes.in(home.path()).forEach(Processes::end);
        home.close();
    }

    @Override
    public void close() {
        clear();
        Runtime.getRuntime().removeShutdownHook(exit);
    }
}
