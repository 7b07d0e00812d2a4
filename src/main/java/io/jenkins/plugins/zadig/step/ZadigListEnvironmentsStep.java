package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.Subject;
import io.jenkins.plugins.zadig.api.Environment;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.Operation;
import io.jenkins.plugins.zadig.config.WorkflowForm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Returns the environments of a project, and what runs in them. */
public final class ZadigListEnvironmentsStep extends ProjectListStep {
    private static final long serialVersionUID = 1L;

    /** The only one to return; empty for all of the project. */
    @DataBoundSetter
    public String environment = "";

    @DataBoundConstructor
    public ZadigListEnvironmentsStep(String project) {
        super(project);
    }

    private String wanted() {
        return environment.trim();
    }

    @Override
    String subject() {
        return wanted().isEmpty() ? super.subject() : Subject.environment(wanted(), project);
    }

    @Override
    public CompletableFuture<?> perform(Actor actor, @CheckForNull FlowNode node) {
        var environments = actor.client().environments();
        var all = environments
                .list(project, false)
                .thenCompose(listed -> environments
                        .list(project, true)
                        .handleAsync(
                                (production, thrown) -> joined(actor, listed, production, thrown), actor.workers()));
        var server = actor.connection().server();
        return listed(
                actor,
                all.thenComposeAsync(known -> told(actor, known), actor.workers()),
                one -> new EnvironmentHandle(server, project, one));
    }

    /** From 2.3 on servers without a professional licence refuse the list of production environments. */
    private List<Environment> joined(
            Actor actor,
            List<Environment> listed,
            @CheckForNull List<Environment> production,
            @CheckForNull Throwable thrown) {
        var all = new ArrayList<>(listed);
        if (production != null) {
            all.addAll(production);
            return all;
        }
        var failure = ZadigException.of(thrown);
        if (!(failure instanceof ZadigException.Refused || failure instanceof ZadigException.Internal)) {
            throw new CompletionException(failure);
        }
        actor.say(Messages.ZadigListEnvironmentsStep_noProduction(
                actor.errors(subject()).of(failure)));
        return all;
    }

    /** Asks for what runs in each, one after the other. */
    private CompletableFuture<ArrayList<Environment>> told(Actor actor, List<Environment> all) {
        var name = wanted();
        var wanted = name.isEmpty()
                ? all
                : all.stream().filter(one -> one.name().equals(name)).toList();
        if (!name.isEmpty() && wanted.isEmpty()) {
            return CompletableFuture.failedFuture(new AbortException(Messages.ZadigListEnvironmentsStep_unknown(
                    PlainText.line(name),
                    PlainText.line(project),
                    actor.connection().server(),
                    all.stream().map(one -> PlainText.line(one.name())).collect(Collectors.joining(", ")))));
        }
        var environments = actor.client().environments();
        var told = CompletableFuture.completedFuture(new ArrayList<Environment>());
        for (Environment one : wanted) {
            told = told.thenCompose(before -> environments
                    .running(project, one.name(), one.production())
                    .thenApply(running -> {
                        before.add(one.with(running));
                        return before;
                    }));
        }
        return told;
    }

    @Extension
    public static final class DescriptorImpl extends ZadigStepDescriptor implements WorkflowForm {
        public DescriptorImpl() {
            super("zadigListEnvironments", Operation.READ);
        }
    }
}
