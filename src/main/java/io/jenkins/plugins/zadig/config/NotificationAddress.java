package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * Where a server's notifications arrive, below the URL of Jenkins: {@code zadig-hook/}, the folder that the server
 * belongs to, if it belongs to one, and the name of the server.
 *
 * @param folder full name of the folder; empty for the controller's own servers
 * @param server as configured
 */
public record NotificationAddress(String folder, String server) {
    /** The first segment of the path. */
    public static final String ROOT = "zadig-hook";

    /** Longer than any address; what anybody sends is not worth more of an effort. */
    private static final int MAX_LENGTH = 1_024;

    /** Whole segments, none of which leads elsewhere, however it is written. */
    private static final Pattern PATH = Pattern.compile("(?:/(?!(?:\\.|%2[eE]){1,2}(?:/|$))[^/\\\\;]+)+");

    /** The path, without a slash in front. */
    public String path() {
        var folders = folder.isEmpty()
                ? ""
                : Stream.of(folder.split("/")).map(Util::rawEncode).collect(Collectors.joining("/", "", "/"));
        return ROOT + "/" + folders + Util.rawEncode(server);
    }

    /**
     * Reads a path as it came, still encoded.
     *
     * @param rest what follows {@link #ROOT}
     * @return {@code null} for a path that is no server's, whatever is configured
     */
    @CheckForNull
    public static NotificationAddress read(String rest) {
        if (rest.length() > MAX_LENGTH || !PATH.matcher(rest).matches()) {
            return null;
        }
        var cut = rest.lastIndexOf('/');
        try {
            return new NotificationAddress(
                    decode(rest.substring(Math.min(1, cut), cut)), decode(rest.substring(cut + 1)));
        } catch (IllegalArgumentException x) {
            return null;
        }
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The server that is there at this moment, and its folder; {@code null} when there is none. */
    @CheckForNull
    Servers.Known find() {
        if (folder.isEmpty()) {
            return Servers.of(null).named(server);
        }
        // Whoever notifies is nobody, and may see nothing.
        try (ACLContext jenkins = ACL.as2(ACL.SYSTEM2)) {
            var item = Jenkins.get().getItemByFullName(folder, Item.class);
            var known = item instanceof ItemGroup<?> ? Servers.of(item).named(server) : null;
            return known != null && known.folder() == item ? known : null;
        }
    }

    /** The folder and the server, as messages call them. */
    @Override
    public String toString() {
        return folder.isEmpty() ? server : folder + "/" + server;
    }
}
