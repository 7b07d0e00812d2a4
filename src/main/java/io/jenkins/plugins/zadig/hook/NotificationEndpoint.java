package io.jenkins.plugins.zadig.hook;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.UnprotectedRootAction;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.NotificationAddress;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Logger;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * The address for notifications of each server. Zadig keeps a launch waiting while it notifies, and tries once, so the
 * answer goes out before anything is done (zadig-servers 19.5, 19.6).
 */
@Extension
@Symbol("zadigNotifications")
@Restricted(NoExternalUse.class)
public final class NotificationEndpoint implements UnprotectedRootAction {
    private static final Logger LOGGER = Logger.getLogger(NotificationEndpoint.class.getName());

    /** More tasks than change at the same time on any controller; so many hints are some hundred kilobytes. */
    private static final int CAPACITY = 1_000;

    private final Inbox inbox;

    public NotificationEndpoint() {
        this(new Inbox(
                CAPACITY,
                work -> Controller.get().workers.execute(work),
                hint -> Controller.get().notice(hint.from(), hint.notice())));
    }

    NotificationEndpoint(Inbox inbox) {
        this.inbox = inbox;
    }

    @CheckForNull
    @Override
    public String getIconFileName() {
        return null;
    }

    @CheckForNull
    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return NotificationAddress.ROOT;
    }

    /** Answers any request below the address, whoever sends it; {@link NotificationReceiver} says how, and to whom. */
    // lgtm[jenkins/csrf] lgtm[jenkins/no-permission-check]
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        var controller = Controller.get();
        var answer = new NotificationReceiver(
                        controller.notificationSecrets, controller.notifications, controller.timeline)
                .receive(new NotificationReceiver.Request(
                        request.getMethod(),
                        request.getOriginalRestOfPath(),
                        request::getHeader,
                        request.getContentLengthLong(),
                        request::getInputStream));
        response.setStatus(answer.status());
        if (answer.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "POST");
        }
        response.flushBuffer();
        var hint = answer.hint();
        if (hint != null && !inbox.put(hint)) {
            LOGGER.fine(() -> "Too many notifications at once: polls will find what "
                    + hint.notice().workflow() + " #" + hint.notice().id() + " was about");
        }
    }
}
