package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Computer;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Where the code of a workflow is: in a step itself, or in a file of its workspace.
 *
 * @param name what to call it in messages
 * @param text the code; {@code null} when it is in a file
 * @param file path in the workspace; {@code null} when the step itself has the text
 */
public record CodeSource(
        String name,
        @CheckForNull String text,
        @CheckForNull String file) implements Serializable {
    /** The code. Fails with a line for users when the file is missing, too large, or not UTF-8. */
    CompletableFuture<String> read(ProjectChange.Maker maker) throws IOException, InterruptedException {
        if (file == null) {
            return CompletableFuture.completedFuture(text);
        }
        var workspace = maker.workspace();
        if (workspace == null) {
            throw new AbortException(Messages.CodeSource_noWorkspace(name));
        }
        return read(() -> content(workspace.child(file)));
    }

    CompletableFuture<String> read(Callable<String> content) {
        // On a thread of Jenkins for agents: the plugin's own must not wait for one that hangs.
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return content.call();
                    } catch (AbortException x) {
                        throw new CompletionException(x);
                    } catch (CharacterCodingException x) {
                        throw new CompletionException(new AbortException(Messages.CodeSource_noUtf8(name)));
                    } catch (InterruptedException x) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(unreadable(x));
                    } catch (Exception x) {
                        throw new CompletionException(unreadable(x));
                    }
                },
                Computer.threadPoolForRemoting);
    }

    private String content(FilePath path) throws IOException, InterruptedException {
        if (!path.exists()) {
            throw new AbortException(Messages.CodeSource_noFile(name, path.getRemote()));
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

    private AbortException unreadable(Exception x) {
        var reason = x.getMessage() == null ? x.getClass().getSimpleName() : PlainText.line(x.getMessage());
        return new AbortException(Messages.CodeSource_unreadable(name, reason));
    }

    private String tooLarge() {
        return Messages.CodeSource_tooLarge(name, Integer.toString(WorkflowCode.MAX_BYTES / 1024));
    }

    /** What is wrong with the code, in a line for users. */
    AbortException refusal(WorkflowCode.Broken broken) {
        var line = Integer.toString(broken.line());
        return new AbortException(
                switch (broken.fault()) {
                    case EMPTY -> Messages.CodeSource_empty(name);
                    case TOO_LARGE -> tooLarge();
                    case JSON -> Messages.CodeSource_noJson(name, line, broken.detail());
                    case YAML -> Messages.CodeSource_noYaml(name, line, broken.detail());
                    case NO_MAPPING -> Messages.CodeSource_noMapping(name, line);
                    case SEVERAL -> Messages.CodeSource_several(name, line);
                    case MISSING -> Messages.CodeSource_missing(name, broken.detail());
                    case NO_TEXT -> Messages.CodeSource_noText(name, broken.detail());
                    case ALIAS -> Messages.CodeSource_alias(name, line);
                    case APPROVAL -> Messages.CodeSource_approval(name, broken.detail());
                    case FREESTYLE_SETTINGS -> Messages.CodeSource_freestyleSettings(name, broken.detail());
                    case FREESTYLE_RUNTIME -> Messages.CodeSource_freestyleRuntime(name, broken.detail());
                    case NO_SECRET -> Messages.CodeSource_noSecret(name, broken.detail());
                });
    }
}
