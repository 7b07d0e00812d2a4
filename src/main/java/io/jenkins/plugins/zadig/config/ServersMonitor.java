package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import hudson.security.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;

/** Warns administrators of servers that do not answer, and of tokens that end. */
@Extension
@Symbol("zadigServersMonitor")
public final class ServersMonitor extends AdministrativeMonitor {
    /** Jenkins asks at each page, and a store of credentials may be far away. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    @CheckForNull
    private volatile Seen seen;

    private record Seen(Instant at, List<ServerState> troubled) {}

    @Override
    public String getDisplayName() {
        return Messages.ServersMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return !getTroubled().isEmpty();
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    /** The servers with problems. */
    public List<ServerState> getTroubled() {
        return troubled(Instant.now());
    }

    List<ServerState> troubled(Instant now) {
        var last = seen;
        if (last == null || Duration.between(last.at(), now).abs().compareTo(FRESH) >= 0) {
            last = new Seen(
                    now,
                    ServerState.all(now).stream()
                            .filter(server -> !server.getProblems().isEmpty())
                            .toList());
            seen = last;
        }
        return last.troubled();
    }

    /** Below the URL of Jenkins. */
    public String getPage() {
        return "manage/" + ServersPage.URL + "/";
    }
}
