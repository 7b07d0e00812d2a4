package io.jenkins.plugins.zadig.step;

import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A Jenkinsfile that needs an operation of the document, the request that has to arrive, and what comes of it. */
final class Walk {
    /** What is in Zadig before the Jenkinsfile runs. */
    @FunctionalInterface
    interface Given {
        void arrange(ZadigSimulator zadig) throws Exception;
    }

    final String jenkinsfile;
    Given given = zadig -> {};
    String path = "";
    Map<String, String> query = Map.of();
    Function<Line, String> body = line -> "";
    List<String> printed = List.of();

    private Walk(String jenkinsfile) {
        this.jenkinsfile = jenkinsfile;
    }

    static Walk of(String jenkinsfile) {
        return new Walk(jenkinsfile);
    }

    Walk given(Given arrangement) {
        given = arrangement;
        return this;
    }

    Walk sends(String wantedPath, Map<String, String> wantedQuery) {
        path = wantedPath;
        query = wantedQuery;
        return this;
    }

    /** The body, as JSON or text; without this, none. */
    Walk body(String wanted) {
        return body(line -> wanted);
    }

    Walk body(Function<Line, String> wanted) {
        body = wanted;
        return this;
    }

    /** What the Jenkinsfile echoes of the returned value; {@code URL} stands for Zadig's address. */
    Walk prints(String... lines) {
        printed = List.of(lines);
        return this;
    }
}
