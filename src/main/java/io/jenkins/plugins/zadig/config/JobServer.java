package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.task.Access;
import java.net.URI;
import java.time.Duration;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** A job's way to a server while no build of it runs: with the server's own credential, and in turn with all builds. */
public final class JobServer {
    /** Nobody waits for it at a screen. */
    private static final Duration TURN = Duration.ofMinutes(2);

    private final Servers.Known known;
    private final URI address;
    private final Access access;

    private JobServer(Servers.Known known, URI address, String token, String job) {
        this.known = known;
        this.address = address;
        var http = HttpClients.SHARED.to(address);
        var client = new ZadigClient(address, () -> token, http, ClientLimits.DEFAULT)
                .with(new Turns(this::access), TURN)
                .with(Controller.get().lines);
        access = new Access(
                known.fullName(),
                () -> client,
                known.server().credentialsId,
                job,
                known.server().getRequestsPerSecond());
    }

    /**
     * Resolves a server and its credential as they are now. Looks up a credential, so not for a thread that keeps time.
     *
     * @param server its name; {@code null} when a folder says which, or there is one
     * @throws AbortException saying what is missing, or that the server is not for the job
     */
    public static JobServer open(Job<?, ?> job, @CheckForNull String server) throws AbortException {
        var known = Servers.of(job).find(Util.fixEmptyAndTrim(server));
        known.require(Operation.READ, job);
        try {
            return LookUps.SHARED.inTime(LookUps.Lane.of(known), () -> open(job, known));
        } catch (LookUps.Late x) {
            var configured = known.server();
            throw (AbortException)
                    new AbortException(Messages.JobServer_late(configured.credentialsId, configured.name)).initCause(x);
        }
    }

    private static JobServer open(Job<?, ?> job, Servers.Known known) throws AbortException {
        var credential = known.credential(StringCredentials.class);
        if (credential == null) {
            throw known.missing(null);
        }
        CredentialsProvider.track(job, credential);
        return new JobServer(
                known, known.uri(), credential.getSecret().getPlainText().strip(), job.getFullName());
    }

    /** The name of the server. */
    public String name() {
        return known.server().name;
    }

    /** Tells it from other servers, also from those of the same name in other folders. */
    public String fullName() {
        return known.fullName();
    }

    /** Where people open Zadig. */
    public URI address() {
        return address;
    }

    private Access access() {
        return access;
    }

    /** The client for the next calls; reads take their turn. */
    public ZadigClient client() {
        return access.client().get().background(TURN);
    }
}
