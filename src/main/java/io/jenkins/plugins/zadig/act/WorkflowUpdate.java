package io.jenkins.plugins.zadig.act;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.CodeChange;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.StoredWorkflow;
import io.jenkins.plugins.zadig.api.WorkflowCode;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Replaces a custom workflow by code. Gives a {@link FoundWorkflow}; a dry run gives what would change, as lines. */
public final class WorkflowUpdate extends CodedChange<Object> {
    private static final long serialVersionUID = 1L;

    private final String workflow;
    private final boolean replace;
    private final boolean createIfMissing;

    /** When the workflow was changed last before this, in epoch seconds. */
    private long updatedBefore;

    /** Whether there was no such workflow. */
    private volatile boolean missing;

    private ArrayList<String> changes = new ArrayList<>();

    /**
     * An update.
     *
     * @param replace whether what the code lacks is taken out of the workflow; otherwise such code is refused
     * @param createIfMissing whether the workflow is created when there is none
     * @param dryRun whether nothing is sent, and what would change is said
     */
    public WorkflowUpdate(
            String project,
            String workflow,
            CodeSource source,
            boolean replace,
            boolean createIfMissing,
            boolean dryRun) {
        super(project, source, dryRun);
        this.workflow = workflow;
        this.replace = replace;
        this.createIfMissing = createIfMissing;
    }

    @Override
    String order() {
        return workflow + "\n" + super.order();
    }

    @Override
    long before() {
        return updatedBefore;
    }

    @Override
    void sentAfter(long before) {
        updatedBefore = before;
        missing = createIfMissing && before == 0;
    }

    @Override
    CompletableFuture<?> check(Actor actor, WorkflowCode code) throws AbortException {
        if (!code.key().equals(workflow)) {
            throw new AbortException(
                    Messages.WorkflowUpdate_otherKey(source().name(), PlainText.line(code.key()), workflow));
        }
        var client = actor.client();
        return client.workflows()
                .find(WorkflowType.CUSTOM, project(), workflow)
                .thenCompose(listed -> {
                    updatedBefore = listed.updateTime();
                    return client.customWorkflows().stored(project(), workflow);
                })
                .handle((known, thrown) -> {
                    if (thrown == null) {
                        return attempt(() -> compare(code, known));
                    }
                    var why = ZadigException.of(thrown);
                    missing = createIfMissing && why instanceof ZadigException.NotFound;
                    // What cannot be read cannot be compared.
                    return missing || why instanceof ZadigException.Unsupported
                            ? CompletableFuture.<Void>completedFuture(null)
                            : CompletableFuture.<Void>failedFuture(why);
                })
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Void> compare(WorkflowCode code, StoredWorkflow stored)
            throws AbortException, WorkflowCode.Broken {
        var found = stored.changes(code);
        var lost = found.stream().filter(CodeChange::removes).toList();
        if (!lost.isEmpty() && !replace && !isDryRun()) {
            throw new AbortException(Messages.WorkflowUpdate_lacks(
                    source().name(),
                    workflow,
                    lost.stream().map(change -> "\n  " + change).collect(Collectors.joining())));
        }
        stored.complete(code);
        found.forEach(change -> changes.add(change.toString()));
        return CompletableFuture.completedFuture(null);
    }

    /** Secrets that the code does not have are taken from the workflow when it is sent, and kept nowhere. */
    @Override
    CompletableFuture<Void> send(Actor actor) throws Exception {
        if (missing) {
            return create(actor);
        }
        var code = code();
        var workflows = actor.client().customWorkflows();
        return workflows
                .stored(project(), workflow)
                .handle((stored, thrown) -> {
                    if (thrown == null) {
                        return attempt(() -> workflows.update(toSave(stored.complete(code))));
                    }
                    var why = ZadigException.of(thrown);
                    return why instanceof ZadigException.Unsupported
                            ? attempt(() -> workflows.update(toSave(code)))
                            : CompletableFuture.<Void>failedFuture(why);
                })
                .thenCompose(Function.identity());
    }

    /** Servers note the second of each update. */
    @Override
    CompletableFuture<Boolean> isDone(Actor actor) {
        return actor.client()
                .workflows()
                .find(WorkflowType.CUSTOM, project(), workflow)
                .thenApply(found -> found.updateTime() > updatedBefore);
    }

    @Override
    CompletableFuture<Object> done(Actor actor) {
        if (isDryRun()) {
            actor.say(
                    missing
                            ? Messages.WorkflowCreation_wouldCreate(workflow)
                            : changes.isEmpty()
                                    ? Messages.WorkflowUpdate_same(workflow)
                                    : Messages.WorkflowUpdate_wouldChange(workflow));
            changes.forEach(change -> actor.say("  " + change));
            return CompletableFuture.completedFuture(changes);
        }
        actor.say(
                missing
                        ? Messages.WorkflowCreation_created(workflow, link(actor, workflow))
                        : Messages.WorkflowUpdate_updated(workflow, link(actor, workflow)));
        return FoundWorkflow.read(actor, project(), workflow).thenApply(found -> found);
    }

    @Override
    public String subject() {
        return Subject.workflow(workflow, project());
    }
}
