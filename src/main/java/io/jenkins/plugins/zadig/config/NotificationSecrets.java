package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.zadig.task.Timeline;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets by which servers prove notifications to be theirs. Whoever guesses learns nothing from the answer, not even
 * which servers there are, and causes no look-up: a credential is read once a second at most.
 */
public final class NotificationSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final byte[] nobodys = new byte[32];

    /** By address, of servers that are configured and have a secret: as few as those. */
    private final Map<NotificationAddress, Known> known = new ConcurrentHashMap<>();

    NotificationSecrets(Timeline timeline) {
        this.timeline = timeline;
        RANDOM.nextBytes(nobodys);
    }

    /** The digest of a server's secret at a time. */
    private record Known(ZadigServer server, byte[] digest, Instant at) {}

    /** Whether there is a server at the address, it has a secret, and this is it. */
    public boolean accept(@NonNull NotificationAddress address, @CheckForNull String presented) {
        return MessageDigest.isEqual(expected(address), digest(presented == null ? "" : presented));
    }

    private byte[] expected(NotificationAddress address) {
        var configured = address.find();
        if (configured == null
                || configured.server().getNotificationCredentialsId().isEmpty()) {
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
        known.put(address, new Known(configured.server(), digest, now));
        return digest;
    }

    /** By both ends, as clocks are set back, too. */
    private static boolean isFresh(Instant at, Instant now) {
        var age = Duration.between(at, now);
        return !age.isNegative() && age.compareTo(FRESH) < 0;
    }

    private static String secret(Servers.Known configured) {
        var server = configured.server();
        var credential =
                ZadigServer.credential(configured.folder(), server.getNotificationCredentialsId(), server.getUrl());
        return credential == null ? "" : credential.getSecret().getPlainText().strip();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException x) {
            throw new IllegalStateException(x);
        }
    }
}
