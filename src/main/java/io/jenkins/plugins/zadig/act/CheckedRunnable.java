package io.jenkins.plugins.zadig.act;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

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
     *     stops goes on when it has started again
     */
    default void on(Executor workers, Consumer<Throwable> failed) {
        workers.execute(() -> {
            try {
                run();
            } catch (InterruptedException x) {
                Thread.currentThread().interrupt();
                failed.accept(x);
            } catch (Exception | Error x) {
                if (Jenkins.get().isTerminating()) {
                    Logger.getLogger(CheckedRunnable.class.getName()).log(Level.FINE, "Jenkins stops", x);
                } else {
                    failed.accept(x);
                }
            }
        });
    }
}
