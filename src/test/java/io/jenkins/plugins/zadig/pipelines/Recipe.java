package io.jenkins.plugins.zadig.pipelines;

import io.jenkins.plugins.zadig.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An example of a guide, which the preview and a controller both run. A comment before it says what it needs, such as
 * {@code <!-- run: fault=reject result=FAILURE prints="rejected by alice" -->}.
 *
 * @param place where it stands, such as {@code docs/recipes.md:28}
 * @param needs what the comment says; empty without one
 * @param example as it stands
 */
public record Recipe(String place, String needs, String example) {
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)(?:^<!-- run: ([^\n]*) -->\n)?^```groovy\n(.*?)^```$");
    private static final Pattern BEFORE = Pattern.compile("\\bbefore=(.*)");

    /** The examples of a guide, at least one. */
    public static List<Recipe> of(String guide) {
        var text = read(guide);
        var recipes = EXAMPLE.matcher(text)
                .results()
                .map(found -> new Recipe(
                        guide + ":" + (text.substring(0, found.start(2)).lines().count() + 1),
                        found.group(1) == null ? "" : found.group(1),
                        found.group(2)))
                .toList();
        if (recipes.isEmpty()) {
            throw new IllegalArgumentException("There is no example in " + guide);
        }
        return recipes;
    }

    /** The simulator's fault, such as {@code approve}. */
    public String fault() {
        return need("fault", "none");
    }

    /** What runs before it; empty for nothing. */
    public String before() {
        var before = BEFORE.matcher(needs);
        return before.find() ? before.group(1) : "";
    }

    /** One of these is its result. */
    public List<String> results() {
        return List.of(need("result", "SUCCESS").split(","));
    }

    /** What its console has; empty for anything. */
    public String prints() {
        var prints = Pattern.compile("\\bprints=\"([^\"]*)\"").matcher(needs);
        return prints.find() ? prints.group(1) : "";
    }

    /** What somebody types where {@code input} asks; empty when nobody is asked for a value. */
    public String answer() {
        return need("answer", "");
    }

    /** What Jenkins runs: the example, steps of plugins that are not there, which only print what they are called with, and a library. */
    public String script() {
        var stubs = Stream.of(need("stub", "").split(","))
                .filter(name -> !name.isEmpty())
                .map(name -> "def " + name + "(what) { echo \"" + name + " ${what}\" }\n")
                .collect(Collectors.joining());
        var library = need("library", "");
        if (library.isEmpty()) {
            return stubs + example;
        }
        var step = read("docs/examples/shared-library/vars/" + library + ".groovy");
        return stubs + step.replace("def call(", "def " + library + "(") + example.replaceAll("(?m)^@Library.*$", "");
    }

    private String need(String name, String otherwise) {
        var need = Pattern.compile("\\b" + name + "=([\\w,-]+)").matcher(needs);
        return need.find() ? need.group(1) : otherwise;
    }

    private static String read(String file) {
        try {
            return Files.readString(Checkout.root().resolve(file));
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    @Override
    public String toString() {
        return place;
    }
}
