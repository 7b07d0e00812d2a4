package io.jenkins.plugins.zadig.hook;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Notification;
import io.jenkins.plugins.zadig.config.NotificationAddress;
import io.jenkins.plugins.zadig.config.NotificationSecrets;
import io.jenkins.plugins.zadig.config.Notifications;
import io.jenkins.plugins.zadig.task.TaskNotice;
import io.jenkins.plugins.zadig.task.Timeline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/**
 * Decides what is answered to whoever posts to the address of a server, and what is made of it. Nothing is read from
 * anybody who does not know the secret (zadig-servers 19.3), and to them a server that does not exist looks like any
 * other.
 */
record NotificationReceiver(NotificationSecrets secrets, Notifications notifications, Timeline timeline) {
    /** Notifications are some kilobytes; they list the jobs of a workflow. */
    static final int MAX_BYTES = 1 << 20;

    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;

    /**
     * A request as it came.
     *
     * @param path what follows the first segment, still encoded
     * @param headers values by name, {@code null} for those that are absent
     * @param length of the body as announced, -1 when it is not
     * @param body is opened only when it is read, as a sender may wait for that
     */
    record Request(String method, String path, UnaryOperator<String> headers, long length, Body body) {}

    interface Body {
        InputStream open() throws IOException;
    }

    /**
     * What to answer, and what to do afterwards.
     *
     * @param status of HTTP; the answer has no body
     * @param hint what to follow, {@code null} when there is nothing
     */
    record Answer(int status, @CheckForNull Hint hint) {
        Answer(int status) {
            this(status, null);
        }
    }

    Answer receive(Request request) {
        if (!"POST".equals(request.method())) {
            return new Answer(METHOD_NOT_ALLOWED);
        }
        var address = NotificationAddress.read(request.path());
        if (address == null) {
            return new Answer(NOT_FOUND);
        }
        var server = secrets.accept(address, request.headers().apply("X-Zadig-Token"));
        if (server == null) {
            return new Answer(FORBIDDEN);
        }
        if (request.length() > MAX_BYTES) {
            return new Answer(TOO_LARGE);
        }
        Notification notification;
        try {
            notification = Notification.read(new Capped(request.body().open()));
        } catch (Capped.TooLarge x) {
            return new Answer(TOO_LARGE);
        } catch (IOException x) {
            return new Answer(BAD_REQUEST);
        }
        notifications.accepted(server, timeline.now());
        if (notification == null) {
            return new Answer(NO_CONTENT);
        }
        var notice =
                new TaskNotice(server.toString(), notification.workflow(), notification.task(), notification.status());
        return new Answer(NO_CONTENT, new Hint(server, notice));
    }

    /** Ends with an error where a body goes on for too long. */
    private static final class Capped extends FilterInputStream {
        private int left = MAX_BYTES;

        Capped(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = super.read(bytes, offset, length);
            count(read);
            return read;
        }

        private void count(int read) throws TooLarge {
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new TooLarge();
            }
        }

        static final class TooLarge extends IOException {
            private static final long serialVersionUID = 1L;
        }
    }
}
