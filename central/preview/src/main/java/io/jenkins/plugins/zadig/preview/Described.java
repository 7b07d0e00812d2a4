package io.jenkins.plugins.zadig.preview;

import java.util.Map;

/**
 * A describable as a Jenkinsfile writes it, for example {@code zadigBuild(job: 'build')}; which class it is shows only
 * where it is used.
 *
 * @param symbol its name
 * @param arguments its named arguments; one without a name is under {@link Arguments#UNNAMED}
 */
record Described(String symbol, Map<String, Object> arguments) {
    @Override
    public String toString() {
        return symbol + arguments;
    }
}
