package com.cloudbees.plugins.credentials;

import java.io.Serializable;

public enum CredentialsScope implements Serializable {
    SYSTEM {
        @Override
        public String getDisplayName() {
            return "System";
        }
    },
    GLOBAL {
        @Override
        public String getDisplayName() {
            return "Global";
        }
    },
    USER {
        @Override
        public String getDisplayName() {
            return "User";
        }
    };

    public abstract String getDisplayName();
}
