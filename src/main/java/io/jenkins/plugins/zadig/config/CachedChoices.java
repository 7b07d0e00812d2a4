package io.jenkins.plugins.zadig.config;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What Zadig has to choose from, as forms ask for it. It is remembered for a moment, as one form asks several times. It
 * is empty when Zadig does not tell, as a name can be typed all the same.
 */
final class CachedChoices<A> {
    private static final Logger LOGGER = Logger.getLogger(CachedChoices.class.getName());

    private final Supplier<Instant> clock;
    private final A none;
    private final RecentAnswers<Answer<A>> answers = new RecentAnswers<>();

    private record Answer<A>(Instant until, A choices) {}

    CachedChoices(Supplier<Instant> clock, A none) {
        this.clock = clock;
        this.none = none;
    }

    A get(RecentAnswers.Question question, Callable<A> zadig) throws InterruptedException {
        synchronized (answers) {
            var known = answers.get(question);
            if (known != null && clock.get().isBefore(known.until())) {
                return known.choices();
            }
        }
        Answer<A> answer;
        try {
            answer = new Answer<>(clock.get().plus(RecentAnswers.FRESH), zadig.call());
        } catch (InterruptedException x) {
            throw x;
        } catch (Exception x) {
            LOGGER.log(Level.FINE, x, () -> "No " + question.topic() + " of " + question.server() + " for a form");
            answer = new Answer<>(clock.get().plus(RecentAnswers.FRESH_FAILURE), none);
        }
        synchronized (answers) {
            answers.put(question, answer);
        }
        return answer.choices();
    }
}
