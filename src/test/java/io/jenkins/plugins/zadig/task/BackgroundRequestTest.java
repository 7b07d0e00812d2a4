package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.Pacing;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What builds ask beside their waits takes its turn, and is not kept from its end by a server that does not answer. */
class BackgroundRequestTest {
    private static final Duration TURN = Duration.ofSeconds(30);

    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final TaskWatcher watcher = new TaskWatcher(time, () -> true, new Random(11)::nextDouble);

    private <T> CompletableFuture<T> inTurn(
            Access access, Pacing.Turn turn, Supplier<CompletableFuture<T>> request, Duration longestTurn) {
        return watcher.inTurn(
                access,
                turn,
                sent -> {
                    sent.run();
                    return request.get();
                },
                longestTurn);
    }

    private CompletableFuture<WorkflowTask> ask(long id, Duration longestTurn) {
        var access = zadig.access("build " + id);
        return inTurn(
                access,
                Pacing.Turn.BACKGROUND,
                () -> access.client()
                        .get()
                        .with(ServerWatch.LIMITS)
                        .customWorkflows()
                        .task("nightly", id),
                longestTurn);
    }

    private List<CompletableFuture<WorkflowTask>> askAll(int number, Duration longestTurn) {
        var asked = new ArrayList<CompletableFuture<WorkflowTask>>();
        for (int id = 1; id <= number; id++) {
            zadig.task("nightly", id);
            asked.add(ask(id, longestTurn));
        }
        return asked;
    }

    @Test
    void manyKeepToTheBudgetAndEachHasItsAnswer() {
        var asked = askAll(20, TURN);
        time.advance(Duration.ofSeconds(5));

        assertThat(zadig.asked).extracting(MemoryZadig.Asked::id).containsExactly(longs(20));
        assertThat(zadig.peak()).isLessThanOrEqualTo(5);
        for (int i = 0; i < 20; i++) {
            assertThat(asked.get(i).join().id()).isEqualTo(i + 1);
        }
        // Nobody waits for their turns any more.
        assertThat(time.pending()).isZero();
        assertThat(watcher.figures().get("zadig").requestsLastMinute()).isEqualTo(20);
        assertThat(watcher.figures().get("zadig").waits()).isZero();
    }

    private static Long[] longs(int number) {
        var longs = new Long[number];
        for (int i = 0; i < number; i++) {
            longs[i] = i + 1L;
        }
        return longs;
    }

    /** Launches and aborts are calls as polls are; what stops a task comes before all others. */
    @Test
    void callsKeepToTheBudgetAndAnAbortComesFirst() {
        zadig.task("nightly", 1);
        var access = zadig.access("build");
        var sent = new ArrayList<String>();
        Function<String, Supplier<CompletableFuture<Void>>> call = name -> () -> {
            sent.add(name);
            return access.client().get().customWorkflows().task("nightly", 1).thenApply(task -> null);
        };
        for (int i = 0; i < 180; i++) {
            inTurn(access, Pacing.Turn.CALL, call.apply("call"), Duration.ofMinutes(5));
        }
        time.advance(Duration.ofMillis(500));
        var before = sent.size();
        inTurn(access, Pacing.Turn.ABORT, call.apply("abort"), Duration.ofMinutes(5));
        time.advance(Duration.ofMinutes(2));

        assertThat(before).isEqualTo(5);
        assertThat(sent).hasSize(181);
        assertThat(sent.get(before)).isEqualTo("abort");
        assertThat(zadig.peak()).isLessThanOrEqualTo(5);
    }

