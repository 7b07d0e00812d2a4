package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.concurrent.Executor;

/**
 * Where a client gets the API token of each request from, so that a rotated token is used from the next request on.
 */
@FunctionalInterface
public interface TokenSource {
    /**
     * The token to send now.
     *
     * @return the bare token, without a scheme
     * @throws ZadigException when there is none any more, for example because the credential was deleted
     */
    String token() throws ZadigException;

    /**
     * Where tokens are looked up. Some ask another server, which may hold up nothing but calls with the same token.
     * {@code null} for the client's own threads, where a look-up takes no time.
     */
    @CheckForNull
    default Executor executor() {
        return null;
    }

    /** A server refuses the token, which is not believed yet: the call is tried again for a while. Told once a call. */
    default void doubted() {
        // Most callers have nobody to tell.
    }
}
