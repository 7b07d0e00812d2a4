package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Job;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * What a person who starts a build can choose from. Zadig is asked as the job's builds would ask it, once for all who
 * look at the page at about the same time, and nobody waits for it for long.
 */
public final class BuildChoices {
    /** How long the page of a job waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final RecentAnswers<Asked> ASKED = new RecentAnswers<>();

    private BuildChoices() {}

    /**
     * What there is.
     *
     * @param names none where there are none, or Zadig does not tell
     * @param trouble why it does not tell; empty when it does
     */
    public record Offer(List<String> names, String trouble) {}

    private record Asked(Instant when, CompletableFuture<List<String>> answer) {
        boolean isFresh() {
            var told = answer.isDone() && !answer.isCompletedExceptionally();
            return Instant.now().isBefore(when.plus(told ? RecentAnswers.FRESH : RecentAnswers.FRESH_FAILURE));
        }
    }

    /**
     * Asks, and waits for two seconds at most.
     *
     * @param server {@code null} for the job's default
     * @param credentialsId {@code null} for the server's
     * @param topic tells the questions to a server apart, and is what they are about
     */
    public static Offer of(
            Job<?, ?> job,
            @CheckForNull String server,
            @CheckForNull String credentialsId,
            String topic,
            Function<ZadigClient, CompletableFuture<List<String>>> question) {
        try {
            var way = FormServer.ofJob(job, server, credentialsId);
            return wait(ask(way, topic, question), way.name(), topic);
        } catch (AbortException x) {
            return new Offer(List.of(), x.getMessage());
        }
    }

    private static Asked ask(
            FormServer way, String topic, Function<ZadigClient, CompletableFuture<List<String>>> question) {
        synchronized (ASKED) {
            var known = ASKED.get(way.question(topic));
            if (known != null && known.isFresh()) {
                return known;
            }
            var asked = new Asked(Instant.now(), question.apply(way.client()));
            ASKED.put(way.question(topic), asked);
            return asked;
        }
    }

    private static Offer wait(Asked asked, String server, String topic) {
        try {
            return new Offer(List.copyOf(asked.answer().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)), "");
        } catch (ExecutionException x) {
            return new Offer(List.of(), new ErrorText(server, "", topic).of(ZadigException.of(x.getCause())));
        } catch (TimeoutException x) {
            return new Offer(List.of(), Messages.BuildChoices_slow(server, Long.toString(PATIENCE.toSeconds())));
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
            return new Offer(List.of(), Messages.BuildChoices_slow(server, "0"));
        }
    }
}
