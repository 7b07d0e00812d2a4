package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Describes a fault, for example {@code simulator.fault(Operation.CREATE_TASK).lostAfterEffect().once()}.
 *
 * <p>Statuses, garbage and resets happen instead of what Zadig would do, unless {@link #afterEffect()} is said; broken
 * bodies break what Zadig answers, so they come after the effect always.
 */
public final class FaultBuilder {
    private static final Duration FOREVER = Duration.ofHours(1);
    private static final int CHUNK = 64 * 1024;

    private final Operation operation;
    private final Consumer<Fault> register;
    private Predicate<RecordedRequest> matcher = request -> true;
    private Fault.Effect effect = (handling, fault) -> handling.get();
    private int skip;

    FaultBuilder(Operation operation, Consumer<Fault> register) {
        this.operation = operation;
        this.register = register;
    }

    /** Takes only requests like this. */
    public FaultBuilder when(Predicate<RecordedRequest> wanted) {
        matcher = wanted;
        return this;
    }

    /** Lets the first matching requests pass. */
    public FaultBuilder skip(int requests) {
        skip = requests;
        return this;
    }

    public FaultBuilder status(int status) {
        return instead(Answer.empty(status));
    }

    public FaultBuilder status(int status, String json) {
        return instead(Answer.text(status, "application/json; charset=utf-8", json));
    }

    /** A page of a proxy in between. */
    public FaultBuilder html(int status) {
        return instead(Answer.text(
                status, "text/html", "<html><head><title>" + status + "</title></head><body>nginx</body></html>"));
    }

    /** A header of the answer, such as Retry-After. */
    public FaultBuilder header(String name, String value) {
        return change(answer -> answer.with(name, value));
    }

    public FaultBuilder redirect(URI target) {
        return instead(Answer.empty(302).with("Location", target.toString()));
    }

    /** The connection is reset before anything happens in Zadig. */
    public FaultBuilder lostBeforeEffect() {
        return instead(Answer.broken(Answer.Breakage.RESET));
    }

    /** Zadig does what was asked, and then the connection is reset. */
    public FaultBuilder lostAfterEffect() {
        return lostBeforeEffect().afterEffect();
    }

    /** The connection is closed without a byte of an answer. */
    public FaultBuilder noAnswer() {
        return instead(Answer.broken(Answer.Breakage.CLOSED_WITHOUT_ANSWER));
    }

    /** Bytes that are no HTTP. */
    public FaultBuilder garbage() {
        return instead(Answer.broken(Answer.Breakage.GARBAGE));
    }

    /** What was said so far happens after Zadig has done what was asked. */
    public FaultBuilder afterEffect() {
        var instead = effect;
        effect = (handling, fault) -> {
            handling.get();
            return instead.apply(handling, fault);
        };
        return this;
    }

    /** The answer comes late; Zadig acts at once. */
    public FaultBuilder delay(Duration time) {
        return then((answer, fault) -> fault.waitUntilReleased(time));
    }

    /** The answer comes when the test releases the fault; Zadig acts at once. */
    public FaultBuilder hang() {
        return delay(FOREVER);
    }

    /** Zadig acts, and answers, when the test releases the fault. */
    public FaultBuilder hangBeforeEffect() {
        var after = effect;
        effect = (handling, fault) -> {
            fault.waitUntilReleased(FOREVER);
            return after.apply(handling, fault);
        };
        return this;
    }

    /** The error that Zadig answers has the description of another request, as errors are shared (zadig-servers 3.6). */
    public FaultBuilder descriptionOfAnother(String description) {
        return change(answer -> {
            try {
                return Json.read(new String(answer.bytes(), StandardCharsets.UTF_8)) instanceof ObjectNode error
                        ? Answer.text(
                                answer.status(),
                                "application/json; charset=utf-8",
                                error.put("description", description).toString())
                        : answer;
            } catch (JsonProcessingException x) {
                throw new UncheckedIOException(x);
            }
        });
    }

    /** A whole HTTP answer with half of the JSON. */
    public FaultBuilder truncatedJson() {
        return change(answer -> answer.with(Body.of(half(answer))));
    }

    /** The connection breaks in the middle of the body: fewer bytes come than the header promised. */
    public FaultBuilder resetInBody() {
        return change(answer -> answer.with("Content-Length", String.valueOf(answer.bytes().length))
                .with(Body.of(half(answer))));
    }

    /** The answer is drawn out to so many bytes by blanks before it. */
    public FaultBuilder huge(long bytes) {
        return change(answer -> answer.with(out -> {
            var blanks = new byte[CHUNK];
            Arrays.fill(blanks, (byte) ' ');
            for (long written = 0; written < bytes; written += CHUNK) {
                out.write(blanks);
            }
            answer.body().writeTo(out);
        }));
    }

    /** JSON nested so deep. */
    public FaultBuilder nested(int depth) {
        return instead(Answer.text(200, "application/json", "{\"a\":".repeat(depth) + "{}" + "}".repeat(depth)));
    }

    /** One byte at a time. */
    public FaultBuilder drip(Duration pause) {
        effect = dripping(effect, pause);
        return this;
    }

    private static Fault.Effect dripping(Fault.Effect before, Duration pause) {
        return (handling, fault) -> {
            var answer = before.apply(handling, fault);
            return answer.with(out -> {
                for (byte one : answer.bytes()) {
                    out.write(one);
                    out.flush();
                    fault.waitUntilReleased(pause);
                }
            });
        };
    }

    public Fault once() {
        return times(1);
    }

    public Fault times(int requests) {
        var fault = new Fault(operation, matcher, skip, requests, effect);
        register.accept(fault);
        return fault;
    }

    /** Until {@link Fault#end()}. */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    private FaultBuilder instead(Answer answer) {
        effect = (handling, fault) -> answer;
        return this;
    }

    private FaultBuilder change(UnaryOperator<Answer> change) {
        var before = effect;
        effect = (handling, fault) -> change.apply(before.apply(handling, fault));
        return this;
    }

    private FaultBuilder then(BiConsumer<Answer, Fault> action) {
        var before = effect;
        effect = (handling, fault) -> {
            var answer = before.apply(handling, fault);
            action.accept(answer, fault);
            return answer;
        };
        return this;
    }

    private static byte[] half(Answer answer) {
        var whole = new String(answer.bytes(), StandardCharsets.UTF_8);
        return whole.substring(0, whole.length() / 2).getBytes(StandardCharsets.UTF_8);
    }
}
