package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.zadig.api.Environment;
import io.jenkins.plugins.zadig.api.JobChoices.Part;
import io.jenkins.plugins.zadig.api.StoredRepository;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a {@link ZadigChoiceParameter} offers. */
enum ChoiceKind {
    /** Names of the project's environments. */
    ENVIRONMENT(Messages::ChoiceKind_environment) {
        @Override
        CompletableFuture<List<String>> ask(ZadigClient client, Wanted wanted) {
            return environments(client, wanted)
                    .thenApply(all -> all.stream().map(Environment::name).toList());
        }
    },
    /** {@code service/module} of what runs in an environment, or of what a workflow builds. */
    SERVICE(Messages::ChoiceKind_service) {
        @Override
        CompletableFuture<List<String>> ask(ZadigClient client, Wanted wanted) {
            return wanted.environment().isEmpty()
                    ? builds(client, wanted).thenApply(all -> List.copyOf(all.keySet()))
                    : running(client, wanted)
                            .thenApply(all -> all.stream()
                                    .flatMap(ChoiceKind::parts)
                                    .distinct()
                                    .toList());
        }

        @Override
        String missing(Wanted wanted) {
            return wanted.environment().isEmpty() && wanted.workflow().isEmpty() ? "environment" : "";
        }
    },
    /** What the environments run of a service. */
    IMAGE(Messages::ChoiceKind_image) {
        @Override
        CompletableFuture<List<String>> ask(ZadigClient client, Wanted wanted) {
            return running(client, wanted)
                    .thenApply(all -> all.stream()
                            .flatMap(service -> service.modules().stream()
                                    .filter(module -> (service.name() + "/" + module.name()).equals(wanted.service())
                                            || service.name().equals(wanted.service())))
                            .map(Environment.Module::image)
                            .filter(image -> !image.isEmpty())
                            .distinct()
                            .toList());
        }

        @Override
        String missing(Wanted wanted) {
            return wanted.service().isEmpty() ? "service" : "";
        }
    },
    /** Branches of the first repository that a workflow builds a service from. */
    BRANCH(Messages::ChoiceKind_branch) {
        @Override
        CompletableFuture<List<String>> ask(ZadigClient client, Wanted wanted) {
            return builds(client, wanted).thenCompose(all -> {
                var repository = all.entrySet().stream()
                        .filter(build ->
                                wanted.service().isEmpty() || build.getKey().equals(wanted.service()))
                        .map(build -> build.getValue().repositories())
                        .filter(repositories -> repositories != null && !repositories.isEmpty())
                        .map(repositories -> repositories.get(0))
                        .findFirst();
                return repository.isPresent()
                        ? branches(client, repository.get())
                        : CompletableFuture.completedFuture(List.of());
            });
        }

        @Override
        String missing(Wanted wanted) {
            return wanted.workflow().isEmpty() ? "workflow" : "";
        }
    },
    /** Options of a variable of a workflow. */
    OPTION(Messages::ChoiceKind_option) {
        @Override
        CompletableFuture<List<String>> ask(ZadigClient client, Wanted wanted) {
            return detail(client, wanted)
                    .thenApply(workflow -> workflow.variables().stream()
                            .filter(variable -> variable.name().equals(wanted.variable()))
                            .flatMap(variable -> variable.options().stream())
                            .toList());
        }

        @Override
        String missing(Wanted wanted) {
            return wanted.workflow().isEmpty() ? "workflow" : wanted.variable().isEmpty() ? "variable" : "";
        }
    };

    /** What limits the choice; a field is empty where the parameter does not say it. */
    record Wanted(String project, String workflow, String environment, String service, String variable) {
        Wanted {
            project = Util.fixNull(project).trim();
            workflow = Util.fixNull(workflow).trim();
            environment = Util.fixNull(environment).trim();
            service = Util.fixNull(service).trim();
            variable = Util.fixNull(variable).trim();
        }

        /** The same in a line, without what is empty. */
        String topic() {
            return Stream.of(project, workflow, environment, service, variable)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "));
        }
    }

    private final Supplier<String> text;

    ChoiceKind(Supplier<String> text) {
        this.text = text;
    }

    /** Asks Zadig what there is. Fails with a {@link ZadigException}. */
    abstract CompletableFuture<List<String>> ask(ZadigClient client, Wanted wanted);

    /** In the reader's language. */
    String text() {
        return text.get();
    }

    /** The field of the parameter that must be filled before Zadig can be asked; empty when none is missing. */
    String missing(Wanted wanted) {
        return "";
    }

    /** As a Jenkinsfile has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a word; environments when there is none.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    static ChoiceKind of(@CheckForNull String word) {
        var wanted = Util.fixNull(word).trim();
        if (wanted.isEmpty()) {
            return ENVIRONMENT;
        }
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(wanted.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Messages.ChoiceKind_unknown(
                        wanted, Arrays.stream(values()).map(ChoiceKind::word).collect(Collectors.joining(", ")))));
    }

    private static CompletableFuture<WorkflowDetail> detail(ZadigClient client, Wanted wanted) {
        return client.customWorkflows().detail(wanted.project(), wanted.workflow());
    }

    /** What the workflow builds, by {@code service/module}. */
    private static CompletableFuture<Map<String, Part>> builds(ZadigClient client, Wanted wanted) {
        return detail(client, wanted)
                .thenApply(workflow -> workflow.jobs().stream()
                        .filter(job -> job.type().equals("zadig-build"))
                        .flatMap(job -> job.choices().services().entrySet().stream())
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, LinkedHashMap::new)));
    }

    private static CompletableFuture<List<String>> branches(ZadigClient client, StoredRepository repository) {
        return client.codeHosts().branches(repository.codehost(), repository.space(), repository.name());
    }

    /** Production environments are left out where the server does not tell them. */
    private static CompletableFuture<List<Environment>> environments(ZadigClient client, Wanted wanted) {
        return client.environments()
                .list(wanted.project(), false)
                .thenCompose(tested -> client.environments()
                        .list(wanted.project(), true)
                        .handle((production, thrown) -> {
                            var why = thrown == null ? null : ZadigException.of(thrown);
                            if (why != null && why.isOutage()) {
                                throw new CompletionException(why);
                            }
                            return Stream.concat(tested.stream(), thrown == null ? production.stream() : Stream.empty())
                                    .toList();
                        }));
    }

    /** What runs in the environment that is wanted, or in all. */
    private static CompletableFuture<List<Environment.Service>> running(ZadigClient client, Wanted wanted) {
        return environments(client, wanted).thenCompose(all -> {
            CompletableFuture<List<Environment.Service>> told = CompletableFuture.completedFuture(new ArrayList<>());
            for (Environment one : all) {
                if (wanted.environment().isEmpty() || one.name().equals(wanted.environment())) {
                    told = told.thenCombine(
                            client.environments().running(wanted.project(), one.name(), one.production()),
                            (before, more) -> {
                                before.addAll(more);
                                return before;
                            });
                }
            }
            return told;
        });
    }

    private static Stream<String> parts(Environment.Service service) {
        return service.modules().isEmpty()
                ? Stream.of(service.name())
                : service.modules().stream().map(module -> service.name() + "/" + module.name());
    }
}
