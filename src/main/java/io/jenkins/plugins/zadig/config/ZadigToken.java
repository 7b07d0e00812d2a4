package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.ContextInPath;
import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.ModelObject;
import hudson.security.AccessControlled;
import hudson.util.FormValidation;
import hudson.util.Secret;
import java.time.Instant;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The API token of a Zadig user, which is secret text to everything that takes secret text. */
@NameWith(ZadigToken.NameProvider.class)
public final class ZadigToken extends BaseStandardCredentials implements StringCredentials {
    private static final long serialVersionUID = 1L;

    private final Secret secret;

    @DataBoundConstructor
    public ZadigToken(
            @CheckForNull CredentialsScope scope,
            @CheckForNull String id,
            @CheckForNull String description,
            Secret secret) {
        super(scope, id, description);
        this.secret = secret;
    }

    @Override
    public Secret getSecret() {
        return secret;
    }

    /** Calls a token by its description, or else by its ID. */
    public static final class NameProvider extends CredentialsNameProvider<ZadigToken> {
        @Override
        public String getName(ZadigToken token) {
            var description = Util.fixEmptyAndTrim(token.getDescription());
            return description == null ? token.getId() : description;
        }
    }

    /** The form of a token. */
    @Extension
    @Symbol("zadigToken")
    public static final class DescriptorImpl extends BaseStandardCredentialsDescriptor {
        /** As Jenkins writes an encrypted secret into a form; no token has braces. */
        private static final Pattern STORED = Pattern.compile("\\s*\\{[A-Za-z0-9+/=]*}\\s*");

        @Override
        public String getDisplayName() {
            return Messages.ZadigToken_displayName();
        }

        @Override
        public String getDescription() {
            return Messages.ZadigToken_description();
        }

        @Override
        public String getIconClassName() {
            return "symbol-zadig plugin-zadig";
        }

        /**
         * Looks at what was typed, for those who may keep credentials here. What a request carries is never decrypted:
         * whether that works would tell a stored secret bit by bit. So a stored one is known by its shape alone.
         */
        @POST
        public FormValidation doCheckSecret(
                @CheckForNull @ContextInPath ModelObject context, @CheckForNull @QueryParameter String value) {
            if (!mayKeep(context)) {
                return FormValidation.ok();
            }
            if (Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.ok(Messages.ZadigToken_missing());
            }
            return STORED.matcher(value).matches() ? FormValidation.ok() : TokenCheck.of(value, Instant.now());
        }

        private static boolean mayKeep(@CheckForNull ModelObject context) {
            var place = context instanceof AccessControlled known ? known : Jenkins.get();
            return place.hasPermission(CredentialsProvider.CREATE) || place.hasPermission(CredentialsProvider.UPDATE);
        }
    }
}
