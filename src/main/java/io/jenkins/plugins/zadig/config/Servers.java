package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The servers that builds of a job can name: those of its folders, the nearest first, then those of the controller. A
 * folder's server hides one of the same name further up.
 */
final class Servers {
    private final Map<String, Known> byName = new LinkedHashMap<>();
    private final List<Known> withHidden = new ArrayList<>();

    @CheckForNull
    private String defaultName;

    /**
     * A server, and whose it is.
     *
     * @param folder the folder that it belongs to, whose credentials it uses; {@code null} when it is the controller's
     */
    record Known(ZadigServer server, @CheckForNull Item folder) {
        /** Tells it from those of the same name in other folders; just the name of one that is the controller's. */
        String fullName() {
            return address().toString();
        }

        /** Where its notifications arrive. */
        NotificationAddress address() {
            return new NotificationAddress(folder == null ? "" : folder.getFullName(), server.name);
        }

        /**
         * Where it is.
         *
         * @throws AbortException saying what is wrong with the address
         */
        URI uri() throws AbortException {
            try {
                return server.uri();
            } catch (URISyntaxException x) {
                throw new AbortException(Messages.Connection_badUrl(server.name, x.getReason()));
            }
        }

        /** Its own credential, as its folder or the controller has it; {@code null} when there is none of that kind. */
        @CheckForNull
        <C extends IdCredentials> C credential(Class<C> kind) {
            return ServerCredentials.find(kind, server.credentialsId, folder, server.url);
        }

        /**
         * An error that says that a credential for it is not there.
         *
         * @param own the credential that is named in place of the server's; {@code null} for the server's
         */
        AbortException missing(@CheckForNull String own) {
            var id = server.credentialsId;
            return new AbortException(
                    own != null
                            ? Messages.Connection_credentialMissing(own)
                            : id.isEmpty()
                                    ? Messages.Connection_noCredential(server.name)
                                    : Messages.Connection_serverCredentialMissing(id, server.name));
        }

        /** The rule that decides about a job; {@code null} when none fits, or there is none. */
        @CheckForNull
        private AccessRule rule(Item job) {
            return server.getAccessRules().stream()
                    .filter(rule -> rule.fits(job.getFullName()))
                    .findFirst()
                    .orElse(null);
        }

        /** Whether the server's access rules let a job use it so. */
        boolean allows(Operation operation, Item job) {
            var rule = rule(job);
            return rule == null ? server.getAccessRules().isEmpty() : rule.allows(operation);
        }

        /**
         * Refuses what the server's access rules do not let a job do.
         *
         * @throws AbortException naming the rule
         */
        void require(Operation operation, Item job) throws AbortException {
            if (!allows(operation, job)) {
                var rule = rule(job);
                throw new AbortException(
                        rule == null
                                ? Messages.Servers_noRule(server.name, job.getFullName())
                                : Messages.Servers_refused(server.name, job.getFullName(), operation.words(), rule));
            }
        }
    }

    private Servers() {}

    /**
     * The servers for a job, or for a folder, whose own come first; those of the controller for {@code null}.
     */
    static Servers of(@CheckForNull Item item) {
        var servers = new Servers();
        Object place = item;
        while (place instanceof Item inner) {
            if (place instanceof ItemGroup<?> group) {
                servers.add(group, inner);
            }
            place = inner.getParent();
        }
        ZadigGlobalConfiguration.get().getServers().forEach(server -> servers.add(server, null));
        return servers;
    }

    private void add(ItemGroup<?> group, Item folder) {
        for (GroupServers source : ExtensionList.lookup(GroupServers.class)) {
            source.servers(group).forEach(server -> add(server, folder));
            if (defaultName == null) {
                defaultName = source.defaultServer(group);
            }
        }
    }

    private void add(ZadigServer server, @CheckForNull Item folder) {
        var known = new Known(server, folder);
        byName.putIfAbsent(server.name, known);
        withHidden.add(known);
    }

    /**
     * Those that builds can name, and those that a folder's server of the same name hides: a task that was started
     * before is where it was.
     */
    List<Known> withHidden() {
        return List.copyOf(withHidden);
    }

    List<Known> all() {
        return new ArrayList<>(byName.values());
    }

    /** The server of a name; {@code null} when there is none. */
    @CheckForNull
    Known named(String name) {
        return byName.get(name);
    }

    /** What a build uses that names no server: what the nearest folder says, or the only one; {@code null} for none. */
    @CheckForNull
    Known unnamed() {
        if (defaultName != null) {
            return byName.get(defaultName);
        }
        return byName.size() == 1 ? byName.values().iterator().next() : null;
    }

    /**
     * The server that a build means.
     *
     * @param name {@code null} when the build names none
     * @throws AbortException saying what is missing, with the names that there are
     */
    Known find(@CheckForNull String name) throws AbortException {
        if (byName.isEmpty()) {
            throw new AbortException(Messages.Connection_noServers());
        }
        var known = name == null ? unnamed() : named(name);
        if (known != null) {
            return known;
        }
        var wanted = name == null ? defaultName : name;
        throw new AbortException(
                wanted == null
                        ? Messages.Connection_whichServer(names())
                        : Messages.Connection_unknownServer(wanted, names()));
    }

    private String names() {
        return byName.keySet().stream().collect(Collectors.joining(", "));
    }

    /**
     * Refuses servers that builds could not tell apart, or that have no address for notifications.
     *
     * @throws IllegalArgumentException saying what is wrong with which one
     */
    static void require(List<ZadigServer> servers) {
        var names = new HashSet<String>();
        for (var server : servers) {
            var name = server.name;
            if (name.isEmpty()) {
                throw new IllegalArgumentException(Messages.ZadigGlobalConfiguration_nameMissing());
            }
            if (!isName(name)) {
                throw new IllegalArgumentException(Messages.ZadigServer_nameCharacters(name));
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException(Messages.ZadigGlobalConfiguration_nameTwice(name));
            }
            AccessRule.require(name, server.getAccessRules());
        }
    }

    /**
     * Refuses servers whose notifications would carry a token.
     *
     * @param folder of the servers; {@code null} for those of the controller
     * @throws IllegalArgumentException naming the server
     */
    static void requireSecrets(List<ZadigServer> servers, @CheckForNull Item folder) {
        for (var server : servers) {
            var id = server.getNotificationCredentialsId();
            var secret = id.isEmpty() ? null : ServerCredentials.find(StringCredentials.class, id, folder, server.url);
            if (!id.isEmpty() && id.equals(server.credentialsId)
                    || secret != null
                            && ServerCredentials.isToken(
                                    secret, secret.getSecret().getPlainText().strip(), server.credentialsId)) {
                throw new IllegalArgumentException(
                        Messages.ZadigServer_secretIsTokenOf(server.name, Messages.ZadigServer_secretIsToken()));
            }
        }
    }

    /** Whether it can be one segment of an address, which no proxy or server on the way takes for something else. */
    static boolean isName(String name) {
        return !name.matches("\\.{1,2}|.*[/\\\\?#;%\\p{Cntrl}].*");
    }
}
