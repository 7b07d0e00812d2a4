package com.cloudbees.plugins.credentials;

import hudson.model.Descriptor;

public abstract class CredentialsDescriptor extends Descriptor<Credentials> {
    protected CredentialsDescriptor(Class<? extends Credentials> clazz) {
        super(clazz);
    }

    protected CredentialsDescriptor() {}

    public String getIconClassName() {
        return "symbol-credentials plugin-credentials";
    }

    public String getDescription() {
        return null;
    }

    public boolean isApplicable(CredentialsProvider provider) {
        return true;
    }
}
