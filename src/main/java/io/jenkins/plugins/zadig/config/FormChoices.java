package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The servers and credentials that the forms of jobs offer, to those who may see them. */
public final class FormChoices {
    private FormChoices() {}

    /**
     * The servers, after an empty choice.
     *
     * @param item the job with the form; {@code null} outside of jobs
     * @param current what the form has now
     */
    @NonNull
    public static ListBoxModel servers(@CheckForNull Item item, @CheckForNull String current) {
        var items = new ListBoxModel();
        if (!maySee(item)) {
            return items.add(Util.fixNull(current));
        }
        var servers = ZadigGlobalConfiguration.get().getServers();
        items.add(servers.size() == 1 ? Messages.FormChoices_only(servers.get(0).getName()) : "", "");
        servers.forEach(server -> items.add(server.getName()));
        return items;
    }

    /** Tells whether a build will find its server. */
    @NonNull
    public static FormValidation checkServer(@CheckForNull Item item, @CheckForNull String name) {
        var servers = ZadigGlobalConfiguration.get().getServers();
        if (!maySee(item)) {
            return FormValidation.ok();
        }
        if (servers.isEmpty()) {
            return FormValidation.error(Messages.Connection_noServers());
        }
        var names = servers.stream().map(ZadigServer::getName).collect(Collectors.joining(", "));
        var wanted = Util.fixEmptyAndTrim(name);
        if (wanted == null) {
            return servers.size() == 1
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.Connection_whichServer(names));
        }
        return ZadigGlobalConfiguration.get().server(wanted) == null
                ? FormValidation.error(Messages.Connection_unknownServer(wanted, names))
                : FormValidation.ok();
    }

    /** The credentials with a token that builds of a job can use, after an empty choice; parameters as above. */
    @NonNull
    public static ListBoxModel credentials(@CheckForNull Item item, @CheckForNull String current) {
        var items = new StandardListBoxModel();
        if (!maySee(item)) {
            return items.includeCurrentValue(Util.fixNull(current));
        }
        return items.includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2,
                        item,
                        StringCredentials.class,
                        URIRequirementBuilder.create().build(),
                        // No build can use a credential of the scope System.
                        CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM)))
                .includeCurrentValue(Util.fixNull(current));
    }

    private static boolean maySee(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }
}
