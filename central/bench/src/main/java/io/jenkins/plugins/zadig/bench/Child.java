package io.jenkins.plugins.zadig.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the benchmark in a JVM of its own, so that what it costs is its own, too: answers a line with a line. */
final class Child implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;

    /** Starts a program that {@link Commands#serve serves} commands. */
    Child(Class<?> main, String heap, String... args) {
        name = main.getSimpleName();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                // The JDK's own server would wait for acknowledgements otherwise, 40 ms each.
                "-Dsun.net.httpserver.nodelay=true",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** The words of the answer to a command. */
    List<String> ask(Object... words) {
        var line = new ArrayList<String>();
        for (Object word : words) {
            line.add(word.toString());
        }
        commands.println(String.join(" ", line));
        return answer(line.get(0));
    }

    /** A number that a command answers. */
    long number(Object... words) {
        return Long.parseLong(ask(words).get(0));
    }

    private List<String> answer(String command) {
        try {
            var answer = answers.readLine();
            if (answer == null || answer.startsWith(Commands.FAILED)) {
                throw new IllegalStateException(name + " " + command + ": " + answer);
            }
            return answer.isEmpty() ? List.of() : List.of(answer.split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the program, which cleans up and leaves when nobody talks to it any more. */
    @Override
    public void close() {
        commands.close();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
