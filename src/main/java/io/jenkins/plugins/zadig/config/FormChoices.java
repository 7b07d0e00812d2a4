package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The servers and credentials that the forms of jobs offer, to those who may see them. */
public final class FormChoices {
    private FormChoices() {}

    /**
     * The names of the servers that builds can use.
     *
     * @param item the job or folder with the form; {@code null} outside of them
     */
    public static ComboBoxModel servers(@CheckForNull Item item) {
        var names = new ComboBoxModel();
        if (maySee(item)) {
            Servers.of(item).all().forEach(known -> names.add(known.server().name));
        }
        return names;
    }

    /** Tells which server builds will use, or why none. */
    public static FormValidation checkServer(@CheckForNull Item item, @CheckForNull String name) {
        if (!maySee(item)) {
            return FormValidation.ok();
        }
        var wanted = Util.fixEmptyAndTrim(name);
        try {
            var found = Servers.of(item).find(wanted).server().name;
            return wanted == null ? FormValidation.ok(Messages.FormChoices_unnamed(found)) : FormValidation.ok();
        } catch (AbortException x) {
            return FormValidation.error(x.getMessage());
        }
    }

    /** The credentials with a token that builds of a job can use, after an empty choice; parameters as above. */
    public static ListBoxModel credentials(@CheckForNull Item item, @CheckForNull String current) {
        // Outside of jobs Jenkins lists those of the scope System, too, which no build can use.
        return offered(
                item, current, null, CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM)));
    }

    /** The credentials that a server itself can take; parameters as above. */
    static ListBoxModel serverCredentials(
            @CheckForNull Item item, @CheckForNull String current, @CheckForNull String url) {
        return offered(
                item,
                current,
                url,
                credential -> item == null
                        || !(credential instanceof IdCredentials known)
                        || !ServerCredentials.isInherited(known, item, url));
    }

    /** The secrets that a server's notifications can carry; parameters as above. */
    static ListBoxModel notificationSecrets(
            @CheckForNull Item item, @CheckForNull String current, @CheckForNull String url) {
        // Zadig sends it in clear to whatever address a workflow names.
        return offered(item, current, url, CredentialsMatchers.not(CredentialsMatchers.instanceOf(ZadigToken.class)));
    }

    private static ListBoxModel offered(
            @CheckForNull Item item,
            @CheckForNull String current,
            @CheckForNull String url,
            CredentialsMatcher matcher) {
        var items = new StandardListBoxModel();
        if (!maySee(item)) {
            return items.includeCurrentValue(Util.fixNull(current));
        }
        return items.includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2,
                        item,
                        StringCredentials.class,
                        URIRequirementBuilder.fromUri(url).build(),
                        matcher)
                .includeCurrentValue(Util.fixNull(current));
    }

    /** Whether somebody may see which servers and credentials there are for the builds of a job. */
    static boolean maySee(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /** Whether somebody may have the form's servers asked with the form's credentials, as builds of the job do. */
    static boolean mayAsk(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.CONFIGURE) && item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /**
     * Whether somebody may have any address asked with any credential, as the form of a server does: whoever may add
     * servers at this place. A job has none, so that to configure it is not enough.
     */
    static boolean mayAddServers(@CheckForNull Item item) {
        return hasServers(item) ? mayAsk(item) : Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** Refuses whoever may not, as Jenkins refuses: with an exception that leads to the log-in or to a page. */
    static void requireToAddServers(@CheckForNull Item item) {
        if (item != null && hasServers(item)) {
            item.checkPermission(Item.CONFIGURE);
            item.checkPermission(CredentialsProvider.USE_ITEM);
        } else {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        }
    }

    private static boolean hasServers(@CheckForNull Item item) {
        return item instanceof ItemGroup && !(item instanceof Job);
    }
}
