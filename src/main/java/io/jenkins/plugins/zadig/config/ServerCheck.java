package io.jenkins.plugins.zadig.config;

import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.Projects;
import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.NoticeFigures;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Tries an address and a token, and says line by line what works and what to do about what does not. */
final class ServerCheck {
    /** A person waits for the answer. */
    private static final ClientLimits LIMITS =
            new ClientLimits(Duration.ofSeconds(10), Duration.ofSeconds(15), 8 << 20, 1, Duration.ofMillis(400));

    /** Three requests at most, one after the other. */
    private static final Duration WAIT = Duration.ofSeconds(50);

    private static final int PROJECTS_NAMED = 5;

    private final URI server;
    private final Secret token;
    private final HttpClient http;
    private final NoticeFigures notices;

    ServerCheck(URI server, Secret token, HttpClient http, NoticeFigures notices) {
        this.server = server;
        this.token = token;
        this.http = http;
        this.notices = notices;
    }

    FormValidation run(Instant now) throws InterruptedException {
        var plain = token.getPlainText().strip();
        var whose = TokenCheck.of(plain, now);
        if (whose.kind == FormValidation.Kind.ERROR) {
            return whose;
        }
        var client = new ZadigClient(server, () -> plain, http, LIMITS);
        List<FormValidation> lines = new ArrayList<>();
        try {
            var projects = await(client.projects().list());
            lines.add(FormValidation.ok(Messages.ServerCheck_reached(server.getAuthority())));
            lines.add(whose);
            lines.add(visible(projects));
        } catch (ZadigException x) {
            return FormValidation.error(remedy(x));
        }
        try {
            // Whoever tests a server may have just upgraded it.
            Controller.get().lines.forget(server);
            lines.add(FormValidation.ok(Messages.ServerCheck_line(named(await(client.line())))));
        } catch (ZadigException x) {
            lines.add(FormValidation.warning(Messages.ServerCheck_lineUnknown(x.getMessage())));
        }
        var notifications = new NotificationState(notices, now);
        lines.add(
                notifications.problem().isEmpty()
                        ? FormValidation.ok(notifications.text())
                        : FormValidation.warning(notifications.problem()));
        return FormValidation.aggregate(lines);
    }

    private <T> T await(CompletableFuture<T> answer) throws ZadigException, InterruptedException {
        return FormServer.await(answer, WAIT, server);
    }

    private static FormValidation visible(Projects.Page projects) {
        if (projects.projects().isEmpty()) {
            return FormValidation.warning(Messages.ServerCheck_noProjects());
        }
        var names = projects.projects().stream()
                .limit(PROJECTS_NAMED)
                .map(Projects.Project::key)
                .collect(Collectors.joining(", "));
        var total = Math.max(projects.total(), projects.projects().size());
        return FormValidation.ok(
                Messages.ServerCheck_projects(Long.toString(total), total > PROJECTS_NAMED ? names + ", …" : names));
    }

    private static String named(ServerLine line) {
        return switch (line) {
            case UP_TO_1_18 -> Messages.ServerCheck_upTo("1.18");
            case UP_TO_2_2 -> "2.0 – 2.2";
            case UP_TO_3_0, UP_TO_3_1 -> "2.3 – 3.1";
            case UP_TO_3_2 -> "3.2";
            case UP_TO_3_3 -> "3.3";
            case V3_4_0 -> "3.4.0";
            case FROM_3_4_1 -> "3.4.1";
            case FROM_4_0 -> "4.0";
            case FROM_4_1 -> "4.1";
            case FROM_4_2 -> "4.2";
            case FROM_4_3 -> "4.3";
            case FROM_5_0 -> Messages.ServerCheck_from("5.0");
        };
    }

    private String remedy(ZadigException x) {
        var host = server.getAuthority();
        if (x instanceof ZadigException.Unauthorized) {
            return Messages.ServerCheck_unauthorized(x.getMessage());
        }
        if (x instanceof ZadigException.Forbidden forbidden) {
            return forbidden.mfa()
                    ? Messages.ServerCheck_mfa(x.getMessage())
                    : Messages.ServerCheck_forbidden(x.getMessage());
        }
        if (x instanceof ZadigException.NotFound
                || x instanceof ZadigException.Unsupported
                || x instanceof ZadigException.Malformed) {
            return Messages.ServerCheck_notZadig(host, x.getMessage());
        }
        if (x instanceof ZadigException.Unavailable unavailable) {
            return unavailable.delivery() == ZadigException.Delivery.NEVER_SENT
                    ? Messages.ServerCheck_unreachable(host, x.getMessage())
                    : Messages.ServerCheck_unavailable(x.getMessage());
        }
        return x.getMessage();
    }
}
