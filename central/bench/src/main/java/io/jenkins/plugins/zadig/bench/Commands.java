package io.jenkins.plugins.zadig.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a {@link Child} can be told, on its standard input; it ends with that. */
final class Commands {
    static final String FAILED = "failed:";

    /** Answers the words after the command's name. */
    @FunctionalInterface
    interface Command {
        Object answer(List<String> words) throws Exception;
    }

    private final Map<String, Command> commands = new HashMap<>();

    Commands on(String name, Command command) {
        commands.put(name, command);
        return this;
    }

    /** Serves until nobody asks any more. */
    void serve() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // Whatever else writes there would be taken for an answer.
        System.setOut(System.err);
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = Arrays.asList(line.split(" "));
            try {
                out.println(commands.get(words.get(0)).answer(words.subList(1, words.size())));
            } catch (Exception x) {
                x.printStackTrace();
                out.println(FAILED + " " + x);
            }
        }
        System.exit(0);
    }
}
