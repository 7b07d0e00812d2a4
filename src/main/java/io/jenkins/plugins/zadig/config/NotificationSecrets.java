package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.task.Timeline;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The secrets by which servers prove notifications to be theirs. Whoever guesses learns nothing from the answer, not even
 * which servers there are, and causes no look-up: a credential is read once a second at most.
 */
public final class NotificationSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final byte[] nobodys = new byte[32];

    /** By address as configured, of servers that have a secret: as few as those. */
    private final Map<NotificationAddress, Known> known = new ConcurrentHashMap<>();

    NotificationSecrets(Timeline timeline) {
        this.timeline = timeline;
        RANDOM.nextBytes(nobodys);
    }

    /** The digest of a server's secret at a time. */
    private record Known(ZadigServer server, byte[] digest, Instant at) {}

    /**
     * The address as configured of the server that is meant, if there is one, it has a secret, and this is it; else
     * {@code null}. Jenkins finds a folder by more than one spelling, so what was sent must not tell anything apart.
     *
     * @param sent the address as somebody sent it
     */
    @CheckForNull
    public NotificationAddress accept(NotificationAddress sent, @CheckForNull String presented) {
        var configured = sent.find();
        var expected = configured == null ? nobodys : expected(configured);
        return MessageDigest.isEqual(expected, digest(presented == null ? "" : presented)) && configured != null
                ? configured.address()
                : null;
    }

    private byte[] expected(Servers.Known configured) {
        var address = configured.address();
        if (configured.server().getNotificationCredentialsId().isEmpty()) {
            known.remove(address);
            return nobodys;
        }
        var now = timeline.now();
        var last = known.get(address);
        if (last != null && last.server() == configured.server() && isFresh(last.at(), now)) {
            return last.digest();
        }
        var secret = secret(configured);
        var digest = secret.isEmpty() ? nobodys : digest(secret);
        if (known.put(address, new Known(configured.server(), digest, now)) == null) {
            known.keySet().removeIf(other -> other.find() == null);
        }
        return digest;
    }

    /** By both ends, as clocks are set back, too. */
    private static boolean isFresh(Instant at, Instant now) {
        var age = Duration.between(at, now);
        return !age.isNegative() && age.compareTo(FRESH) < 0;
    }

    private static String secret(Servers.Known configured) {
        var server = configured.server();
        var credential = ServerCredentials.find(
                StringCredentials.class, server.getNotificationCredentialsId(), configured.folder(), server.url);
        // A token is no secret between two servers, whatever a file says.
        var text =
                credential == null ? "" : credential.getSecret().getPlainText().strip();
        return credential == null || ServerCredentials.isToken(credential, text, server.credentialsId) ? "" : text;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException x) {
            throw new IllegalStateException(x);
        }
    }
}
