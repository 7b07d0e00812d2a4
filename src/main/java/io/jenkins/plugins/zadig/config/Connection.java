package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.TokenSource;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.Access;
import io.jenkins.plugins.zadig.task.WatchSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** A build's way to one server: the server by its name, and the token as the build may use it. */
public final class Connection {
    private static final Logger LOGGER = Logger.getLogger(Connection.class.getName());

    private static final Duration AFTERWARDS = Duration.ofHours(1);

    /** How long a call of a step may wait among all those of the server; it is over much earlier. */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(10);

    /** So that what tells tokens apart tells nothing of them. */
    private static final String SALT = UUID.randomUUID().toString();

    private final String server;

    /** Where the server was when the connection was opened; that tells it from others, whatever it is called. */
    private final URI address;

    @CheckForNull
    private final String ownCredentialsId;

    private final Run<?, ?> run;

    @CheckForNull
    private volatile String tokenUser; // lgtm[jenkins/plaintext-storage]

    private volatile String account = "";

    /** Whether the credential was not there when the connection was opened, and has not been since. */
    private volatile boolean late;

    /** Whether one that is missing is waited for, as Jenkins was restarted and its keeper may not be ready. */
    private boolean patient;

    /** What the server's rules have not been asked about, as there was no such server; {@code null} for nothing. */
    @CheckForNull
    private volatile Operation unchecked;

    /** Told of a token that is refused and not given up yet. */
    private volatile Runnable doubted = () -> {};

    /** Where the server was when it was asked last. */
    private volatile URI current;

    private Connection(String server, URI address, @CheckForNull String ownCredentialsId, Run<?, ?> run) {
        this.server = server;
        this.address = address;
        this.current = address;
        this.ownCredentialsId = ownCredentialsId;
        this.run = run;
    }

    /**
     * Resolves a server and a credential, and records that the build uses the credential. A credential that its keeper
     * does not give at once keeps requests from being sent, as an outage does.
     *
     * @param server its configured name in a folder of the job or on the controller; may be {@code null} when a folder
     *     says which one that is, or exactly one server is configured
     * @param credentialsId the build's own choice, or {@code null} for the server's credential
     * @throws AbortException saying what is missing and where to configure it, or that the server is not for the job
     */
    public static Connection open(@CheckForNull String server, @CheckForNull String credentialsId, Run<?, ?> run)
            throws AbortException {
        var configured = Servers.of(run.getParent()).find(Util.fixEmptyAndTrim(server));
        configured.require(Operation.READ, run.getParent());
        var address = configured.uri();
        var connection = new Connection(configured.server().name, address, Util.fixEmptyAndTrim(credentialsId), run);
        connection.lookUp(configured);
        return connection;
    }

    /**
     * The same for a step that goes on after a restart, and has sent nothing yet: a credential that is not there may be
     * late.
     *
     * @throws AbortException when there is no such server
     */
    public static Connection openAgain(@CheckForNull String server, @CheckForNull String credentialsId, Run<?, ?> run)
            throws AbortException {
        var configured = Servers.of(run.getParent()).find(Util.fixEmptyAndTrim(server));
        configured.require(Operation.READ, run.getParent());
        return reopen(configured.server().name, configured.uri().toString(), credentialsId, run);
    }

    /**
     * Resolves the server of a wait that goes on after a restart. It is the one at that address, whatever it is called
     * now. Else it is the one of that name, which has moved. A server or credential that is not there yet keeps
     * requests from being sent, as an outage does.
     *
     * @param server name that it had
     * @param address that it had
     * @param credentialsId the build's own choice, or {@code null} for the server's credential
     */
    public static Connection reopen(String server, String address, @CheckForNull String credentialsId, Run<?, ?> run) {
        var connection = new Connection(server, URI.create(address), Util.fixEmptyAndTrim(credentialsId), run);
        connection.patient = true;
        try {
            var configured = connection.required();
            connection.current = configured.uri();
            connection.lookUp(configured);
        } catch (AbortException x) {
            connection.isLate(x);
        }
        return connection;
    }

    /**
     * Refuses what nobody waits for when there is no such server any more.
     *
     * @throws AbortException naming the server
     */
    public void requireServer() throws AbortException {
        required();
    }

