package io.jenkins.plugins.zadig.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import central.memory.IndexedExtensions;
import hudson.AbortException;
import hudson.console.ConsoleNote;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.tasks.Builder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A freestyle build that performs its build steps one after the other on a thread of its own, as an executor does. */
final class MemoryBuild extends AbstractBuild<MemoryProject, MemoryBuild> {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final transient ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final transient PrintStream printer = new PrintStream(console, true, StandardCharsets.UTF_8);
    private final transient Map<String, String> variables = new HashMap<>();
    private final transient Set<String> secrets = new HashSet<>();
    private final transient CountDownLatch over = new CountDownLatch(1);
    private transient Thread executor;

    MemoryBuild(MemoryProject project) throws IOException {
        super(project);
    }

    MemoryBuild parameter(String name, String value) {
        variables.put(name, value);
        return this;
    }

    MemoryBuild password(String name, String value) {
        secrets.add(name);
        return parameter(name, value);
    }

    @Override
    public Map<String, String> getBuildVariables() {
        return new HashMap<>(variables);
    }

    @Override
    public Set<String> getSensitiveBuildVariables() {
        return new HashSet<>(secrets);
    }

    @Override
    public boolean isBuilding() {
        return over.getCount() > 0;
    }

    MemoryBuild start(Builder... steps) {
        executor = new Thread(() -> perform(steps), toString());
        executor.setDaemon(true);
        executor.start();
        return this;
    }

    private void perform(Builder... steps) {
        BuildListener listener = () -> printer;
        try {
            for (Builder step : steps) {
                if (!step.perform(this, null, listener)) {
                    setResult(Result.FAILURE);
                    return;
                }
            }
            setResult(Result.SUCCESS);
        } catch (AbortException x) {
            printer.println("ERROR: " + x.getMessage());
            setResult(Result.FAILURE);
        } catch (InterruptedException x) {
            setResult(Result.ABORTED);
        } catch (Exception | AssertionError x) {
            x.printStackTrace(printer);
            setResult(Result.FAILURE);
        } finally {
            over.countDown();
        }
    }

    MemoryBuild abort() {
        executor.interrupt();
        return this;
    }

    /** Takes the build away as a controller does that stops: nothing more of it happens. */
    MemoryBuild lose() {
        over.countDown();
        IndexedExtensions.restart();
        return this;
    }

    /** The files of tasks that the build still has to do with. */
    List<Path> openTasks() throws IOException {
        var folder = getRootDir().toPath().resolve("zadig");
        var open = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, "open-*.json")) {
            for (Path file : files) {
                if (Files.readString(file).contains("\"open\":true")) {
                    open.add(file);
                }
            }
        }
        return open;
    }

    MemoryBuild end(Result expected) throws InterruptedException {
        assertThat(over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(console())
                .isTrue();
        assertThat(getResult()).as(console()).isEqualTo(expected);
        return this;
    }

    MemoryBuild awaitConsole(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(console()).contains(text));
        return this;
    }

    String console() {
        return console.toString(StandardCharsets.UTF_8)
                .lines()
                .map(ConsoleNote::removeNotes)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
