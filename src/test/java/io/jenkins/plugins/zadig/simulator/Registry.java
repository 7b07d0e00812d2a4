package io.jenkins.plugins.zadig.simulator;

/**
 * An integrated image registry.
 *
 * @param address as it was stored, with its scheme where it was given with one
 */
record Registry(String id, String address, String namespace) {
    /** What a request must say: the address, a slash and the namespace, letter by letter (recorded, 1.18 to 5.0). */
    String name() {
        return address + "/" + namespace;
    }

    /** How images of it are called: without a scheme. */
    String prefix() {
        return name().replaceFirst("^https?://", "");
    }

    /** A registry by its name, of which the last part is the namespace; recorded workflows push to the first one. */
    static Registry of(int number, String name) {
        var slash = name.lastIndexOf('/');
        return new Registry(
                String.format("6b0000000000000000%06x", number), name.substring(0, slash), name.substring(slash + 1));
    }
}
