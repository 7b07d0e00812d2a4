package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.Secret;
import java.time.Instant;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The API token of a Zadig user, which is secret text to everything that takes secret text. */
@NameWith(ZadigToken.NameProvider.class)
public final class ZadigToken extends BaseStandardCredentials implements StringCredentials {
    private static final long serialVersionUID = 1L;

    @NonNull
    private final Secret secret;

    @DataBoundConstructor
    public ZadigToken(
            @CheckForNull CredentialsScope scope,
            @CheckForNull String id,
            @CheckForNull String description,
            @NonNull Secret secret) {
        super(scope, id, description);
        this.secret = secret;
    }

    @NonNull
    @Override
    public Secret getSecret() {
        return secret;
    }

    /** Calls a token by its description, or else by its ID. */
    public static final class NameProvider extends CredentialsNameProvider<ZadigToken> {
        @NonNull
        @Override
        public String getName(@NonNull ZadigToken token) {
            var description = Util.fixEmptyAndTrim(token.getDescription());
            return description == null ? token.getId() : description;
        }
    }

    /** The form of a token. */
    @Extension
    @Symbol("zadigToken")
    public static final class DescriptorImpl extends BaseStandardCredentialsDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ZadigToken_displayName();
        }

        /** Looks at what was typed; a stored secret comes encrypted, and to decrypt what a request carries would tell it. */
        @POST
        public FormValidation doCheckSecret(@QueryParameter String value) {
            if (Util.fixEmptyAndTrim(value) == null) {
                return FormValidation.error(Messages.ZadigToken_missing());
            }
            return Secret.decrypt(value) == null ? TokenCheck.of(value, Instant.now()) : FormValidation.ok();
        }
    }
}