    /** As launches whose webhooks Zadig waits for (zadig-servers 19.5, 19.6). */
    @Test
    void abortGoesOutWhileTheServerHoldsAllThatItMay() {
        zadig.latency = asked -> Duration.ofMinutes(1);
        askAll(30, Duration.ofMinutes(5));
        time.advance(Duration.ofSeconds(20));
        assertThat(zadig.asked).hasSize(20);

        zadig.task("nightly", 100);
        var access = zadig.access("aborted");
        var turns = new ArrayList<Integer>();
        for (int i = 0; i < 10; i++) {
            var abort = i;
            inTurn(
                    access,
                    Pacing.Turn.ABORT,
                    () -> {
                        turns.add(abort);
                        return access.client().get().customWorkflows().task("nightly", 100);
                    },
                    Duration.ofMinutes(5));
        }
        time.advance(Duration.ofSeconds(5));
        // Nor may those that stop tasks flood a server that answers nobody.
        assertThat(turns).containsExactly(0, 1, 2, 3);
        assertThat(zadig.asked).hasSize(24);
    }

    @Test
    void buildsTakeTurns() {
        var access = zadig.access("one with many");
        for (int i = 0; i < 10; i++) {
            inTurn(
                    access,
                    Pacing.Turn.BACKGROUND,
                    () -> access.client().get().customWorkflows().task("nightly", 1),
                    TURN);
        }
        zadig.task("nightly", 1);
        zadig.task("nightly", 2);
        var single = ask(2, TURN);
        time.advance(Duration.ofMillis(500));

        assertThat(single).isCompleted();
    }

    @Test
    void oneThatDoesNotComeToItsTurnIsNeverSent() {
        zadig.latency = asked -> Duration.ofMinutes(1);
        var asked = askAll(30, TURN);
        time.advance(TURN.minusMillis(1));
        // Four seconds' worth is under way.
        assertThat(asked).noneMatch(CompletableFuture::isDone);
        assertThat(zadig.asked).hasSize(20);

        time.advance(Duration.ofMillis(1));
        assertThat(asked.subList(0, 20)).noneMatch(CompletableFuture::isDone);
        assertThat(asked.subList(20, 30))
                .allSatisfy(late -> assertThat(time.failureOf(late))
                        .isInstanceOf(ZadigException.Unavailable.class)
                        .hasMessageContaining("too many other requests are waiting"));
        time.advance(Duration.ofMinutes(5));
        assertThat(asked.subList(0, 20)).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(zadig.asked).hasSize(20);
    }

    @Test
    void answerMakesRoomForTheNextOne() {
        zadig.latency = asked -> Duration.ofSeconds(10);
        var asked = askAll(21, TURN);
        time.advance(Duration.ofSeconds(9));
        assertThat(zadig.asked).hasSize(20);

        time.advance(Duration.ofSeconds(2));
        assertThat(zadig.asked).hasSize(21);
        assertThat(time.valueOf(asked.get(20)).id()).isEqualTo(21);
    }

    @Test
    void whileTheServerDoesNotAnswerOnlyProbesAreSent() {
        zadig.fault = asked -> MemoryZadig.Reply.of(503);
        var asked = askAll(3, TURN);
        time.advance(Duration.ofMillis(700));
        assertThat(zadig.asked).hasSize(3);
        assertThat(asked).allMatch(CompletableFuture::isCompletedExceptionally);

        assertThat(askAll(4, TURN))
                .allSatisfy(failed -> assertThat(failed)
                        .isCompletedExceptionally()
                        .failsWithin(Duration.ZERO)
                        .withThrowableOfType(Exception.class)
                        .withCauseInstanceOf(ZadigException.Unavailable.class)
                        .withMessageContaining("503"));
        assertThat(zadig.asked).hasSize(3);

        zadig.fault = asking -> null;
        time.advance(Duration.ofSeconds(1));
        assertThat(time.valueOf(ask(1, TURN)).id()).isEqualTo(1);
        assertThat(time.valueOf(ask(2, TURN)).id()).isEqualTo(2);
        assertThat(zadig.asked).hasSize(5);
    }

