package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Environment;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.ProductTarget;
import io.jenkins.plugins.zadig.api.ProductWorkflows;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.LaunchProblem;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import io.jenkins.plugins.zadig.task.LaunchRefused;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Compares an order of a product workflow with what its server can build. The server leaves out without a word what
 * does not fit, as long as something is left. It empties a branch that is not said (zadig-servers 22.3, 22.15).
 */
public final class ProductPlanner {
    private final ZadigClient client;
    private final ProductRunRequest request;

    private ProductPlanner(ZadigClient client, ProductRunRequest request) {
        this.client = client;
        this.request = request;
    }

    /**
     * What to send.
     *
     * @param unchecked what could not be compared with the server, in its own words
     */
    public record Plan(ProductRunRequest request, List<String> unchecked) {}

    /**
     * Compares them. Fails with {@link LaunchRefused} when something in the order is wrong, or with a
     * {@link ZadigException}.
     */
    public static CompletableFuture<Plan> plan(ZadigClient client, ProductRunRequest request) {
        return new ProductPlanner(client, request).plan();
    }

    private CompletableFuture<Plan> plan() {
        return client.productWorkflows()
                .targets(request.workflow(), request.environment())
                .handle((targets, thrown) ->
                        thrown == null ? planned(targets) : withoutTargets(ZadigException.of(thrown)))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Plan> withoutTargets(ZadigException failure) {
        if (failure instanceof ZadigException.Refused refused && refused.code() == ProductWorkflows.NO_ENVIRONMENT) {
            return Planner.toldIf(true, () -> client.environments().list(request.project(), false))
                    .thenCompose(known -> CompletableFuture.failedFuture(new LaunchRefused(List.of(new LaunchProblem(
                            Kind.UNKNOWN_ENVIRONMENT,
                            request.workflow(),
                            request.environment(),
                            known == null
                                    ? List.of()
                                    : known.stream().map(Environment::name).toList())))));
        }
        return Planner.<List<ProductTarget>>toldIf(true, () -> CompletableFuture.failedFuture(failure))
                .thenCompose(this::planned);
    }

    private CompletableFuture<Plan> planned(@CheckForNull List<ProductTarget> targets) {
        return Planner.toldIf(
                        Inputs.hasAnywhere(request.build(), "repo_info"),
                        () -> client.codeHosts().names())
                .thenCompose(codeHosts -> {
                    try {
                        return CompletableFuture.completedFuture(Planning.ofProduct(request, targets, codeHosts));
                    } catch (LaunchRefused x) {
                        return CompletableFuture.failedFuture(x);
                    }
                });
    }
}
