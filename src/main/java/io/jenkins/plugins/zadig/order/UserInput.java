package io.jenkins.plugins.zadig.order;

import hudson.AbortException;
import java.util.function.Supplier;

/** What a user wrote, on its way to what is sent. */
public final class UserInput {
    private UserInput() {}

    /**
     * Reads it.
     *
     * @param reading throws {@link IllegalArgumentException} naming what is missing or wrong
     * @throws AbortException with the same words, as a line for users
     */
    public static <T> T read(Supplier<T> reading) throws AbortException {
        try {
            return reading.get();
        } catch (IllegalArgumentException x) {
            throw (AbortException) new AbortException(x.getMessage()).initCause(x);
        }
    }
}
