package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.CredentialsScope;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.task.NoticeFigures;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Zadig server that builds can name. Configuration as Code wants a getter beside each setter. */
public final class ZadigServer implements Describable<ZadigServer> {
    /** Requests a second that all builds together may send to a server. */
    public static final int DEFAULT_REQUESTS_PER_SECOND = 5;

    /** The workflow variable that carries the key of a launch, where a workflow declares it. */
    public static final String DEFAULT_LAUNCH_KEY_VARIABLE = "JENKINS_LAUNCH_KEY";

    private static final int MAX_REQUESTS_PER_SECOND = 100;

    /** For how many minutes builds wait for a server that does not answer. */
    public static final int DEFAULT_GIVE_UP = 60;

    private static final int MAX_GIVE_UP = 7 * 24 * 60;

    /** By which builds name it. */
    public final String name;

    /** Its address, as it was written; see {@link #uri()}. */
    public final String url;

    /** ID of the credential with its token; empty where every step names its own. */
    public final String credentialsId;

    private int requestsPerSecond = DEFAULT_REQUESTS_PER_SECOND;
    private String launchKeyVariable = DEFAULT_LAUNCH_KEY_VARIABLE; // lgtm[jenkins/plaintext-storage]
    private String notificationCredentialsId = "";
    private int giveUp = DEFAULT_GIVE_UP;

    /** {@code null} for none, as in what an older version saved. */
    @CheckForNull
    private List<AccessRule> accessRules;

    /** The opposite is kept, so that people may vote where an older version saved nothing of it. */
    private boolean pageVotesOff;

    private boolean tokenShared;

    /** Thousands of waits share this one. */
    @CheckForNull
    private transient volatile URI uri;

