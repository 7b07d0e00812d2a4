package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import java.util.List;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Advises administrators to move tokens to the scope System: a server takes them there, and no Jenkinsfile can. It is
 * apart from {@link ServersMonitor}, so that whoever dismisses the advice still hears of servers that do not answer.
 */
@Extension
@Symbol("zadigTokenScopeMonitor")
public final class TokenScopeMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.TokenScopeMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return ZadigGlobalConfiguration.get().getServers().stream().anyMatch(TokenScopeMonitor::isForEverybody);
    }

    /** The controller's servers whose token every job can take. */
    public List<ZadigServer> getServers() {
        return ZadigGlobalConfiguration.get().getServers().stream()
                .filter(TokenScopeMonitor::isForEverybody)
                .toList();
    }

    private static boolean isForEverybody(ZadigServer server) {
        var id = server.credentialsId;
        var token = id.isEmpty() ? null : ServerCredentials.find(StringCredentials.class, id, null, server.url);
        return token != null && token.getScope() == CredentialsScope.GLOBAL;
    }
}
