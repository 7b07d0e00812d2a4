package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Environment;
import io.jenkins.plugins.zadig.api.JobChoices;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.LaunchPlan;
import io.jenkins.plugins.zadig.task.LaunchPlanning;
import io.jenkins.plugins.zadig.task.LaunchRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks a server for what an order must be compared with, and plans the order. Sends nothing that changes anything. */
public final class Planner {
    private static final Set<String> DEPLOYMENTS = Set.of("zadig-deploy", "zadig-vm-deploy");

    private static final Set<String> CHANGED_BEFORE_3_0 =
            Set.of("zadig-deploy", "k8s-blue-green-deploy", "k8s-blue-green-release");

    private final ZadigClient client;
    private final LaunchOrder order;

    private Planner(ZadigClient client, LaunchOrder order) {
        this.client = client;
        this.order = order;
    }

    /**
     * Checks an order against its workflow. Fails with {@link LaunchRefused} when something in it is wrong, or with a
     * {@link ZadigException}.
     */
    public static CompletableFuture<LaunchPlan> plan(ZadigClient client, LaunchOrder order) {
        return known(client, order).thenApply(Known::plan);
    }

    /**
     * The plans of one launch. They fail as that of {@link #plan} does. Whether the last one still holds takes one
     * request to find out.
     *
     * @param clients gives the client for each plan
     */
    public static LaunchPlanning of(Supplier<ZadigClient> clients, LaunchOrder order) {
        return new Repeated(clients, order, new AtomicReference<>());
    }

    private record Repeated(Supplier<ZadigClient> clients, LaunchOrder order, AtomicReference<Known> last)
            implements LaunchPlanning {
        @Override
        public CompletableFuture<LaunchPlan> plan() {
            return known(clients.get(), order).thenApply(known -> {
                last.set(known);
                return known.plan();
            });
        }

        @Override
        public CompletableFuture<LaunchPlan> again() {
            var before = last.get();
            var workflow = before == null ? null : before.workflow();
            return workflow == null
                    ? plan()
                    : clients.get()
                            .customWorkflows()
                            .detail(order.project(), order.workflow())
                            .handle((now, thrown) ->
                                    workflow.equals(now) ? CompletableFuture.completedFuture(before.plan()) : plan())
                            .thenCompose(Function.identity());
        }
    }

    /** A plan and the workflow that it was made for, which is {@code null} when it could not be read. */
    private record Known(@CheckForNull WorkflowDetail workflow, LaunchPlan plan) {}

    private static CompletableFuture<Known> known(ZadigClient client, LaunchOrder order) {
        var remembered = client.knowsLine();
        return new Planner(client, order)
                .plan()
                .handle((plan, thrown) -> {
                    var cause = ZadigException.cause(thrown);
                    if (remembered && cause instanceof LaunchRefused) {
                        // The server may have been upgraded since it told its line, and an order must not be refused
                        // for that.
                        client.forgetLine();
                        return new Planner(client, order).plan();
                    }
                    return thrown == null
                            ? CompletableFuture.completedFuture(plan)
                            : CompletableFuture.<Known>failedFuture(cause);
                })
                .thenCompose(Function.identity());
    }

    /**
     * The line of a server up to 3.0. Only a few types of jobs need to know more of it, so it is asked for these alone.
     */
    private CompletableFuture<ServerLine> line(@CheckForNull WorkflowDetail workflow) {
        return order.jobs().stream().anyMatch(job -> CHANGED_BEFORE_3_0.contains(type(job, workflow)))
                ? client.line().thenApply(line -> line.isBefore(ServerLine.UP_TO_3_0) ? line : ServerLine.UP_TO_3_0)
                : CompletableFuture.completedFuture(ServerLine.UP_TO_3_0);
    }

    private CompletableFuture<Known> plan() {
        return client.customWorkflows()
                .detail(order.project(), order.workflow())
                .handle((workflow, thrown) -> thrown == null
                        ? inProject().thenCompose(found -> with(workflow)).thenApply(plan -> new Known(workflow, plan))
                        : withoutDetail(ZadigException.of(thrown)).thenApply(plan -> new Known(null, plan)))
                .thenCompose(Function.identity());
    }

    /** Servers go by the key of the workflow alone, whatever the project is (zadig-servers 5.3). */
    private CompletableFuture<Void> inProject() {
        return client.workflows()
                .require(order.project(), order.workflow(), false)
                .exceptionallyCompose(thrown -> ZadigException.of(thrown) instanceof ZadigException.NotFound missing
                        ? CompletableFuture.failedFuture(missing)
                        : toldIf(true, () -> CompletableFuture.failedFuture(thrown)));
    }

    private CompletableFuture<LaunchPlan> with(WorkflowDetail workflow) {
        if (order.asConfigured()) {
            try {
                var own = order.jobs().size();
                return new Planner(client, order.listing(WorkflowJobs.configured(workflow, order.jobs())))
                        .listed(workflow)
                        .thenApply(plan -> plan.configuredFrom(own));
            } catch (LaunchRefused x) {
                return CompletableFuture.failedFuture(x);
            }
        }
        return listed(workflow);
    }

    private CompletableFuture<LaunchPlan> listed(WorkflowDetail workflow) {
        if (!workflow.approvesByStage()) {
            return client.line()
                    .thenCompose(
                            line -> plan(workflow, line.isBefore(ServerLine.UP_TO_3_1) ? ServerLine.UP_TO_3_1 : line));
        }
        // The detail is of this moment, and what is known of the line may be of a server before.
        client.forgetLine();
        return line(workflow).thenCompose(line -> plan(workflow, line));
    }

