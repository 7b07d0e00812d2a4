package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.task.NoticeFigures;
import io.jenkins.plugins.zadig.task.WatchFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * How well a server works, in words: what the management page shows of it, and what an administrator should look at.
 *
 * @param url empty for a server of a folder
 * @param token what is known of the token without asking anybody
 * @param tokenDies whether the token is wrong, or will be within days
 * @param lastNotification that was taken; {@code null} for none since Jenkins started
 * @param now when this was looked at
 */
public record ServerState(
        String name,
        String url,
        FormValidation token,
        boolean tokenDies,
        WatchFigures figures,
        @CheckForNull Instant lastNotification,
        Instant now) {
    /** A server that is restarted is away for less. */
    private static final Duration OUTAGE = Duration.ofMinutes(2);

    private static final Duration TOKEN_DIES_SOON = Duration.ofDays(7);

    private static final WatchFigures IDLE = new WatchFigures(0, 0, 0, null, 0, null, null, NoticeFigures.NONE);

    /** The servers of the controller, and those of folders that builds have waited for. */
    static List<ServerState> all(Instant now) {
        var controller = Controller.get();
        var figures = new TreeMap<>(controller.watcher.figures());
        var states = new ArrayList<ServerState>();
        for (ZadigServer server : ZadigGlobalConfiguration.get().getServers()) {
            var notified = controller.notifications.last(new NotificationAddress("", server.name));
            var known = figures.remove(server.name);
            states.add(of(server, known == null ? IDLE : known, notified, now));
        }
        figures.forEach(
                (name, known) -> states.add(new ServerState(name, "", FormValidation.ok(), false, known, null, now)));
        return states;
    }

    static ServerState of(
            ZadigServer server, WatchFigures figures, @CheckForNull Instant lastNotification, Instant now) {
        var id = server.credentialsId;
        // Without one every step names its own.
        var credential = id.isEmpty() ? null : ServerCredentials.find(StringCredentials.class, id, null, server.url);
        var token = id.isEmpty()
                ? FormValidation.ok(Messages.ServerState_noToken())
                : credential == null
                        ? FormValidation.error(Messages.Connection_serverCredentialMissing(id, server.name))
                        : TokenCheck.of(credential.getSecret().getPlainText(), now);
        var claims = credential == null
                ? null
                : TokenClaims.read(credential.getSecret().getPlainText().strip());
        var dies =
                token.kind == FormValidation.Kind.ERROR || claims != null && claims.expired(now.plus(TOKEN_DIES_SOON));
        return new ServerState(server.name, server.url, token, dies, figures, lastNotification, now);
    }

    /** Whose the token is, or what is wrong with it. */
    public String getToken() {
        return token.kind == FormValidation.Kind.OK && token.getMessage() == null ? "" : token.getMessage();
    }

    /** Requests of the last minute, and how many there may be. */
    public String getBudget() {
        return figures.requestsPerMinute() == 0
                ? "0"
                : figures.requestsLastMinute() + " / " + figures.requestsPerMinute();
    }

    /** How long ago the server answered last; a dash when it has not since Jenkins started. */
    public String getLastContact() {
        return ago(figures.lastContact());
    }

    /** How long ago it notified last; a dash when it has not since Jenkins started. */
    public String getLastNotification() {
        var notice = figures.lastNotice();
        return ago(lastNotification == null ? notice : lastNotification);
    }

    /** Whether notifications are relied on, since when, and what was missed. */
    public String getNotifications() {
        return new NotificationState(figures.notices(), now).text();
    }

    /** What an administrator should do something about, in a sentence each. */
    public List<String> getProblems() {
        var problems = new ArrayList<String>();
        if (tokenDies) {
            problems.add(getToken());
        }
        var since = figures.failingSince();
        if (since != null && Duration.between(since, now).compareTo(OUTAGE) >= 0) {
            problems.add(Messages.ServerState_failing(ago(since), Integer.toString(figures.failures())));
        }
        var missed = new NotificationState(figures.notices(), now).problem();
        if (!missed.isEmpty()) {
            problems.add(missed);
        }
        return problems;
    }

    private String ago(@CheckForNull Instant then) {
        return ago(then, now);
    }

    static String ago(@CheckForNull Instant then, Instant now) {
        return then == null
                ? "–"
                : Messages.ServerState_ago(Util.getTimeSpanString(
                        Math.max(0, Duration.between(then, now).toMillis())));
    }
}
