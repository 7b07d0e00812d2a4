package io.jenkins.plugins.zadig.simulator;

/** Lets time pass in the world while nobody asks. */
final class Ticker implements AutoCloseable {
    private final World world;
    private final Thread thread;

    Ticker(World world) {
        this.world = world;
        thread = new Thread(this::run, "Zadig simulator");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                world.tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
