package io.jenkins.plugins.zadig.preview;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.EnvVars;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** What {@code withCredentials} binds: variables for the block, and a mask for what is printed in it. */
final class BoundSecrets {
    private final Map<String, String> bound;

    BoundSecrets(Map<String, String> bound) {
        this.bound = bound;
    }

    /** Adds the value of {@code string(credentialsId: …, variable: …)} under the name of its variable. */
    static void bind(UninstantiatedDescribable binding, Map<String, String> bound) {
        if (!binding.getSymbol().equals("string")) {
            throw new IllegalArgumentException(
                    "The preview binds secret text only, by string(…), and no " + binding.getSymbol());
        }
        Object id = binding.getArguments().get("credentialsId");
        String value = SystemCredentialsProvider.getInstance().getCredentials().stream()
                .filter(known -> known instanceof StringCredentials text && text.getId().equals(id))
                .map(known -> ((StringCredentials) known).getSecret().getPlainText())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Could not find credentials entry with ID '" + id + "'"));
        bound.put(binding.getArguments().get("variable").toString(), value);
    }

    String mask(String line) {
        String masked = line;
        for (String value : bound.values()) {
            masked = masked.replace(value, "****");
        }
        return masked;
    }

    /** The variables whose values are in a text. */
    Set<String> in(String text) {
        return Set.copyOf(bound.entrySet().stream()
                .filter(entry -> text.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList());
    }

    /** What a step in the block is given beside its build, as on a controller. */
    Map<Class<?>, Object> context() {
        return Map.of(ConsoleLogFilter.class, new Filter(), EnvironmentExpander.class, new Variables(bound));
    }

    private final class Filter extends ConsoleLogFilter {
        @Override
        public OutputStream decorateLogger(Run build, OutputStream logger) {
            return new ByteArrayOutputStream() {
                @Override
                public void close() throws IOException {
                    logger.write(mask(toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
                    logger.close();
                }
            };
        }
    }

    private static final class Variables extends EnvironmentExpander {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> bound;

        Variables(Map<String, String> bound) {
            this.bound = bound;
        }

        @Override
        public void expand(EnvVars env) {
            env.putAll(bound);
        }

        @Override
        public Set<String> getSensitiveVariables() {
            return bound.keySet();
        }
    }
}
