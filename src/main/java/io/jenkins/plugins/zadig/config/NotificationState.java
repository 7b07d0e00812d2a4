package io.jenkins.plugins.zadig.config;

import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.task.NoticeFigures;
import java.time.Instant;

/**
 * How well the notifications of a server work, in words: whether they are relied on, since when, and what was missed.
 */
record NotificationState(NoticeFigures figures, Instant now) {
    String text() {
        if (figures.workflows() == 0) {
            return Messages.NotificationState_none();
        }
        var since = figures.since();
        var trust = since == null
                ? Messages.NotificationState_notTrusted()
                : Messages.NotificationState_trusted(
                        Integer.toString(figures.trusted()),
                        Integer.toString(figures.workflows()),
                        ServerState.ago(since, now));
        return figures.missed() == 0 ? trust : trust + " " + missed();
    }

    private String missed() {
        return Messages.NotificationState_missed(
                Integer.toString(figures.missed()), PlainText.line(figures.lastMissed()), figures.lastStatus(), ago());
    }

    /** What an administrator should look at; empty when there is nothing. */
    String problem() {
        return figures.lost()
                ? Messages.NotificationState_lost(PlainText.line(figures.lastMissed()), figures.lastStatus(), ago())
                : "";
    }

    private String ago() {
        return ServerState.ago(figures.lastMissedAt(), now);
    }
}
