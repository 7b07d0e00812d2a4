package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The servers that builds can name. */
@Extension
@Symbol("zadig")
public final class ZadigGlobalConfiguration extends GlobalConfiguration {
    private static final String SERVERS = "servers";

    private volatile List<ZadigServer> servers = new ArrayList<>();

    public ZadigGlobalConfiguration() {
        load();
    }

    public static ZadigGlobalConfiguration get() {
        return ExtensionList.lookupSingleton(ZadigGlobalConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.ZadigGlobalConfiguration_displayName();
    }

    public List<ZadigServer> getServers() {
        return Collections.unmodifiableList(servers);
    }

    /**
     * Replaces all servers.
     *
     * @throws IllegalArgumentException if a name is blank, used twice or unfit, or a setting is refused; nothing is
     *     changed then
     */
    @DataBoundSetter
    public void setServers(@CheckForNull List<ZadigServer> servers) {
        var replacement = servers == null ? new ArrayList<ZadigServer>() : new ArrayList<>(servers);
        Servers.require(replacement);
        Servers.requireSecrets(replacement, null);
        this.servers = replacement;
        save();
    }

    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        // A form from which the last server was deleted says nothing of servers, and would change nothing.
        if (!json.has(SERVERS)) {
            json.put(SERVERS, new JSONArray());
        }
        try {
            return super.configure(req, json);
        } catch (IllegalArgumentException x) {
            throw new FormException(x.getMessage(), x, SERVERS);
        }
    }
}
