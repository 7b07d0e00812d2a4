package org.jenkinsci.plugins.plaincredentials;

import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.NameWith;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.Secret;

@NameWith(StringCredentials.NameProvider.class)
public interface StringCredentials extends StandardCredentials {
    @NonNull
    Secret getSecret();

    class NameProvider extends CredentialsNameProvider<StringCredentials> {
        @Override
        public String getName(StringCredentials c) {
            return c.getDescription().isBlank() ? c.getId() : c.getDescription();
        }
    }
}
