package io.jenkins.plugins.zadig.config;

import hudson.util.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answers of servers that forms and pages needed last. Whoever uses them holds a lock. */
final class RecentAnswers<A> extends LinkedHashMap<RecentAnswers.Question, A> {
    private static final long serialVersionUID = 1L;

    /** How long an answer is of use. */
    static final Duration FRESH = Duration.ofMinutes(1);

    /** The same of none: nobody waits again and again for a server that does not answer. */
    static final Duration FRESH_FAILURE = Duration.ofSeconds(15);

    private static final int KEPT = 200;

    /**
     * What is asked for.
     *
     * @param token answers are only for who has it
     * @param topic tells the questions to a server apart
     */
    record Question(URI server, Secret token, String topic) {}

    RecentAnswers() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Question, A> eldest) {
        return size() > KEPT;
    }
}
