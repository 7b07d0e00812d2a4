package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** The address of a task's page, as Zadig's variable {@code workflow.task.url} has it (zadig-servers 26.1). */
public final class TaskAddress {
    /** Longer than any page's address. */
    private static final int MAX_LENGTH = 4_096;

    private static final Pattern PAGE =
            Pattern.compile("v1/projects/detail/([^/]+)/pipelines/custom/([^/]+)/([1-9]\\d{0,9})");

    private TaskAddress() {}

    /**
     * The task whose page an address is.
     *
     * @param item whose builds may use the server; {@code null} for the controller's servers
     * @return {@code null} for the address of anything else, and of a server that is not configured here
     */
    @CheckForNull
    public static TaskRef task(@CheckForNull Item item, String address) {
        if (address.length() > MAX_LENGTH) {
            return null;
        }
        URI page;
        try {
            page = new URI(address.strip());
        } catch (URISyntaxException x) {
            return null;
        }
        for (Servers.Known known : Servers.of(item).all()) {
            var path = below(known.server(), page);
            var match = path == null ? null : PAGE.matcher(path);
            if (match != null && match.matches()) {
                return new TaskRef(
                        known.server().name,
                        decode(match.group(1)),
                        decode(match.group(2)),
                        Long.parseLong(match.group(3)));
            }
        }
        return null;
    }

    /**
     * Where the server is on which a task has its page, whatever the server is called now.
     *
     * @param item whose builds may use the server
     * @return {@code null} when no server is configured at such an address
     */
    @CheckForNull
    public static URI server(Item item, TaskRef task, String page) {
        for (Servers.Known known : Servers.of(item).withHidden()) {
            try {
                var address = known.server().uri();
                if (task.page(address).equals(page)) {
                    return address;
                }
            } catch (URISyntaxException x) {
                // Nothing is at an address that is none.
                continue;
            }
        }
        return null;
    }

    /** What follows a server's address in the path of a page; {@code null} for a page of another server. */
    @CheckForNull
    private static String below(ZadigServer server, URI page) {
        URI base;
        try {
            base = server.uri();
        } catch (URISyntaxException x) {
            return null;
        }
        var root = base.getRawPath() == null ? "" : base.getRawPath();
        root = root.endsWith("/") ? root : root + "/";
        var path = page.getRawPath();
        return path != null && origin(base).equals(origin(page)) && path.startsWith(root)
                ? path.substring(root.length())
                : null;
    }

    private static String origin(URI address) {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        var port = address.getPort() != -1 ? address.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
