package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Why a call to Zadig did not work. Each kind has its own remedy, so callers decide on the type; the message is
 * {@code METHOD path → status: reason} and never holds a token or a query.
 */
public abstract sealed class ZadigException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is known about a request that failed. */
    public enum Delivery {
        /** It cannot have reached Zadig: no connection was made, or something in between sent it away. */
        NEVER_SENT,
        /** It may have reached Zadig and may have taken effect. */
        UNKNOWN,
        /** Zadig answered it. */
        ANSWERED
    }

    private final Delivery delivery;

    private ZadigException(String message, Delivery delivery, @CheckForNull Throwable cause) {
        super(message, cause);
        this.delivery = delivery;
    }

    public Delivery delivery() {
        return delivery;
    }

    /**
     * What made a future of this package fail; {@link Defect} for what should not, which is logged.
     *
     * @param thrown as handed to a callback, so perhaps wrapped
     */
    public static ZadigException of(Throwable thrown) {
        var cause = cause(thrown);
        if (cause instanceof ZadigException known) {
            return known;
        }
        // Thrown from a callback it would be heard by nobody, and waited for for ever.
        Defects.log(cause);
        return new Defect(cause);
    }

    /**
     * What made a future fail, without the wrapping of a future that was made of it.
     *
     * @param thrown as handed to a callback; {@code null} for nothing, and then {@code null} is returned
     */
    public static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** Whether the server, or whoever keeps the token, could not be reached. */
    public final boolean isOutage() {
        return this instanceof Unavailable || this instanceof Unauthorized denied && denied.late();
    }

    /** The answer of a call, or a value in its place where Zadig has no such thing; fails with a {@link ZadigException}. */
    public static <T> CompletableFuture<T> orIfMissing(CompletableFuture<T> answer, T value) {
        return answer.exceptionallyCompose(thrown -> {
            var why = of(thrown);
            return why instanceof NotFound
                    ? CompletableFuture.completedFuture(value)
                    : CompletableFuture.failedFuture(why);
        });
    }

    /** No usable token: missing, malformed, expired, revoked, or not enabled (401, zadig-servers 2.3). */
    public static final class Unauthorized extends ZadigException {
        private static final long serialVersionUID = 1L;
        private final boolean late;
        private final boolean answering;

        /** One that kept a call from being sent, with a message for users. */
        public Unauthorized(String message) {
            this(message, Delivery.NEVER_SENT, false, false);
        }

        Unauthorized(String message, Delivery delivery) {
            this(message, delivery, false, false);
        }

        private Unauthorized(String message, Delivery delivery, boolean late, boolean answering) {
            super(message, delivery, null);
            this.late = late;
            this.answering = answering;
        }

        /** The same where whoever keeps the token may only be late with it. */
        public static Unauthorized late(String message) {
            return new Unauthorized(message, Delivery.NEVER_SENT, true, false);
        }

        /** One after which Zadig's main service answered. */
        static Unauthorized answering(String message) {
            return new Unauthorized(message, Delivery.ANSWERED, false, true);
        }

        /** Whether the token may be there later. */
        public boolean late() {
            return late;
        }

        /**
         * Whether Zadig's main service answered right after it. It may have come back in between, for which its gateway says
         * the same (zadig-servers 2.6); but if the next call is refused, too, the service itself refuses the token.
         */
        public boolean answering() {
            return answering;
        }
    }

    /** The token's user lacks a permission, or must pass multi-factor authentication first (403). */
    public static final class Forbidden extends ZadigException {
        private static final long serialVersionUID = 1L;
        private final boolean mfa;

        Forbidden(String message, boolean mfa) {
            super(message, Delivery.ANSWERED, null);
            this.mfa = mfa;
        }

        /** Whether multi-factor authentication is what is missing (servers from 4.3, zadig-servers 2.5). */
        public boolean mfa() {
            return mfa;
        }
    }

    /** The workflow, task or view does not exist. */
    public static final class NotFound extends ZadigException {
        private static final long serialVersionUID = 1L;
        private final ArrayList<String> known;

        @CheckForNull
        private final String project;

        NotFound(String message) {
            this(message, List.of());
        }

        NotFound(String message, List<String> known) {
            this(message, known, null);
        }

        private NotFound(String message, List<String> known, @CheckForNull String project) {
            super(message, Delivery.ANSWERED, null);
            this.known = new ArrayList<>(known);
            this.project = project;
        }

        /** It is there, but in another project than the one that was named. */
        static NotFound elsewhere(String message, String project) {
            return new NotFound(message, List.of(), project);
        }

        /** The project in which it is instead; {@code null} when it is nowhere, as far as is known. */
        @CheckForNull
        public String project() {
            return project;
        }

        /** What exists instead, as far as it was looked up. */
        public List<String> known() {
            return List.copyOf(known);
        }
    }

    /** This server line has no such operation (404 or 405 on the route itself). */
    public static final class Unsupported extends ZadigException {
        private static final long serialVersionUID = 1L;

        private final Feature feature;
        private final boolean page;
        private final boolean otherMethod;

        Unsupported(String message, Feature feature, boolean page, boolean otherMethod) {
            super(message, Delivery.ANSWERED, null);
            this.feature = feature;
            this.page = page;
            this.otherMethod = otherMethod;
        }

        /** Whether the route is there, but not for this method (405). */
        public boolean otherMethod() {
            return otherMethod;
        }

        /** Whether a page says so, which Zadig itself never sends: the route may exist, out of reach. */
        public boolean page() {
            return page;
        }

        /** What the server lacks; {@link Feature#BASE} when it lacks what every Zadig has. */
        public Feature feature() {
            return feature;
        }
    }

    /** Zadig understood and declined. */
    public static final class Refused extends ZadigException {
        private static final long serialVersionUID = 1L;
        private final int code;
        private final String description;

        Refused(String message, int code, String description) {
            super(message, Delivery.ANSWERED, null);
            this.code = code;
            this.description = description;
        }

        /** Zadig's error code, for example 6160; the HTTP status where the answer has none. */
        public int code() {
            return code;
        }

        /**
         * Zadig's text, without control characters and shortened. It is a hint only: under load it can belong to
         * another request (zadig-servers 3.6).
         */
        public String description() {
            return description;
        }
    }

    /**
     * An error without a code of its own (500, zadig-servers 3.4): Zadig's answer to most mistakes in a request, and to
     * its own trouble. Only the description tells which of the two it is.
     */
    public static final class Internal extends ZadigException {
        private static final long serialVersionUID = 1L;
        private final String description;

        Internal(String message, String description) {
            super(message, Delivery.ANSWERED, null);
            this.description = description;
        }

        /** Zadig's text, without control characters and shortened; empty when there is none. */
        public String description() {
            return description;
        }
    }

    /** Not now: no connection, no answer in time, too many requests, or a gateway without its server (501 and more). */
    public static final class Unavailable extends ZadigException {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        /** One that kept a call from being sent, with a message for users. */
        public Unavailable(String message) {
            this(message, Delivery.NEVER_SENT, null, null);
        }

        Unavailable(
                String message, Delivery delivery, @CheckForNull Duration retryAfter, @CheckForNull Throwable cause) {
            super(message, delivery, cause);
            this.retryAfter = retryAfter;
        }

        /** How long the server asked to wait, or {@code null}. */
        @CheckForNull
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** An answer that Zadig does not give: HTML, a redirect, broken or oversized JSON. */
    public static final class Malformed extends ZadigException {
        private static final long serialVersionUID = 1L;

        Malformed(String message, @CheckForNull Throwable cause) {
            this(message, Delivery.ANSWERED, cause);
        }

        Malformed(String message, Delivery delivery, @CheckForNull Throwable cause) {
            super(message, delivery, cause);
        }
    }

    /** A defect of this plugin or of what it runs on; whether anything was sent is not known. */
    public static final class Defect extends ZadigException {
        private static final long serialVersionUID = 1L;

        Defect(Throwable cause) {
            // Only the type: a message from anywhere could hold anything.
            super(cause.getClass().getSimpleName(), Delivery.UNKNOWN, cause);
        }
    }

    /** A call that cannot be sent at all, for example with an empty workflow key. */
    public static final class Invalid extends ZadigException {
        private static final long serialVersionUID = 1L;

        public Invalid(String message) {
            super(message, Delivery.NEVER_SENT, null);
        }
    }
}
