package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.Registry;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** A form's way to Zadig: the server and the token that builds of its job would use. */
public final class FormServer {
    /** A person waits for the form. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final ClientLimits LIMITS = new ClientLimits(PATIENCE, PATIENCE, 8 << 20, 1, Duration.ofMillis(400));

    private final String name;
    private final URI address;
    private final Secret token;

    private FormServer(String name, URI address, Secret token) {
        this.name = name;
        this.address = address;
        this.token = token;
    }

    /**
     * The way of a form.
     *
     * @param item the job with the form; {@code null} outside of jobs
     * @param server what the form has as server, may be empty
     * @param credentialsId what the form has as credential, may be empty
     * @throws AbortException saying what is missing; also to those who may not use the job's credentials
     */
    public static FormServer open(
            @CheckForNull Item item, @CheckForNull String server, @CheckForNull String credentialsId)
            throws AbortException {
        if (!FormChoices.mayAsk(item)) {
            throw new AbortException(Messages.FormServer_notPermitted());
        }
        return ofJob(item, server, credentialsId);
    }

    /** The way of a job's builds, for whoever may start them. */
    static FormServer ofJob(@CheckForNull Item item, @CheckForNull String server, @CheckForNull String credentialsId)
            throws AbortException {
        var known = Servers.of(item).find(Util.fixEmptyAndTrim(server));
        if (item instanceof Job) {
            known.require(Operation.READ, item);
        }
        var own = Util.fixEmptyAndTrim(credentialsId);
        var credential = own == null
                ? known.credential(StringCredentials.class)
                : CredentialsProvider.findCredentialByIdInItem(
                        own,
                        StringCredentials.class,
                        item,
                        ACL.SYSTEM2,
                        URIRequirementBuilder.fromUri(known.server().url).build());
        if (credential == null) {
            throw known.missing(own);
        }
        if (item != null) {
            CredentialsProvider.track(item, credential);
        }
        return new FormServer(known.server().name, known.uri(), credential.getSecret());
    }

    /**
     * A custom workflow as it is configured at this moment, and the registries that its builds can push to.
     *
     * @param registries none when Zadig does not tell
     */
    public record WorkflowChoices(WorkflowDetail workflow, List<Registry> registries) {}

    /**
     * What a form offers for a workflow. Waits for Zadig for ten seconds at most for each of two calls.
     *
     * @throws ZadigException when the workflow cannot be read in time
     */
    public WorkflowChoices workflow(String project, String workflow) throws ZadigException, InterruptedException {
        var detail = await(client().customWorkflows().detail(project, workflow));
        try {
            return new WorkflowChoices(detail, await(client().registries().list()));
        } catch (ZadigException x) {
            return new WorkflowChoices(detail, List.of());
        }
    }

    String name() {
        return name;
    }

    RecentAnswers.Question question(String topic) {
        return new RecentAnswers.Question(address, token, topic);
    }

    ZadigClient client() {
        return new ZadigClient(address, () -> token.getPlainText().strip(), HttpClients.SHARED.to(address), LIMITS);
    }

    <T> T await(CompletableFuture<T> answer) throws ZadigException, InterruptedException {
        return await(answer, PATIENCE, address);
    }

    /**
     * What Zadig answers to somebody who waits for it.
     *
     * @param patience how long at most; counted in whole seconds
     * @throws ZadigException the call's own failure, or {@link ZadigException.Invalid} when there is no answer in that
     *     time
     */
    static <T> T await(CompletableFuture<T> answer, Duration patience, URI server)
            throws ZadigException, InterruptedException {
        try {
            return answer.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException x) {
            throw ZadigException.of(x.getCause());
        } catch (TimeoutException x) {
            answer.cancel(true);
            throw new ZadigException.Invalid(
                    Messages.ServerCheck_noAnswer(server.getAuthority(), patience.toSeconds()));
        }
    }
}
