package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.console.HyperlinkNote;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import io.jenkins.plugins.zadig.api.WorkflowType;
import java.util.concurrent.CompletableFuture;

/** Sends a workflow as code, once the code is known to be a workflow of the right project. */
abstract class CodedChange<T> extends ProjectChange<T> {
    private static final long serialVersionUID = 1L;

    private final CodeSource source;
    private final boolean dryRun;

    /** {@code null} until it is read from a file. */
    @CheckForNull
    private volatile String text;

    /** {@code null} before the server was asked, and after a restart of Jenkins. */
    @CheckForNull
    private transient volatile ServerLine line;

    CodedChange(String project, CodeSource source, boolean dryRun) {
        super(project);
        this.source = source;
        this.dryRun = dryRun;
        text = source.text();
    }

    /** Finds out what is wrong with the code in the light of what Zadig has. */
    abstract CompletableFuture<?> check(Actor actor, WorkflowCode code) throws Exception;

    @Override
    final CompletableFuture<?> read(Maker maker) throws Exception {
        return source.read(maker).thenAccept(read -> text = read);
    }

    @Override
    String order() {
        return text == null ? "" : text;
    }

    @Override
    final CompletableFuture<?> check(Actor actor) throws Exception {
        var code = code();
        return actor.client().line().thenCompose(known -> attempt(() -> checkOn(actor, known, code)));
    }

    private CompletableFuture<Object> checkOn(Actor actor, ServerLine known, WorkflowCode code) throws Exception {
        line = known;
        code.check(known);
        return check(actor, code).thenApply(fine -> fine);
    }

    @Override
    final Throwable explained(Throwable cause) {
        return cause instanceof WorkflowCode.Broken broken ? source.refusal(broken) : cause;
    }

    final WorkflowCode code() throws AbortException, WorkflowCode.Broken {
        var read = text;
        var code = WorkflowCode.read(read == null ? "" : read);
        if (!code.project().equals(project())) {
            throw new AbortException(
                    Messages.CodedChange_otherProject(source.name(), PlainText.line(code.project()), project()));
        }
        return code;
    }

    /** The code as the server that was asked must have it. */
    final WorkflowCode toSave(WorkflowCode code) throws WorkflowCode.Broken {
        var known = line;
        return known == null ? code : code.toSaveOn(known);
    }

    /** Creates the workflow, which is not there yet. */
    final CompletableFuture<Void> create(Actor actor) throws AbortException, WorkflowCode.Broken {
        return actor.client().customWorkflows().create(toSave(code()));
    }

    @Override
    final boolean isDryRun() {
        return dryRun;
    }

    final CodeSource source() {
        return source;
    }

    final String link(Actor actor, String workflow) {
        var page = FoundWorkflow.page(actor, WorkflowType.CUSTOM, project(), workflow);
        return HyperlinkNote.encodeTo(page, page);
    }
}
