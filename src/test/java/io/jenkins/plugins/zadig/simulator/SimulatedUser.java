package io.jenkins.plugins.zadig.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** A user of Zadig with an API token; may do everything in every project until a permission is taken away. */
public final class SimulatedUser {
    private final String name;
    private final Set<Permission> denied = EnumSet.noneOf(Permission.class);
    private final Set<String> hiddenProjects = new HashSet<>();
    private String token;
    private int generation;
    private boolean admin;
    private String mfaReason = "";

    SimulatedUser(String name, Instant now) {
        this.name = name;
        this.token = ApiToken.issue(this, now, generation);
    }

    public String name() {
        return name;
    }

    public String uid() {
        return "uid-" + name;
    }

    public String email() {
        return name + "@example.com";
    }

    public synchronized String token() {
        return token;
    }

    /** Issues another token; the one before is worth nothing any more (zadig-servers 2.9). */
    public synchronized String replaceToken(Instant now) {
        generation++;
        token = ApiToken.issue(this, now, generation);
        return token;
    }

    public synchronized SimulatedUser revokeToken() {
        token = "";
        return this;
    }

    public synchronized SimulatedUser deny(Permission... permissions) {
        denied.addAll(Set.of(permissions));
        return this;
    }

    public synchronized SimulatedUser hide(String project) {
        hiddenProjects.add(project);
        return this;
    }

    /** A system administrator learns the server's version (zadig-servers 1.1). */
    public synchronized SimulatedUser admin(boolean is) {
        admin = is;
        return this;
    }

    /** Requires MFA, for example {@code mfa_verification_required}; an empty text ends it (4.3+, zadig-servers 2.5). */
    public synchronized SimulatedUser requireMfa(String reason) {
        mfaReason = reason;
        return this;
    }

    synchronized String mfaReason() {
        return mfaReason;
    }

    synchronized boolean isAdmin() {
        return admin;
    }

    synchronized boolean may(Permission permission, String project, Collection<String> projects) {
        return admin || projects.contains(project) && !hiddenProjects.contains(project) && !denied.contains(permission);
    }
}
