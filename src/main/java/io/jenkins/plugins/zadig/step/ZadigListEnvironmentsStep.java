package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import io.jenkins.plugins.zadig.api.Environment;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.FormServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Returns the environments of a project, and what runs in them. */
public final class ZadigListEnvironmentsStep extends ProjectStep {
    private String environment;

    @DataBoundConstructor
    public ZadigListEnvironmentsStep(String project) {
        super(project);
    }

    /** The only one to return; {@code null} for all of the project. */
    @CheckForNull
    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        need("project", getProject());
        return new Execution(this, context);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends ProjectStepDescriptor {
        @Override
        public String getFunctionName() {
            return "zadigListEnvironments";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigListEnvironmentsStep_displayName();
        }

        @POST
        public ComboBoxModel doFillEnvironmentItems(
                @CheckForNull @AncestorInPath Item item,
                @CheckForNull @QueryParameter String server,
                @CheckForNull @QueryParameter String credentialsId,
                @CheckForNull @QueryParameter String project)
                throws InterruptedException {
            return FormServer.environments(item, server, credentialsId, project);
        }
    }

    private static final class Execution extends ProjectExecution {
        private static final long serialVersionUID = 1L;

        @CheckForNull
        private final String environment;

        Execution(ZadigListEnvironmentsStep step, StepContext context) {
            super(context, step);
            environment = step.environment;
        }

        @Override
        void begin() throws Exception {
            then(
                    client().environments().list(project(), false),
                    listed -> client().environments()
                            .list(project(), true)
                            .whenComplete((production, thrown) -> onWorker(() -> {
                                var all = new ArrayList<>(listed);
                                if (thrown == null) {
                                    all.addAll(production);
                                } else {
                                    withoutProduction(ZadigException.of(thrown));
                                }
                                list(all);
                            })));
        }

        /** From 2.3 on servers without a professional licence refuse the list. */
        private void withoutProduction(ZadigException failure) throws Exception {
            if (!(failure instanceof ZadigException.Refused || failure instanceof ZadigException.Internal)) {
                throw failure;
            }
            say(Messages.ZadigListEnvironmentsStep_noProduction(errors().of(failure)));
        }

        private void list(List<Environment> all) throws Exception {
            var wanted = environment == null
                    ? all
                    : all.stream().filter(one -> one.name().equals(environment)).toList();
            if (environment != null && wanted.isEmpty()) {
                throw new AbortException(Messages.ZadigListEnvironmentsStep_unknown(
                        PlainText.line(environment),
                        PlainText.line(project()),
                        connection().server(),
                        all.stream().map(one -> PlainText.line(one.name())).collect(Collectors.joining(", "))));
            }
            var environments = client().environments();
            CompletableFuture<ArrayList<Environment>> told = CompletableFuture.completedFuture(new ArrayList<>());
            for (Environment one : wanted) {
                told = told.thenCompose(before -> environments
                        .running(project(), one.name(), one.production())
                        .thenApply(running -> {
                            before.add(one.with(running));
                            return before;
                        }));
            }
            var server = connection().server();
            then(told, details -> {
                var handles = new ArrayList<EnvironmentHandle>();
                details.forEach(detail -> handles.add(new EnvironmentHandle(server, project(), detail)));
                succeedIfProject(handles);
            });
        }

        @Override
        String subject() {
            return environment == null
                    ? Messages.subject_project(project())
                    : Messages.subject_environment(environment, project());
        }
    }
}
