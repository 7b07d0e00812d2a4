package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * An image registry that a server knows.
 *
 * @param id by which workflows refer to it
 * @param address as the server keeps it, often with a scheme
 * @param namespace within the registry; may be empty
 */
public record Registry(@JsonProperty("registry_id") String id, String address, String namespace) {
    /** What a run must say to push to it: servers compare the whole text, scheme included (zadig-servers 8.1). */
    public String name() {
        return address + "/" + namespace;
    }

    /** Whether a user means this one: with or without the scheme, with or without a slash at the end. */
    public boolean isMeantBy(String written) {
        return plain(name()).equals(plain(written));
    }

    private static String plain(String name) {
        return name.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceAll("/+", "/")
                .replaceFirst("/$", "");
    }
}
