package io.jenkins.plugins.zadig.preview;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.EnvVars;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/**
 * What {@code withCredentials} binds: variables for the block, and a mask for what is printed in it. A credential of the
 * preview is a text, of which each kind of binding makes what it binds on a controller.
 */
final class BoundSecrets implements AutoCloseable {
    private final Map<String, String> bound = new TreeMap<>();

    /** Those of the variables whose values are secret, which a user's name is not. */
    private final Set<String> secret = new LinkedHashSet<>();

    private final List<Path> files = new ArrayList<>();

    /** Variables whose values are all secret. */
    static BoundSecrets of(Map<String, String> passwords) {
        BoundSecrets secrets = new BoundSecrets();
        passwords.forEach(secrets::bindSecret);
        return secrets;
    }

    /** Binds one credential, such as {@code string(credentialsId: 'db', variable: 'DB')}. */
    void bind(UninstantiatedDescribable binding) throws IOException {
        Map<String, ?> arguments = binding.getArguments();
        String text = textOf(arguments.get("credentialsId"));
        switch (binding.getSymbol()) {
            case "string", "usernameColonPassword" -> bindSecret(arguments.get("variable"), text);
            case "usernamePassword" -> {
                String[] login = text.split(":", 2);
                bound.put(arguments.get("usernameVariable").toString(), login[0]);
                bindSecret(arguments.get("passwordVariable"), login.length == 1 ? "" : login[1]);
            }
            case "file" -> bindSecret(arguments.get("variable"), file(text).toString());
            default -> throw new IllegalArgumentException("The preview binds string, usernamePassword,"
                    + " usernameColonPassword and file, and no " + binding.getSymbol());
        }
    }

    private void bindSecret(Object variable, String value) {
        bound.put(variable.toString(), value);
        secret.add(variable.toString());
    }

    private Path file(String text) throws IOException {
        Path directory = Files.createDirectories(LeafSteps.workspace().resolveSibling("workspace@tmp"));
        Path file = Files.writeString(Files.createTempFile(directory, "secret", ""), text);
        files.add(file);
        return file;
    }

    private static String textOf(Object id) {
        return SystemCredentialsProvider.getInstance().getCredentials().stream()
                .filter(known -> known instanceof StringCredentials text && text.getId().equals(id))
                .map(known -> ((StringCredentials) known).getSecret().getPlainText())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Could not find credentials entry with ID '" + id + "'"));
    }

    /** All variables, with their values. */
    Map<String, String> variables() {
        return bound;
    }

    /** The variables whose values are masked. */
    Set<String> masked() {
        return secret;
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    String mask(String line) {
        String masked = line;
        for (String variable : secret) {
            String value = bound.get(variable);
            masked = value.isEmpty() ? masked : masked.replace(value, "****");
        }
        return masked;
    }

    /** The variables whose values are in a text. */
    Set<String> in(String text) {
        return secret.stream()
                .filter(variable -> text.contains(bound.get(variable)))
                .collect(Collectors.toSet());
    }

    /** What a step in the block is given beside its build, as on a controller. */
    Map<Class<?>, Object> context() {
        return Map.of(ConsoleLogFilter.class, new Filter(), EnvironmentExpander.class, new Variables(bound, secret));
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
        private final transient Set<String> secret;

        Variables(Map<String, String> bound, Set<String> secret) {
            this.bound = bound;
            this.secret = secret;
        }

        @Override
        public void expand(EnvVars env) {
            env.putAll(bound);
        }

        @Override
        public Set<String> getSensitiveVariables() {
            return secret;
        }
    }
}
