package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;
import hudson.model.ItemGroup;
import java.util.List;

/**
 * Finds the servers that a group of jobs has of its own. An extension point, as groups come with plugins that a
 * controller need not have.
 */
interface GroupServers extends ExtensionPoint {
    /** The servers of the group itself, not of those above it. */
    List<ZadigServer> servers(ItemGroup<?> group);

    /** The name of the server that builds in the group use when they name none; {@code null} for no such server. */
    @CheckForNull
    String defaultServer(ItemGroup<?> group);
}
