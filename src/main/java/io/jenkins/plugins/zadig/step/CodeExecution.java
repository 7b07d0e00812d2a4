package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Computer;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A short step that sends a workflow as code, once it is known to be one and to be about the right project. */
abstract class CodeExecution extends ChangeExecution {
    private static final long serialVersionUID = 1L;

    private final String source;

    /** Path in the workspace; {@code null} when the step itself has the text. */
    @CheckForNull
    private final String file;

    private final boolean dryRun;

    /** {@code null} until it is read from a file. */
    @CheckForNull
    private volatile String text;
    /** {@code null} before the server was asked, and after a restart of Jenkins. */
    @CheckForNull
    private transient volatile ServerLine line;

    CodeExecution(StepContext context, CodeStep step) throws AbortException {
        super(context, step);
        source = step.source();
        file = step.getFile();
        dryRun = step.isDryRun();
        text = step.code();
    }

    /** Finds out what is wrong with the code in the light of what Zadig has. */
    abstract CompletableFuture<?> check(WorkflowCode code) throws Exception;

    @Override
    final CompletableFuture<?> check() throws Exception {
        return (file == null ? CompletableFuture.completedFuture(text) : readFile()).thenCompose(read -> {
            try {
                text = read;
                var code = code();
                return client().line().thenCompose(known -> checkOn(known, code));
            } catch (Exception x) {
                return CompletableFuture.failedFuture(x);
            }
        });
    }

    private CompletableFuture<?> checkOn(ServerLine known, WorkflowCode code) {
        try {
            line = known;
            code.check(known);
            return check(code);
        } catch (WorkflowCode.Broken x) {
            return CompletableFuture.failedFuture(new AbortException(said(x)));
        } catch (Exception x) {
            return CompletableFuture.failedFuture(x);
        }
    }

    /** The code for a workflow that is not there yet. */
    final WorkflowCode toCreate() throws AbortException {
        try {
            var known = line;
            return known == null ? code() : code().toCreateOn(known);
        } catch (WorkflowCode.Broken x) {
            throw new AbortException(said(x));
        }
    }

    /** On a thread of Jenkins for agents: the plugin's own must not wait for one that hangs. */
    private CompletableFuture<String> readFile() throws IOException, InterruptedException {
        var workspace = getContext().get(FilePath.class);
        if (workspace == null) {
            throw new AbortException(Messages.CodeExecution_noWorkspace(source));
        }
        var read = new CompletableFuture<String>();
        Computer.threadPoolForRemoting.execute(() -> {
            try {
                read.complete(content(workspace.child(file)));
            } catch (AbortException x) {
                read.completeExceptionally(x);
            } catch (CharacterCodingException x) {
                read.completeExceptionally(new AbortException(Messages.CodeExecution_noUtf8(source)));
            } catch (IOException | RuntimeException x) {
                read.completeExceptionally(new AbortException(Messages.CodeExecution_unreadable(source, reason(x))));
            } catch (InterruptedException x) {
                Thread.currentThread().interrupt();
                read.completeExceptionally(new AbortException(Messages.CodeExecution_unreadable(source, reason(x))));
            }
        });
        return read;
    }

    private String content(FilePath path) throws IOException, InterruptedException {
        if (!path.exists()) {
            throw new AbortException(Messages.CodeExecution_noFile(source, path.getRemote()));
        }
        try (var stream = path.read()) {
            var bytes = stream.readNBytes(WorkflowCode.MAX_BYTES + 1);
            if (bytes.length > WorkflowCode.MAX_BYTES) {
                throw new AbortException(tooLarge());
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private String tooLarge() {
        return Messages.CodeExecution_tooLarge(source, Integer.toString(WorkflowCode.MAX_BYTES / 1024));
    }

    private static String reason(Exception x) {
        return x.getMessage() == null ? x.getClass().getSimpleName() : PlainText.line(x.getMessage());
    }

    final WorkflowCode code() throws AbortException {
        WorkflowCode code;
        var read = text;
        try {
            code = WorkflowCode.read(read == null ? "" : read);
        } catch (WorkflowCode.Broken x) {
            throw new AbortException(said(x));
        }
        if (!code.project().equals(project())) {
            throw new AbortException(
                    Messages.CodeExecution_otherProject(source, PlainText.line(code.project()), project()));
        }
        return code;
    }

    @Override
    final boolean isDryRun() {
        return dryRun;
    }

    final String source() {
        return source;
    }

    final String said(WorkflowCode.Broken broken) {
        var line = Integer.toString(broken.line());
        return switch (broken.fault()) {
            case EMPTY -> Messages.CodeExecution_empty(source);
            case TOO_LARGE -> tooLarge();
            case JSON -> Messages.CodeExecution_noJson(source, line, broken.detail());
            case YAML -> Messages.CodeExecution_noYaml(source, line, broken.detail());
            case NO_MAPPING -> Messages.CodeExecution_noMapping(source, line);
            case SEVERAL -> Messages.CodeExecution_several(source, line);
            case MISSING -> Messages.CodeExecution_missing(source, broken.detail());
            case NO_TEXT -> Messages.CodeExecution_noText(source, broken.detail());
            case ALIAS -> Messages.CodeExecution_alias(source, line);
            case APPROVAL -> Messages.CodeExecution_approval(source, broken.detail());
            case FREESTYLE_SETTINGS -> Messages.CodeExecution_freestyleSettings(source, broken.detail());
            case FREESTYLE_RUNTIME -> Messages.CodeExecution_freestyleRuntime(source, broken.detail());
            case NO_SECRET -> Messages.CodeExecution_noSecret(source, broken.detail());
        };
    }
}
