package io.jenkins.plugins.zadig.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A fresh folder with the plugins, the configuration and the jobs of a controller; goes with all that is in it. */
final class ControllerHome implements AutoCloseable {
    private static final List<String> PLUGINS = List.of(
            "configuration-as-code",
            "credentials-binding",
            "http_request",
            "pipeline-input-step",
            "workflow-basic-steps",
            "workflow-cps",
            "workflow-durable-task-step",
            "workflow-job");

    private final Path folder;
    private final URI address;

    /** @param server address of the simulator, with a slash at its end */
    ControllerHome(PeersSettings settings, String server, String token) throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("http://127.0.0.1:" + free.getLocalPort() + "/");
        }
        folder = Files.createTempDirectory("zadig-bench").toRealPath();
        Files.createDirectory(temporary());
        var plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.copy(settings.hpi(), plugins.resolve("zadig.jpi"));
        var needed = new ArrayList<>(PLUGINS);
        needed.addAll(PluginFolder.needed(settings.hpi()));
        new PluginFolder(settings.plugins()).copy(needed, plugins);
        Files.writeString(folder.resolve("jenkins.yaml"), """
            jenkins:
              numExecutors: %d
            credentials:
              system:
                domainCredentials:
                  - credentials:
                      - zadigToken: {scope: GLOBAL, id: zadig, secret: "%s"}
                      - string: {scope: GLOBAL, id: token, secret: "%s"}
            unclassified:
              location: {url: "%s"}
              zadig:
                servers:
                  - {name: zadig, url: "%s", credentialsId: zadig, requestsPerSecond: 50}
            """.formatted(
                        Math.max(settings.builds(), settings.trials()) + 5, token, token, address, server));
    }

    Path path() {
        return folder;
    }

    /** Where the controller is to be. */
    URI address() {
        return address;
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    /** A Pipeline job with a task's number as its parameter; there when the controller starts the next time. */
    Path job(String name, String script) throws IOException {
        var job = Files.createDirectories(folder.resolve("jobs").resolve(name));
        Files.writeString(job.resolve("config.xml"), """
            <flow-definition plugin="workflow-job">
              <properties>
                <hudson.model.ParametersDefinitionProperty>
                  <parameterDefinitions>
                    <hudson.model.StringParameterDefinition><name>TASK</name></hudson.model.StringParameterDefinition>
                  </parameterDefinitions>
                </hudson.model.ParametersDefinitionProperty>
              </properties>
              <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition" plugin="workflow-cps">
                <script>%s</script>
                <sandbox>true</sandbox>
              </definition>
            </flow-definition>
            """.formatted(
                        script.replace("&", "&amp;").replace("<", "&lt;")));
        return job;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException x) {
            // The figures are worth more than a clean folder.
            x.printStackTrace();
        }
    }
}