    private Servers.Known required() throws AbortException {
        var configured = configured();
        if (configured == null) {
            throw new AbortException(Messages.Connection_serverGone(server, address));
        }
        return configured;
    }

    /**
     * What the server at an address is called now.
     *
     * @param server name that it had, which is given where no server is at the address
     */
    public static String nameAt(String server, String address, Run<?, ?> run) {
        var known = find(run, server, URI.create(address));
        return known == null ? server : known.server().name;
    }

    /**
     * Learns whose token it is, where a look-up cannot hold up anything else for long.
     *
     * @throws AbortException when whoever keeps credentials has no such one
     */
    private void lookUp(Servers.Known configured) throws AbortException {
        try {
            LookUps.SHARED.inTime(lane(configured), () -> {
                read(credential(configured));
                return null;
            });
        } catch (LookUps.Late x) {
            isLate(x);
        }
    }

    private void isLate(Exception why) {
        LOGGER.log(Level.FINE, "A credential is late", why);
        account = ("late " + address).intern();
        late = true;
    }

    private void read(StringCredentials credential) {
        CredentialsProvider.track(run, credential);
        var token = plain(credential);
        // Thousands of builds wait with the same few.
        account = (credential.getId() + " " + Integer.toHexString((SALT + token).hashCode()) + " " + address).intern();
        var claims = TokenClaims.read(token);
        tokenUser =
                claims == null || claims.name().isEmpty() ? null : claims.name().intern();
        late = false;
    }

    /**
     * Refuses what the server's access rules do not let the job do; for the begin of a verb, before it sends anything.
     * While the server is not configured, its rules are not known: then they refuse the requests that follow.
     *
     * @throws AbortException naming the rule
     */
    public void require(Operation operation) throws AbortException {
        var configured = configured();
        if (configured == null) {
            unchecked = operation;
        } else {
            configured.require(operation, run.getParent());
        }
    }

    /** The name of the server, as it is called now. */
    public String server() {
        var configured = configured();
        return configured == null ? server : configured.server().name;
    }

    /**
     * The credential in use: the build's own choice, or the server's credential of this moment; empty when neither
     * names one.
     */
    public String credentialsId() {
        var configured = configured();
        return ownCredentialsId != null || configured == null
                ? Util.fixNull(ownCredentialsId)
                : configured.server().credentialsId;
    }

    /**
     * The client for the next calls. Ask again for later ones, as the server's address or Jenkins' proxy may have
     * changed by then. The token is looked up for each request, so a rotated one is used from the next request on.
     */
    public ZadigClient client() {
        var configured = configured();
        try {
            current = configured == null ? current : configured.server().uri();
        } catch (URISyntaxException x) {
            LOGGER.log(Level.FINE, "The server goes by its last address", x);
        }
        var uri = current;
        return new ZadigClient(uri, new Tokens(uri), HttpClients.SHARED.to(uri), ClientLimits.DEFAULT)
                .with(new Turns(this::access), LONGEST_TURN)
                .with(Controller.get().lines);
    }

    /** The build's share of what all builds together ask the server. */
    public Access access() {
        var configured = configured();
        return new Access(
                configured == null ? server : configured.fullName(),
                this::client,
                account,
                run.getExternalizableId(),
                configured == null ? 1 : configured.server().getRequestsPerSecond());
    }

    /** The client for what belongs to the end of a task: it can wait, as every build that ends asks for it. */
    public ZadigClient afterwards() {
        return client().background(AFTERWARDS);
    }

    /** How waits of the server's tasks behave. */
    public WatchSettings watchSettings() {
        var configured = configured();
        return configured == null
                ? WatchSettings.DEFAULT
                : WatchSettings.DEFAULT.withGiveUp(
                        Duration.ofMinutes(configured.server().getGiveUp()));
    }

    /** The workflow variable for the key of a launch; empty when launches carry none. */
    public String launchKeyVariable() {
        var configured = configured();
        return configured == null ? "" : configured.server().getLaunchKeyVariable();
    }

    /** Whether others launch with the token's user, too, so that a task of that user can be theirs. */
    public boolean isTokenShared() {
        var configured = configured();
        return configured != null && configured.server().isTokenShared();
    }

