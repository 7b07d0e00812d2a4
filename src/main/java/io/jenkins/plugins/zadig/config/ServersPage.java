package io.jenkins.plugins.zadig.config;

import hudson.Extension;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.StaplerProxy;

/** The page under <i>Manage Jenkins</i> that shows how well the servers work. It asks no server anything. */
@Extension
@Symbol("zadigServers")
public final class ServersPage extends ManagementLink implements StaplerProxy {
    static final String URL = "zadig";

    @Override
    public String getIconFileName() {
        return "symbol-server";
    }

    @Override
    public String getDisplayName() {
        return Messages.ServersPage_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.ServersPage_description();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    /** Jenkins hides the link from others, but serves the page. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(getRequiredPermission());
        return this;
    }

    public List<ServerState> getServers() {
        return ServerState.all(Instant.now());
    }
}
