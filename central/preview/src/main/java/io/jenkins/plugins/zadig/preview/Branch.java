package io.jenkins.plugins.zadig.preview;

import hudson.EnvVars;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** One thread of a build: the program itself or a branch of {@code parallel}; knows the blocks around the next step. */
final class Branch {
    private static final ThreadLocal<Branch> CURRENT = new ThreadLocal<>();

    private final PreviewRun run;
    private PreviewNode block;
    private EnvVars overlay;
    private String workspace;
    private BoundSecrets secrets;
    private Interruptible running;
    private Throwable pending;

    private Branch(PreviewRun run, PreviewNode block, EnvVars overlay, String workspace, BoundSecrets secrets) {
        this.run = run;
        this.block = block;
        this.overlay = overlay;
        this.workspace = workspace;
        this.secrets = secrets;
    }

    /** Something that can be stopped while its branch waits for it. */
    @FunctionalInterface
    interface Interruptible {
        void stop(Throwable cause);

        /** Ends it from outside, as it does not stop. */
        default void die(Throwable cause) {
            stop(cause);
        }
    }

    static Branch of(PreviewRun run) {
        return new Branch(run, null, new EnvVars(), null, null);
    }

    static Branch current() {
        Branch branch = CURRENT.get();
        if (branch == null) {
            throw new IllegalStateException("Steps run in the threads of a build only");
        }
        return branch;
    }

    /** A branch that begins where this one is. */
    Branch fork() {
        return new Branch(run, block, new EnvVars(overlay), workspace, secrets);
    }

    PreviewRun run() {
        return run;
    }

    PreviewNode block() {
        return block;
    }

    String workspace() {
        return workspace;
    }

    EnvVars environment() {
        try {
            EnvVars environment = run.getEnvironment(run.console());
            environment.overrideAll(overlay);
            return environment;
        } catch (Exception e) {
            throw Sneaky.rethrow(e);
        }
    }

    void begin() {
        CURRENT.set(this);
    }

    /** Runs a leaf of the program, which an abort or a time-out may stop. */
    <T> T leaf(Interruptible stoppable, Callable<T> body) {
        synchronized (this) {
            deliver();
            running = stoppable;
        }
        try {
            return body.call();
        } catch (Throwable t) {
            throw Sneaky.rethrow(Failures.unwrap(t));
        } finally {
            synchronized (this) {
                running = null;
            }
        }
    }

    /** Runs a body inside a block, with variables added to the environment. */
    <T> T inside(PreviewNode node, Map<String, String> variables, String directory, Callable<T> body) {
        PreviewNode outerBlock = block;
        EnvVars outerOverlay = overlay;
        String outerWorkspace = workspace;
        block = node;
        overlay = new EnvVars(overlay);
        overlay.putAll(variables);
        workspace = directory == null ? workspace : directory;
        try {
            return body.call();
        } catch (Throwable t) {
            throw Sneaky.rethrow(Failures.unwrap(t));
        } finally {
            block = outerBlock;
            overlay = outerOverlay;
            workspace = outerWorkspace;
        }
    }

    /** Runs a body with secrets bound. */
    <T> T with(BoundSecrets bound, Callable<T> body) throws Exception {
        BoundSecrets outer = secrets;
        secrets = bound;
        try {
            return body.call();
        } finally {
            secrets = outer;
        }
    }

    /** What is bound around the next step; {@code null} for nothing. */
    BoundSecrets secrets() {
        return secrets;
    }

    /** Says what a controller says of secrets that a Jenkinsfile put into texts by itself. */
    void warnOfSecrets(String step, Arguments arguments) {
        BoundSecrets passwords = BoundSecrets.of(run.passwords());
        Set<String> found = new TreeSet<>();
        for (String text : arguments.interpolated()) {
            found.addAll(passwords.in(text));
            if (secrets != null) {
                found.addAll(secrets.in(text));
            }
        }
        if (!found.isEmpty()) {
            run.console()
                    .println("Warning: A secret was passed to \"" + step
                            + "\" using Groovy String interpolation, which is insecure.");
            run.console().println("\t\t Affected argument(s) used the following variable(s): " + found);
            run.console().println("\t\t See https://jenkins.io/redirect/groovy-string-interpolation for details.");
        }
    }

    void kill(Throwable cause) {
        Interruptible stoppable;
        synchronized (this) {
            stoppable = running;
        }
        if (stoppable != null) {
            stoppable.die(cause);
        }
    }

    void interrupt(Throwable cause) {
        Interruptible stoppable;
        synchronized (this) {
            stoppable = running;
            if (stoppable == null) {
                pending = cause;
            }
        }
        if (stoppable != null) {
            stoppable.stop(cause);
        }
    }

    private void deliver() {
        Throwable cause = pending;
        if (cause != null) {
            pending = null;
            throw Sneaky.rethrow(cause);
        }
    }
}
