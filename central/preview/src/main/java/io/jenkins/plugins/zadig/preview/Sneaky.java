package io.jenkins.plugins.zadig.preview;

/** Throws checked exceptions through Groovy's closures, which declare none. */
final class Sneaky {
    private Sneaky() {}

    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
