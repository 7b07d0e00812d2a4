package com.cloudbees.plugins.credentials;

import hudson.model.Saveable;
import hudson.security.AccessControlled;

public abstract class CredentialsStore implements AccessControlled, Saveable {}