    @Test
    void fourthDoesNotGoOutAfterThreeThatFailed() {
        zadig.fault = asked -> MemoryZadig.Reply.of(503);
        var asked = askAll(6, Duration.ofMillis(700));
        time.advance(Duration.ofMillis(650));
        assertThat(zadig.asked).hasSize(3);
        assertThat(asked.subList(3, 6)).noneMatch(CompletableFuture::isDone);

        // Those whose turn does not come learn why.
        time.advance(Duration.ofMillis(50));
        assertThat(zadig.asked).hasSize(3);
        assertThat(asked.subList(3, 6))
                .allSatisfy(late -> assertThat(time.failureOf(late))
                        .isInstanceOf(ZadigException.Unavailable.class)
                        .hasMessageContaining("503"));
        time.advance(TURN);
        assertThat(zadig.asked).hasSize(3);
        assertThat(time.pending()).isZero();
    }

    @Test
    void requestThatCannotBeMadeFailsAndTakesNobodysPlace() {
        for (int i = 0; i < 25; i++) {
            var failed = this.<WorkflowTask>inTurn(
                    zadig.access("broken"),
                    Pacing.Turn.BACKGROUND,
                    () -> {
                        throw new IllegalStateException("no client");
                    },
                    TURN);
            assertThat(time.failureOf(failed))
                    .isInstanceOf(ZadigException.Defect.class)
                    .hasRootCauseMessage("no client");
        }
        zadig.task("nightly", 1);

        assertThat(time.valueOf(ask(1, TURN)).id()).isEqualTo(1);
    }

    @Test
    void whatWasNotSentTellsNothingAboutTheServer() {
        var access = zadig.access("build");
        for (int i = 0; i < 5; i++) {
            var failed = inTurn(
                    access,
                    Pacing.Turn.BACKGROUND,
                    () -> CompletableFuture.failedFuture(new ZadigException.Unauthorized("no token")),
                    TURN);
            assertThat(time.failureOf(failed)).isInstanceOf(ZadigException.Unauthorized.class);
        }

        assertThat(watcher.figures().get("zadig").lastContact()).isNull();
        assertThat(watcher.figures().get("zadig").failures()).isZero();
    }

    /** As for a live log: what is asked then is not waited for here, and can take hours. */
    @Test
    void turnAloneTakesAPlaceAndTellsNothingAboutTheServer() {
        var access = zadig.access("build");
        Supplier<CompletableFuture<Pacing.Taken>> turn = () -> CompletableFuture.completedFuture(Pacing.Taken.TURN);
        var turns = new ArrayList<CompletableFuture<Pacing.Taken>>();
        for (int i = 0; i < 8; i++) {
            turns.add(inTurn(access, Pacing.Turn.BACKGROUND, turn, TURN));
        }
        time.advance(Duration.ofMillis(900));
        assertThat(turns.stream().filter(CompletableFuture::isDone)).hasSizeLessThanOrEqualTo(5);
        time.advance(Duration.ofSeconds(2));
        assertThat(turns).allMatch(CompletableFuture::isDone);
        assertThat(watcher.figures().get("zadig").lastContact()).isNull();

        // Nor is it the request that shows whether a server answers again.
        zadig.fault = asked -> MemoryZadig.Reply.of(503);
        askAll(3, Duration.ofSeconds(2)).forEach(time::failureOf);
        time.advance(Duration.ofSeconds(2));
        time.valueOf(inTurn(access, Pacing.Turn.BACKGROUND, turn, TURN));
        assertThat(watcher.figures().get("zadig").failures()).isEqualTo(3);
        zadig.fault = asked -> null;
        assertThat(time.valueOf(ask(1, TURN)).id()).isEqualTo(1);
        assertThat(watcher.figures().get("zadig").failures()).isZero();
    }

    @Test
    void errorOfTheServerIsTheRequestsOwn() {
        assertThat(time.failureOf(ask(1, TURN))).isInstanceOf(ZadigException.NotFound.class);
        assertThat(watcher.figures().get("zadig").lastContact()).isEqualTo(time.now());
        assertThat(watcher.figures().get("zadig").failures()).isZero();
    }
}
