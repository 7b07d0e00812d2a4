package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.util.Secret;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** A credential whose keeper does not answer until it is opened. */
public final class Vault extends BaseStandardCredentials implements StringCredentials {
    private static final long serialVersionUID = 1L;
    final transient CountDownLatch open;
    private final String text;
    transient volatile Error failure;

    Vault(String text) {
        this("token", text, new CountDownLatch(1));
    }

    public Vault(String id, String text, CountDownLatch open) {
        super(CredentialsScope.GLOBAL, id, "");
        this.text = text;
        this.open = open;
    }

    @Override
    public Secret getSecret() {
        try {
            open.await();
        } catch (InterruptedException x) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
        return Secret.fromString(text);
    }
}
