package com.cloudbees.plugins.credentials;

import hudson.model.Descriptor;

public abstract class CredentialsDescriptor extends Descriptor<Credentials> {
    protected CredentialsDescriptor() {}

    public String getIconClassName() {
        return "symbol-credentials plugin-credentials";
    }

    public String getDescription() {
        return null;
    }
}