    /** Servers up to 3.0 crash over a stage that was stored without an approval object (zadig-servers 4.4). */
    private CompletableFuture<LaunchPlan> withoutDetail(ZadigException failure) {
        if (failure instanceof ZadigException.NotFound) {
            // The list names what there is instead.
            return inProject().thenCompose(found -> CompletableFuture.failedFuture(failure));
        }
        if (order.asConfigured()
                || !(failure instanceof ZadigException.Internal crash)
                || !crash.description().isEmpty()) {
            return CompletableFuture.failedFuture(failure);
        }
        return client.line()
                .thenCompose(line -> line.isBefore(ServerLine.V3_4_0)
                        ? line(null).thenCompose(old -> plan(null, old))
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<LaunchPlan> plan(@CheckForNull WorkflowDetail workflow, ServerLine line) {
        var builds = order.jobs().stream().anyMatch(job -> type(job, workflow).equals("zadig-build"));
        return toldIf(builds, () -> client.registries().list())
                .thenCompose(registries -> toldIf(
                                needsCodeHosts(workflow, line),
                                () -> client.codeHosts().names())
                        .thenCompose(codeHosts -> destinations(workflow)
                                .thenCompose(destinations -> planned(
                                        new ServerFacts(workflow, line, registries, codeHosts, destinations)))));
    }

    private CompletableFuture<LaunchPlan> planned(ServerFacts facts) {
        try {
            return CompletableFuture.completedFuture(Planning.of(order, facts));
        } catch (LaunchRefused x) {
            return CompletableFuture.failedFuture(x);
        }
    }

    private static String type(JobInput job, @CheckForNull WorkflowDetail workflow) {
        var configured = workflow == null ? null : workflow.job(job.job());
        return configured == null ? job.type() : configured.type();
    }

    /** Their names are needed where repositories are given, and where those of the workflow must be repeated. */
    private boolean needsCodeHosts(@CheckForNull WorkflowDetail workflow, ServerLine line) {
        var variable = order.variables().values().stream().anyMatch(Map.class::isInstance);
        return variable
                || order.jobs().stream()
                        .anyMatch(job -> Inputs.hasAnywhere(job.parameters(), "repo_info")
                                || !line.isBefore(ServerLine.FROM_3_4_1)
                                        && line.isBefore(ServerLine.FROM_4_2)
                                        && type(job, workflow).equals("freestyle"));
    }

    private CompletableFuture<Map<String, ServerFacts.Destination>> destinations(
            @CheckForNull WorkflowDetail workflow) {
        CompletableFuture<Map<String, ServerFacts.Destination>> all =
                CompletableFuture.completedFuture(new HashMap<>());
        for (JobInput job : order.jobs()) {
            var environment = Inputs.text(job.parameters().get("env_name"));
            var type = type(job, workflow);
            if (DEPLOYMENTS.contains(type) && !environment.isEmpty()) {
                var configured = workflow == null ? null : workflow.job(job.job());
                var own = configured == null ? null : configured.choices().deployment();
                all = all.thenCompose(known -> destination(environment, own, type.equals("zadig-deploy"))
                        .thenApply(destination -> {
                            known.put(job.job(), destination);
                            return known;
                        }));
            }
        }
        return all;
    }

    private CompletableFuture<ServerFacts.Destination> destination(
            String environment, @CheckForNull JobChoices.Deployment own, boolean adds) {
        var production = own != null && own.production();
        return toldIf(true, () -> client.environments().list(order.project(), production))
                .thenCompose(known -> toldIf(
                                known != null
                                        && known.stream()
                                                .anyMatch(one -> one.name().equals(environment)),
                                () -> client.environments()
                                        .running(order.project(), environment, production)
                                        .thenApply(Planner::byName))
                        .thenCompose(running -> toldIf(
                                        adds && own != null && lacks(running),
                                        () -> client.environments().defined(order.project(), production))
                                .thenApply(defined ->
                                        new ServerFacts.Destination(known, running, added(own, running, defined)))));
    }

    /** Whether the run works on a service that an environment has not. */
    private boolean lacks(@CheckForNull Map<String, Environment.Service> running) {
        return running != null
                && !running.isEmpty()
                && order.jobs().stream()
                        .flatMap(job -> Inputs.maps(job.parameters().get("service_list")).stream())
                        .anyMatch(entry -> !running.containsKey(Inputs.text(entry.get("service_name"))));
    }

    private static Map<String, Environment.Service> added(
            @CheckForNull JobChoices.Deployment own,
            @CheckForNull Map<String, Environment.Service> running,
            @CheckForNull List<Environment.Service> defined) {
        if (own == null || running == null || defined == null) {
            return Map.of();
        }
        return byName(defined.stream()
                .filter(service -> own.adds(service) && !running.containsKey(service.name()))
                .toList());
    }

    private static Map<String, Environment.Service> byName(List<Environment.Service> running) {
        var services = new TreeMap<String, Environment.Service>();
        running.forEach(service -> services.put(service.name(), service));
        return services;
    }

    /**
     * What the server tells; {@code null} when nobody wants it, or when the server does not have it or does not tell it
     * to this user. Fails when the server, or whoever keeps the token, is out of reach, or with a defect of the plugin.
     */
    static <T> CompletableFuture<T> toldIf(boolean wanted, Supplier<CompletableFuture<T>> question) {
        if (!wanted) {
            return CompletableFuture.completedFuture(null);
        }
        return question.get()
                .handle((answer, thrown) -> {
                    var failure = thrown == null ? null : ZadigException.of(thrown);
                    return failure != null && (failure.isOutage() || failure instanceof ZadigException.Defect)
                            ? CompletableFuture.<T>failedFuture(failure)
                            : CompletableFuture.completedFuture(failure == null ? answer : null);
                })
                .thenCompose(Function.identity());
    }
}
