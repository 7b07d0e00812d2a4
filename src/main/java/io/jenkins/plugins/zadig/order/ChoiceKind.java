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
        CompletableFuture<List<String>> ask(ZadigClient client, ZadigChoiceParameter wanted) {
            return environments(client, wanted)
                    .thenApply(all -> all.stream().map(Environment::name).toList());
        }
    },
    /** {@code service/module} of what runs in an environment, or of what a workflow builds. */
    SERVICE(Messages::ChoiceKind_service) {
        @Override
        CompletableFuture<List<String>> ask(ZadigClient client, ZadigChoiceParameter wanted) {
            return wanted.getEnvironment() == null
                    ? builds(client, wanted).thenApply(all -> List.copyOf(all.keySet()))
                    : running(client, wanted)
                            .thenApply(all -> all.stream()
                                    .flatMap(ChoiceKind::parts)
                                    .distinct()
                                    .toList());
        }

        @Override
        String missing(ZadigChoiceParameter wanted) {
            return wanted.getEnvironment() == null && wanted.getWorkflow() == null ? "environment" : "";
        }
    },
    /** What the environments run of a service. */
    IMAGE(Messages::ChoiceKind_image) {
        @Override
        CompletableFuture<List<String>> ask(ZadigClient client, ZadigChoiceParameter wanted) {
            return running(client, wanted)
                    .thenApply(all -> all.stream()
                            .flatMap(service -> service.modules().stream()
                                    .filter(module -> (service.name() + "/" + module.name()).equals(wanted.getService())
                                            || service.name().equals(wanted.getService())))
                            .map(Environment.Module::image)
                            .filter(image -> !image.isEmpty())
                            .distinct()
                            .toList());
        }

        @Override
        String missing(ZadigChoiceParameter wanted) {
            return wanted.getService() == null ? "service" : "";
        }
    },
    /** Branches of the first repository that a workflow builds a service from. */
    BRANCH(Messages::ChoiceKind_branch) {
        @Override
        CompletableFuture<List<String>> ask(ZadigClient client, ZadigChoiceParameter wanted) {
            return builds(client, wanted).thenCompose(all -> {
                var repository = all.entrySet().stream()
                        .filter(build ->
                                wanted.getService() == null || build.getKey().equals(wanted.getService()))
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
        String missing(ZadigChoiceParameter wanted) {
            return wanted.getWorkflow() == null ? "workflow" : "";
        }
    },
    /** Options of a variable of a workflow. */
    OPTION(Messages::ChoiceKind_option) {
        @Override
        CompletableFuture<List<String>> ask(ZadigClient client, ZadigChoiceParameter wanted) {
            return detail(client, wanted)
                    .thenApply(workflow -> workflow.variables().stream()
                            .filter(variable -> variable.name().equals(wanted.getVariable()))
                            .flatMap(variable -> variable.options().stream())
                            .toList());
        }

        @Override
        String missing(ZadigChoiceParameter wanted) {
            return wanted.getWorkflow() == null ? "workflow" : wanted.getVariable() == null ? "variable" : "";
        }
    };

    private final Supplier<String> text;

    ChoiceKind(Supplier<String> text) {
        this.text = text;
    }

    /** Asks Zadig. */
    abstract CompletableFuture<List<String>> ask(ZadigClient client, ZadigChoiceParameter wanted);

    /** In the reader's language. */
    String text() {
        return text.get();
    }

    /** The parameter that is missing to ask; empty when there is all. */
    String missing(ZadigChoiceParameter wanted) {
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

    private static CompletableFuture<WorkflowDetail> detail(ZadigClient client, ZadigChoiceParameter wanted) {
        return client.customWorkflows().detail(wanted.getProject(), Util.fixNull(wanted.getWorkflow()));
    }

    /** What the workflow builds, by {@code service/module}. */
    private static CompletableFuture<Map<String, Part>> builds(ZadigClient client, ZadigChoiceParameter wanted) {
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
    private static CompletableFuture<List<Environment>> environments(ZadigClient client, ZadigChoiceParameter wanted) {
        return client.environments()
                .list(wanted.getProject(), false)
                .thenCompose(tested -> client.environments()
                        .list(wanted.getProject(), true)
                        .handle((production, thrown) -> {
                            if (thrown != null
                                    && ZadigException.of(thrown) instanceof ZadigException.Unavailable unavailable) {
                                throw new CompletionException(unavailable);
                            }
                            return Stream.concat(tested.stream(), thrown == null ? production.stream() : Stream.empty())
                                    .toList();
                        }));
    }

    /** What runs in the environment that is wanted, or in all. */
    private static CompletableFuture<List<Environment.Service>> running(
            ZadigClient client, ZadigChoiceParameter wanted) {
        return environments(client, wanted).thenCompose(all -> {
            CompletableFuture<List<Environment.Service>> told = CompletableFuture.completedFuture(new ArrayList<>());
            for (Environment one : all) {
                if (wanted.getEnvironment() == null || one.name().equals(wanted.getEnvironment())) {
                    told = told.thenCombine(
                            client.environments().running(wanted.getProject(), one.name(), one.production()),
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
