package io.jenkins.plugins.zadig.api;

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
}
