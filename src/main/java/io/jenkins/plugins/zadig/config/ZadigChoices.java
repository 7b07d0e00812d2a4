package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import io.jenkins.plugins.zadig.api.Environment;
import io.jenkins.plugins.zadig.api.Projects;
import io.jenkins.plugins.zadig.api.Registry;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.api.WorkflowSummary;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What Zadig has for the fields of a form to choose from; none when Zadig or the form does not tell.
 *
 * @param item the job with the form; {@code null} outside of jobs
 * @param server what the form has as server, may be empty
 * @param credentialsId what the form has as credential, may be empty
 */
public record ZadigChoices(
        @CheckForNull Item item,
        @CheckForNull String server,
        @CheckForNull String credentialsId) {
    private static final CachedChoices<List<String>> NAMES = new CachedChoices<>(Instant::now, List.of());
    private static final CachedChoices<Optional<WorkflowDetail>> WORKFLOWS =
            new CachedChoices<>(Instant::now, Optional.empty());

    /** Keys of the projects. */
    public ComboBoxModel projects() throws InterruptedException {
        return names(
                "projects",
                way -> way.await(way.client().projects().list()).projects().stream()
                        .map(Projects.Project::key)
                        .toList());
    }

    /**
     * Keys of the workflows of a project.
     *
     * @param type {@code null} for both types
     */
    public ComboBoxModel workflows(@CheckForNull String project, @CheckForNull WorkflowType type)
            throws InterruptedException {
        var wanted = Util.fixEmptyAndTrim(project);
        return wanted == null
                ? new ComboBoxModel()
                : names(
                        "workflows " + type + " " + wanted,
                        way -> way.await(way.client().workflows().list(wanted)).stream()
                                .filter(workflow ->
                                        type == null || workflow.type().equals(type.word()))
                                .map(WorkflowSummary::key)
                                .distinct()
                                .toList());
    }

    /** Registries that builds can push to, as a run names them. */
    public ComboBoxModel registries() throws InterruptedException {
        return names(
                "registries",
                way -> way.await(way.client().registries().list()).stream()
                        .map(Registry::name)
                        .distinct()
                        .toList());
    }

    /** Environments of a project to deploy to. */
    public ComboBoxModel environments(@CheckForNull String project) throws InterruptedException {
        var wanted = Util.fixEmptyAndTrim(project);
        return wanted == null
                ? new ComboBoxModel()
                : names("environments " + wanted, way -> {
                    var all = new ArrayList<>(
                            way.await(way.client().environments().list(wanted, false)));
                    all.addAll(way.await(way.client().environments().list(wanted, true)));
                    return all.stream().map(Environment::name).toList();
                });
    }

    /** Names of a custom workflow. */
    public ComboBoxModel ofWorkflow(
            @CheckForNull String project, @CheckForNull String workflow, Function<WorkflowDetail, Stream<String>> names)
            throws InterruptedException {
        var ofProject = Util.fixEmptyAndTrim(project);
        var wanted = Util.fixEmptyAndTrim(workflow);
        return ofProject == null || wanted == null
                ? new ComboBoxModel()
                : choices(
                        WORKFLOWS,
                        "workflow " + ofProject + " " + wanted,
                        way -> Optional.of(
                                way.await(way.client().customWorkflows().detail(ofProject, wanted))),
                        detail -> detail.stream().flatMap(names).distinct().toList());
    }

    /** Something to choose from, asked of a server. */
    @FunctionalInterface
    private interface Question<A> {
        A ask(FormServer way) throws ZadigException, InterruptedException;
    }

    private ComboBoxModel names(String about, Question<List<String>> question) throws InterruptedException {
        return choices(NAMES, about, question, Function.identity());
    }

    private <A> ComboBoxModel choices(
            CachedChoices<A> known, String about, Question<A> question, Function<A, List<String>> names)
            throws InterruptedException {
        try {
            var way = FormServer.open(item, server, credentialsId);
            return new ComboBoxModel(names.apply(known.get(way.question(about), () -> question.ask(way))));
        } catch (AbortException x) {
            return new ComboBoxModel();
        }
    }
}
