package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.Defects;
import java.util.function.Consumer;

/**
 * Runs work that goes from one owner to another, so that nothing is lost on the way: from the timer to the queue, from the
 * queue to HTTP, from an answer to whoever waits for it. Whatever is thrown, an {@link Error} too, goes to a fallback that
 * arms again what the work serves. Else a build would wait for ever.
 *
 * <p>If the fallback fails as well, {@link TaskWatcher}'s watchdog finds within three minutes what nothing serves any more.
 */
public final class Failsafe {
    private Failsafe() {}

    /**
     * Runs something; never throws.
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
                Defects.log(again);
            }
        }
    }

    /** Runs something that nothing has to be armed again for; never throws. */
    public static void run(Runnable work) {
        run(work, Defects::log);
    }
}
