package io.jenkins.plugins.zadig.simulator;

import java.util.List;

/**
 * Secrets that answers hold in clear, as Zadig's do (zadig-servers 24.1, 24.2), and what notifications carry: whoever
 * finds one of these texts in a log, on a page or in a file has found a leak.
 */
public final class PlantedSecrets {
    /** A credential among the variables of a job, {@code spec.envs[].value}. */
    public static final String CREDENTIAL = "planted-credential-7Qm4xW";
    /** The code host's token, {@code spec.repos[].oauth_token}. */
    public static final String OAUTH_TOKEN = "planted-oauth-token-3Vb9Lk";
    /** The code host's password, {@code spec.repos[].password}. */
    public static final String PASSWORD = "planted-password-8Hn2Rc";
    /** The shared secret of a webhook, {@code notify_ctls[].webhook_notification_config.token}. */
    public static final String WEBHOOK_TOKEN = "planted-webhook-token-5Zr2Tn";
    /** What a server's notifications carry, {@code X-Zadig-Token}. */
    public static final String NOTIFICATION_SECRET = "planted-notification-secret-6Ty1Jd";

    public static final List<String> ALL =
            List.of(CREDENTIAL, OAUTH_TOKEN, PASSWORD, WEBHOOK_TOKEN, NOTIFICATION_SECRET);

    private PlantedSecrets() {}
}
