package io.jenkins.plugins.zadig.config;

import hudson.util.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What Zadig has to choose from, as forms ask for it: remembered for a moment, as one form asks several times, and none
 * when Zadig does not tell, as a name can be typed all the same.
 */
final class CachedChoices {
    private static final Logger LOGGER = Logger.getLogger(CachedChoices.class.getName());
    private static final Duration FRESH = Duration.ofMinutes(1);
    /** Nobody waits again and again for a server that does not answer. */
    private static final Duration FRESH_FAILURE = Duration.ofSeconds(15);

    private static final int KEPT = 200;

    private final Supplier<Instant> clock;
    private final Map<Question, Answer> answers = new Kept();

    /**
     * What is asked for.
     *
     * @param token answers are only for who has it
     * @param topic tells the questions to a server apart
     */
    record Question(URI server, Secret token, String topic) {}

    private record Answer(Instant until, List<String> names) {}

    /** The answers that were of use last. */
    private static final class Kept extends LinkedHashMap<Question, Answer> {
        private static final long serialVersionUID = 1L;

        Kept() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
            return size() > KEPT;
        }
    }

    CachedChoices(Supplier<Instant> clock) {
        this.clock = clock;
    }

    List<String> get(Question question, Callable<List<String>> zadig) throws InterruptedException {
        synchronized (answers) {
            var known = answers.get(question);
            if (known != null && clock.get().isBefore(known.until())) {
                return known.names();
            }
        }
        Answer answer;
        try {
            answer = new Answer(clock.get().plus(FRESH), List.copyOf(zadig.call()));
        } catch (InterruptedException x) {
            throw x;
        } catch (Exception x) {
            LOGGER.log(Level.FINE, x, () -> "No " + question.topic() + " of " + question.server() + " for a form");
            answer = new Answer(clock.get().plus(FRESH_FAILURE), List.of());
        }
        synchronized (answers) {
            answers.put(question, answer);
        }
        return answer.names();
    }
}
