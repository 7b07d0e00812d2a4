package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.Defects;
import java.util.function.Consumer;

/**
 * The one place through which work goes from one owner to another: from the timer to the queue, from the queue to HTTP,
 * from an answer to whoever waits for it, from a notification to the watch. Whatever is thrown on the way, be it that a
 * class cannot be loaded or that there are no more threads, what the work serves is armed again. Else nobody would hear of
 * it, and a build would wait for ever.
 *
 * <p>Should arming fail as well, {@link TaskWatcher}'s watchdog finds within three minutes what nothing serves any more.
 */
public final class HandOver {
    private HandOver() {}

    /**
     * Hands something over; never throws.
     *
     * @param rearm gets what was thrown
     */
    public static void run(Runnable work, Consumer<Throwable> rearm) {
        try {
            work.run();
        } catch (Throwable thrown) {
            try {
                rearm.accept(thrown);
            } catch (Throwable again) {
                // The watchdog comes by, and whoever reads the log knows why.
                Defects.log(again);
            }
        }
    }

    /** Hands something over that nothing has to be armed again for; never throws. */
    public static void run(Runnable work) {
        run(work, Defects::log);
    }
}