    /**
     * The name that Zadig gives to the creator of this token's tasks (zadig-servers 2.16); {@code null} when the token
     * does not say.
     */
    @CheckForNull
    public String tokenUser() {
        return tokenUser;
    }

    /**
     * Sets who is told when the server refuses the token, and calls are tried again for a while, as it may be
     * restarting (zadig-servers 2.6).
     */
    public void whenDoubted(Runnable told) {
        doubted = told;
    }

    /** The token of each request to an address. */
    private final class Tokens implements TokenSource {
        private final URI address;

        Tokens(URI address) {
            this.address = address;
        }

        @Override
        public String token() throws ZadigException {
            return Connection.this.token(address);
        }

        @Override
        @CheckForNull
        public Executor executor() {
            // Without a server nothing is looked up.
            var configured = configured();
            return configured == null ? null : LookUps.SHARED.of(lane(configured));
        }

        @Override
        public void doubted() {
            doubted.run();
        }
    }

    /** The token for an address; the one of a server that has moved must not go to whoever is there now. */
    private String token(URI address) throws ZadigException {
        var configured = configured();
        if (configured == null) {
            // Whoever has removed it by mistake adds it again.
            throw ZadigException.Unauthorized.late(Messages.Connection_serverGone(server, this.address));
        }
        var operation = unchecked;
        if (operation != null) {
            checkLate(configured, operation);
        }
        if (!configured.server().isAt(address)) {
            throw new ZadigException.Unauthorized(Messages.Connection_moved(server));
        }
        try {
            var credential = credential(configured);
            if (late) {
                read(credential);
            }
            return plain(credential);
        } catch (AbortException x) {
            throw late && !patient
                    ? new ZadigException.Unauthorized(x.getMessage())
                    : ZadigException.Unauthorized.late(x.getMessage());
        }
    }

    private void checkLate(Servers.Known configured, Operation operation) throws ZadigException {
        try {
            configured.require(operation, run.getParent());
        } catch (AbortException x) {
            throw new ZadigException.Unauthorized(x.getMessage());
        }
        unchecked = null;
    }

    /** What look-ups go one after another by. */
    private LookUps.Lane lane(Servers.Known configured) {
        return ownCredentialsId == null ? LookUps.Lane.of(configured) : LookUps.Lane.of(run, ownCredentialsId);
    }

    private StringCredentials credential(Servers.Known configured) throws AbortException {
        var id = ownCredentialsId == null ? configured.server().credentialsId : ownCredentialsId;
        if (id.isEmpty()) {
            throw new AbortException(Messages.Connection_noCredential(server));
        }
        var credential = find(StringCredentials.class, configured);
        if (credential != null) {
            return credential;
        }
        if (find(IdCredentials.class, configured) != null) {
            throw new AbortException(Messages.Connection_credentialKind(id));
        }
        throw new AbortException(
                ownCredentialsId == null
                        ? Messages.Connection_serverCredentialMissing(id, server)
                        : Messages.Connection_credentialMissing(id));
    }

    /** The server's own by the place of the server; what a build names, as the build may use it. */
    @CheckForNull
    private <C extends IdCredentials> C find(Class<C> kind, Servers.Known configured) {
        return ownCredentialsId == null
                ? configured.credential(kind)
                : CredentialsProvider.findCredentialById(
                        ownCredentialsId,
                        kind,
                        run,
                        URIRequirementBuilder.fromUri(configured.server().url).build());
    }

    /** The server of this moment; {@code null} when there is none at its address or of its name any more. */
    @CheckForNull
    private Servers.Known configured() {
        return find(run, server, address);
    }

    @CheckForNull
    private static Servers.Known find(Run<?, ?> run, String server, URI address) {
        var servers = Servers.of(run.getParent());
        var named = servers.named(server);
        if (named != null && named.server().isAt(address)) {
            return named;
        }
        return servers.withHidden().stream()
                .filter(known -> known.server().isAt(address))
                .findFirst()
                .orElse(named);
    }

    private static String plain(StringCredentials credential) {
        return credential.getSecret().getPlainText().strip();
    }
}
