package io.jenkins.plugins.zadig.config;

import central.memory.IndexedExtensions;
import hudson.model.listeners.ItemListener;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A controller that starts with the plugin, as far as that is the plugin's: all its extensions are made, and its listeners
 * hear that all items are loaded. The argument is the number of servers; it prints the nanoseconds that it took.
 */
public final class StartProcess {
    private StartProcess() {}

    public static void main(String[] args) throws InterruptedException {
        var began = System.nanoTime();
        var servers = new ArrayList<ZadigServer>();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            servers.add(new ZadigServer("zadig-" + i, "https://zadig-" + i + ".example.com", "token"));
        }
        IndexedExtensions.instancesOf(Object.class);
        ZadigGlobalConfiguration.get().setServers(servers);
        IndexedExtensions.instancesOf(ItemListener.class).forEach(ItemListener::onLoaded);
        var done = new CountDownLatch(1);
        Controller.get().workers.execute(done::countDown);
        done.await();
        System.out.println("took " + (System.nanoTime() - began));
    }
}
