package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.config.Controller;
import java.util.function.Consumer;

/** Something to do on a thread of the plugin, which may fail. */
@FunctionalInterface
public interface CheckedRunnable {
    void run() throws Exception;

    /** The same with a value that has come. */
    @FunctionalInterface
    interface With<T> {
        void take(T value) throws Exception;
    }

    /**
     * Does it on such a thread.
     *
     * @param failed takes whatever is thrown, an error too, as nobody else would hear of it; what fails because Jenkins
     *     stops goes on when it has started again, and a defect while it starts is no failure yet
     */
    default void on(Controller controller, Consumer<Throwable> failed) {
        Attempts.of(controller, failed).once(this);
    }

    /**
     * The same for what a task depends on: while a defect keeps it from being done, it is done again, with the patience
     * that waits have. It can be done twice.
     */
    default void persistentlyOn(Controller controller, Consumer<Throwable> failed) {
        Attempts.of(controller, failed).persistently(this);
    }

    /** The same where a credential is looked up first, which can take seconds. */
    default void openingOn(Controller controller, Consumer<Throwable> failed) {
        Attempts.of(controller, controller.openers, failed).once(this);
    }

    /** The same for what a task depends on; see {@link #persistentlyOn}. */
    default void openingPersistentlyOn(Controller controller, Consumer<Throwable> failed) {
        Attempts.of(controller, controller.openers, failed).persistently(this);
    }
}