    @DataBoundConstructor
    public ZadigServer(String name, String url, String credentialsId) {
        this.name = Util.fixNull(name).trim();
        this.url = Util.fixNull(url).trim();
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    /** How many requests a second all builds together may send, from 1 to 100. */
    public int getRequestsPerSecond() {
        return requestsPerSecond;
    }

    /** Takes the nearest number from 1 to 100. */
    @DataBoundSetter
    public void setRequestsPerSecond(int requestsPerSecond) {
        this.requestsPerSecond = Math.max(1, Math.min(requestsPerSecond, MAX_REQUESTS_PER_SECOND));
    }

    /** Empty when launches carry no key. */
    public String getLaunchKeyVariable() {
        return launchKeyVariable;
    }

    @DataBoundSetter
    public void setLaunchKeyVariable(@CheckForNull String launchKeyVariable) {
        this.launchKeyVariable = Util.fixNull(launchKeyVariable).trim();
    }

    /** ID of the secret text that the server's notifications carry; empty when none is accepted. */
    public String getNotificationCredentialsId() {
        return notificationCredentialsId;
    }

    @DataBoundSetter
    public void setNotificationCredentialsId(@CheckForNull String notificationCredentialsId) {
        this.notificationCredentialsId = Util.fixNull(notificationCredentialsId).trim();
    }

    /** For how many minutes builds wait while the server does not answer. */
    public int getGiveUp() {
        return giveUp;
    }

    /** Takes the nearest number of minutes from 1 to those of a week. */
    @DataBoundSetter
    public void setGiveUp(int giveUp) {
        this.giveUp = Math.max(1, Math.min(giveUp, MAX_GIVE_UP));
    }

    /** What jobs may use the server for; empty when every job that finds it may use it for everything. */
    public List<AccessRule> getAccessRules() {
        return accessRules == null ? List.of() : Collections.unmodifiableList(accessRules);
    }

    /** Replaces all rules; {@code null} for none. */
    @DataBoundSetter
    public void setAccessRules(@CheckForNull List<AccessRule> accessRules) {
        this.accessRules = accessRules == null || accessRules.isEmpty() ? null : new ArrayList<>(accessRules);
    }

    /** Whether people may approve and reject on the pages of builds. */
    public boolean isPageVotes() {
        return !pageVotesOff;
    }

    @DataBoundSetter
    public void setPageVotes(boolean pageVotes) {
        pageVotesOff = !pageVotes;
    }

    /**
     * Whether others launch workflows with the token's user, too: another controller, a script or a person. Then a task
     * that fits a run whose answer was lost can be theirs, and is named instead of taken, unless it carries the launch
     * key.
     */
    public boolean isTokenShared() {
        return tokenShared;
    }

    @DataBoundSetter
    public void setTokenShared(boolean tokenShared) {
        this.tokenShared = tokenShared;
    }

    /** What is read may have been written by an older version or by hand, so values can be missing or out of bounds. */
    private Object readResolve() {
        var read = new ZadigServer(name, url, credentialsId);
        read.setRequestsPerSecond(requestsPerSecond == 0 ? DEFAULT_REQUESTS_PER_SECOND : requestsPerSecond);
        read.setLaunchKeyVariable(launchKeyVariable == null ? DEFAULT_LAUNCH_KEY_VARIABLE : launchKeyVariable);
        read.setNotificationCredentialsId(notificationCredentialsId);
        read.setGiveUp(giveUp == 0 ? DEFAULT_GIVE_UP : giveUp);
        read.setAccessRules(accessRules);
        read.pageVotesOff = pageVotesOff;
        read.tokenShared = tokenShared;
        return read;
    }

    /** Whether this is the address now; not while it is none. */
    boolean isAt(URI address) {
        try {
            return address.equals(uri());
        } catch (URISyntaxException x) {
            return false;
        }
    }

    /**
     * The address.
     *
     * @throws URISyntaxException with a reason that people can read, while {@link #url} is none
     */
    URI uri() throws URISyntaxException {
        var parsed = uri;
        if (parsed == null) {
            parsed = ServerUrl.parse(url);
            uri = parsed;
        }
        return parsed;
    }

    /** The form of a server; only its test button asks the server anything. */
    @Extension
    @Symbol("zadigServer")
    public static final class DescriptorImpl extends LocalizedDescriptor<ZadigServer> {
        /** Long enough not to be guessed, and the same in a header of HTTP as in a form. */
        private static final Pattern SECRET = Pattern.compile("[!-~]{16,}");

        private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckName(@QueryParameter String value) {
            var name = Util.fixEmptyAndTrim(value);
            return name == null
                    ? FormValidation.ok(Messages.ZadigServer_nameHint())
                    : Servers.isName(name)
                            ? FormValidation.ok()
                            : FormValidation.error(Messages.ZadigServer_nameCharacters(name));
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckUrl(@QueryParameter String value) {
            if (Util.fixEmptyAndTrim(value) == null) {
                // A form that has just been opened is not wrong.
                return FormValidation.ok(Messages.ServerUrl_missing());
            }
            try {
                var uri = ServerUrl.parse(value);
                return "http".equalsIgnoreCase(uri.getScheme())
                        ? FormValidation.warning(Messages.ServerUrl_unencrypted())
                        : FormValidation.ok();
            } catch (URISyntaxException x) {
                return FormValidation.error(x.getReason());
            }
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @CheckForNull @AncestorInPath Item item,
                @QueryParameter String url,
                @QueryParameter String credentialsId) {
            return FormChoices.serverCredentials(item, credentialsId, url);
        }

        @POST
        public FormValidation doCheckCredentialsId(
                @CheckForNull @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String url) {
            if (!FormChoices.mayAddServers(item)) {
                return FormValidation.ok();
            }
            if (Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.ok(Messages.ZadigServer_noCredential());
            }
            var credential = ServerCredentials.find(StringCredentials.class, value, item, url);
            if (credential == null) {
                return FormValidation.error(Messages.ZadigServer_credentialMissing(value));
            }
            var token = TokenCheck.of(credential.getSecret().getPlainText(), Instant.now());
            return token.kind == FormValidation.Kind.OK
                            && credential.getScope() == CredentialsScope.GLOBAL
                            && item == null
                    ? FormValidation.warning(token.getMessage() + ". " + Messages.ZadigServer_globalScope(value))
                    : token;
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckRequestsPerSecond(@QueryParameter String value) {
            return FormValidation.validateIntegerInRange(value, 1, MAX_REQUESTS_PER_SECOND);
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckGiveUp(@QueryParameter String value) {
            return FormValidation.validateIntegerInRange(value, 1, MAX_GIVE_UP);
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckLaunchKeyVariable(@QueryParameter String value) {
            var variable = Util.fixEmptyAndTrim(value);
            if (variable == null) {
                return FormValidation.ok(Messages.ZadigServer_launchKeyOff());
            }
            return VARIABLE.matcher(variable).matches()
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.ZadigServer_launchKeyName());
        }

        @POST
        public ListBoxModel doFillNotificationCredentialsIdItems(
                @CheckForNull @AncestorInPath Item item,
                @QueryParameter String url,
                @QueryParameter String notificationCredentialsId) {
            return FormChoices.notificationSecrets(item, notificationCredentialsId, url);
        }

        @POST
        public FormValidation doCheckNotificationCredentialsId(
                @CheckForNull @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String name,
                @QueryParameter String url,
                @QueryParameter String credentialsId) {
            if (!FormChoices.mayAddServers(item)) {
                return FormValidation.ok();
            }
            if (Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.ok(Messages.ZadigServer_notificationsOff());
            }
            var credential = ServerCredentials.find(StringCredentials.class, value, item, url);
            if (credential == null) {
                return FormValidation.error(Messages.ZadigServer_secretMissing(value));
            }
            var text = credential.getSecret().getPlainText().strip();
            if (ServerCredentials.isToken(
                    credential, text, Util.fixNull(credentialsId).trim())) {
                return FormValidation.error(Messages.ZadigServer_secretIsToken());
            }
            if (!SECRET.matcher(text).matches()) {
                return FormValidation.warning(Messages.ZadigServer_secretWeak());
            }
            var root = Jenkins.get().getRootUrl();
            var address = new NotificationAddress(
                    item == null ? "" : item.getFullName(), Util.fixNull(name).trim());
            return root == null
                    ? FormValidation.warning(Messages.ZadigServer_noRootUrl())
                    : FormValidation.ok(Messages.ZadigServer_notificationsAt(root + address.path()));
        }

        @POST
        public FormValidation doTestConnection(
                @CheckForNull @AncestorInPath Item item,
                @QueryParameter String url,
                @QueryParameter String credentialsId)
                throws InterruptedException {
            FormChoices.requireToAddServers(item);
            URI uri;
            try {
                uri = ServerUrl.parse(url);
            } catch (URISyntaxException x) {
                return FormValidation.error(x.getReason());
            }
            if (Util.fixEmptyAndTrim(credentialsId) == null) {
                return FormValidation.error(Messages.ZadigServer_noCredential());
            }
            var credential = ServerCredentials.find(StringCredentials.class, credentialsId, item, url);
            return credential == null
                    ? FormValidation.error(Messages.ZadigServer_credentialMissing(credentialsId))
                    : new ServerCheck(uri, credential.getSecret(), HttpClients.SHARED.to(uri), notices(item, uri))
                            .run(Instant.now());
        }

        /** How well the notifications of the server work that is configured with this address. */
        private static NoticeFigures notices(@CheckForNull Item item, URI address) {
            var figures = Controller.get().watcher.figures();
            return Servers.of(item).all().stream()
                    .filter(known -> known.server().isAt(address) && figures.containsKey(known.fullName()))
                    .map(known -> figures.get(known.fullName()).notices())
                    .findFirst()
                    .orElse(NoticeFigures.NONE);
        }
    }
}
