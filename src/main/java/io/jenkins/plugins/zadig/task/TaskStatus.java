package io.jenkins.plugins.zadig.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every status that a server writes on a task, stage or job (zadig-servers 11.10), and what it means for a wait. */
public enum TaskStatus {
    NOT_STARTED("", Phase.QUEUED),
    CREATED("created", Phase.QUEUED),
    WAITING("waiting", Phase.QUEUED),
    QUEUED("queued", Phase.QUEUED),
    BLOCKED("blocked", Phase.QUEUED),
    PENDING("pending", Phase.QUEUED),
    PREPARE("prepare", Phase.RUNNING),
    DISTRIBUTED("distributed", Phase.RUNNING),
    RUNNING("running", Phase.RUNNING),
    CHANGED("changed", Phase.RUNNING),
    NOT_RUN("notrun", Phase.QUEUED),
    DISABLED("disabled", Phase.QUEUED),
    WAIT_FOR_APPROVAL("wait_for_approval", Phase.PERSON),
    WAIT_FOR_MANUAL_ERROR_HANDLING("wait_for_manual_error_handling", Phase.PERSON),
    PAUSE("pause", Phase.PERSON),
    DEBUG_BEFORE("debug_before", Phase.PERSON),
    DEBUG_AFTER("debug_after", Phase.PERSON),
    PASSED("passed", Phase.ENDED),
    UNSTABLE("unstable", Phase.ENDED),
    SKIPPED("skipped", Phase.ENDED),
    FAILED("failed", Phase.ENDED),
    TIMEOUT("timeout", Phase.ENDED),
    CANCELLED("cancelled", Phase.ENDED),
    REJECT("reject", Phase.ENDED),
    /** One that this plugin does not know: users are told of it, and the wait goes on. */
    UNKNOWN("?", Phase.RUNNING);

    /** What a wait is waiting for. */
    public enum Phase {
        /** Zadig to begin. */
        QUEUED,
        /** Zadig to finish. */
        RUNNING,
        /** Somebody to decide. */
        PERSON,
        /** Nothing any more. */
        ENDED
    }

    private static final Map<String, TaskStatus> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TaskStatus::wire, Function.identity()));

    private final String wire;
    private final Phase phase;

    TaskStatus(String wire, Phase phase) {
        this.wire = wire;
        this.phase = phase;
    }

    /** The status that a server wrote; {@link #UNKNOWN} for one it should not know. */
    public static TaskStatus of(String wire) {
        var text = wire.toLowerCase(Locale.ROOT);
        // Up to server line 3.0 (zadig-servers 11.11).
        return text.equals("waitforapprove") ? WAIT_FOR_APPROVAL : BY_WIRE.getOrDefault(text, UNKNOWN);
    }

    /** As servers write it today, in lower case; what scripts compare with. */
    public String wire() {
        return wire;
    }

    /** The same for what a server wrote; one that is not known stays as it is. */
    public static String wireOf(String status) {
        var known = of(status);
        return known == UNKNOWN ? status : known.wire;
    }

    public Phase phase() {
        return phase;
    }

    public boolean ended() {
        return phase == Phase.ENDED;
    }

    /** Whether a job with it failed, also where that was let pass. */
    public boolean failed() {
        return this == FAILED || this == TIMEOUT || this == REJECT || this == UNSTABLE;
    }

    /** Whether a retry would be accepted (zadig-servers 15.2). */
    public boolean retryable() {
        return this == FAILED || this == TIMEOUT || this == CANCELLED || this == REJECT;
    }
}
