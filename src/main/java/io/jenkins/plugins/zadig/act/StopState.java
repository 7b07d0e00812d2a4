package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.concurrent.CancellationException;

/**
 * Whether a build still wants its task, and whether something is under way that must be sent once. An abort either keeps
 * the request from being sent, or knows that it may be under way. The thread that runs Pipelines takes the lock, so it is
 * held for an instant only.
 */
final class StopState {
    /** Why the build does not want the task any more; {@code null} while it does. */
    @CheckForNull
    private Throwable reason;

    private boolean asking;
    private boolean lettingGo;
    private boolean timedOut;

    /** Whether the build or its step has ended without this. */
    private boolean abandoned;

    StopState(@CheckForNull Throwable reason) {
        this.reason = reason;
    }

    /**
     * How it was when an answer came.
     *
     * @param reason why the build does not want the task any more; {@code null} when it does, or is abandoned
     */
    record Answered(boolean unwanted, @CheckForNull Throwable reason) {}

    /** Begins to send what must be sent once; {@code false} when nobody wants that any more. */
    synchronized boolean ask() {
        if (isUnwanted()) {
            return false;
        }
        asking = true;
        return true;
    }

    /** What was sent before a restart may be under way. */
    synchronized void askedBefore() {
        asking = true;
    }

    /** Nothing is under way any more. */
    synchronized Answered answered() {
        asking = false;
        return new Answered(isUnwanted(), reason);
    }

    synchronized boolean isAsking() {
        return asking;
    }

    /** Whether nobody wants what has not been sent yet. */
    synchronized boolean isUnwanted() {
        return reason != null || abandoned;
    }

    /** The build does not want the task any more; tells whether it said so before. */
    synchronized boolean stop(Throwable cause) {
        var again = reason != null && !timedOut;
        timedOut = false;
        reason = cause;
        return again;
    }

    /** A time limit of the build is over. */
    synchronized void timeOut(Throwable why) {
        timedOut = true;
        reason = reason == null ? why : reason;
    }

    /** A time limit of the build is over; {@code false} where something is under way, or nobody wants it any more. */
    synchronized boolean timeOutUnasked(Throwable why) {
        if (asking || isUnwanted()) {
            return false;
        }
        timeOut(why);
        return true;
    }

    /** Something failed for good. */
    synchronized void giveUp(Throwable why) {
        reason = reason == null ? why : reason;
    }

    /** The build or its step has ended; tells whether that is new. */
    synchronized boolean abandon() {
        var first = !abandoned;
        abandoned = true;
        return first;
    }

    /** The task is begun to be let go; tells whether that is new. */
    synchronized boolean letGo() {
        var first = !lettingGo;
        lettingGo = true;
        return first;
    }

    /** That failed, and is to be begun once more. */
    synchronized void keep() {
        lettingGo = false;
    }

    synchronized boolean isLettingGo() {
        return lettingGo;
    }

    synchronized boolean isTimedOut() {
        return timedOut;
    }

    /** What ends the step. */
    synchronized Throwable end() {
        return reason == null ? new CancellationException() : reason;
    }
}
