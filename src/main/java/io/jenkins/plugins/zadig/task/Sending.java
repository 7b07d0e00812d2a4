package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What a launch sends; in nothing else do launches of the two types of workflows differ. */
sealed interface Sending {
    /** What is launched, on the server of a client. */
    LaunchPlace place(Supplier<ZadigClient> clients);

    /** Whether the task will carry the launch key. */
    boolean keyed();

    LaunchIntent intent(String key, long baseline, long since, @CheckForNull String creator);

    CompletableFuture<Long> send(ZadigClient client, String key);

    /** Why the server did not take it, where the error alone tells that no task was made; else {@code null}. */
    @CheckForNull
    LaunchRefused refusal(ZadigException.Internal failure);

    record Custom(LaunchPlan plan) implements Sending {
        @Override
        public LaunchPlace place(Supplier<ZadigClient> clients) {
            var request = plan.request();
            return new LaunchPlace(clients, WorkflowType.CUSTOM, request.project(), request.workflow());
        }

        @Override
        public boolean keyed() {
            return plan.keyVariable() != null;
        }

        @Override
        public LaunchIntent intent(String key, long baseline, long since, @CheckForNull String creator) {
            return LaunchIntent.of(plan, key, baseline, since, creator);
        }

        @Override
        public CompletableFuture<Long> send(ZadigClient client, String key) {
            return client.customWorkflows().run(plan.keyed(key));
        }

        @Override
        @CheckForNull
        public LaunchRefused refusal(ZadigException.Internal failure) {
            // The server says so before it makes a task (zadig-servers 5.18).
            return failure.description().contains("undefined job type of type:" + JobInput.APPROVAL)
                    ? new LaunchRefused(List.of(approvalRefused()))
                    : null;
        }

        /** Servers from 3.1 to 4.0 refuse approval jobs, whoever listed them (zadig-servers 13.2). */
        private LaunchProblem approvalRefused() {
            if (!plan.gates().isEmpty()) {
                return new LaunchProblem(LaunchProblem.Kind.APPROVAL_LOST, plan.gates());
            }
            var listed = plan.request().jobs().stream()
                    .filter(job -> job.type().equals(JobInput.APPROVAL))
                    .map(JobInput::job)
                    .toList();
            return new LaunchProblem(LaunchProblem.Kind.APPROVAL_NOT_LISTABLE, String.join(", ", listed));
        }
    }

    record Product(ProductRunRequest request) implements Sending {
        @Override
        public LaunchPlace place(Supplier<ZadigClient> clients) {
            return new LaunchPlace(clients, WorkflowType.PRODUCT, request.project(), request.workflow());
        }

        @Override
        public boolean keyed() {
            return false;
        }

        @Override
        public LaunchIntent intent(String key, long baseline, long since, @CheckForNull String creator) {
            return LaunchIntent.of(request, key, baseline, since, creator);
        }

        @Override
        public CompletableFuture<Long> send(ZadigClient client, String key) {
            return client.productWorkflows().run(request);
        }

        @Override
        @CheckForNull
        public LaunchRefused refusal(ZadigException.Internal failure) {
            return null;
        }
    }
}
