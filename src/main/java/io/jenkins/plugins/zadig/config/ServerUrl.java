package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URI;
import java.net.URISyntaxException;

/** The address of a server: what may be one, and what is wrong with what may not. */
final class ServerUrl {
    private ServerUrl() {}

    /**
     * Reads an address.
     *
     * @throws URISyntaxException with a reason that people can read, if it is not an absolute http or https address
     *     without user, query and fragment
     */
    static URI parse(@CheckForNull String text) throws URISyntaxException {
        if (text == null || text.isBlank()) {
            throw new URISyntaxException("", Messages.ServerUrl_missing());
        }
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException x) {
            throw new URISyntaxException("", Messages.ServerUrl_malformed());
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new URISyntaxException("", Messages.ServerUrl_scheme());
        }
        if (uri.getRawUserInfo() != null) {
            throw new URISyntaxException("", Messages.ServerUrl_user());
        }
        if (uri.getHost() == null) {
            throw new URISyntaxException("", Messages.ServerUrl_host());
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new URISyntaxException("", Messages.ServerUrl_query());
        }
        return uri;
    }
}
