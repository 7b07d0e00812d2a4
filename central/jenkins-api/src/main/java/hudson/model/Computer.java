package hudson.model;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public abstract class Computer extends Actionable {
    public static final ExecutorService threadPoolForRemoting = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "Computer.threadPoolForRemoting");
        thread.setDaemon(true);
        return thread;
    });
}
