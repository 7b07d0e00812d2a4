package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.VariableInput;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What is saved before a run is sent, so that its task can be found when the answer is lost. Plain text and numbers, as it
 * is written into builds.
 */
public final class LaunchIntent implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String keyVariable;
    private final long baseline;
    private final long createdMillis;
    private final String creator;
    private final HashMap<String, String> variables = new HashMap<>();
    private final ArrayList<String> jobs = new ArrayList<>();

    /** An intent to run a workflow of whose tasks nothing is known but who started them. */
    LaunchIntent(String key, long baseline, long createdMillis, @CheckForNull String creator) {
        this(key, null, baseline, createdMillis, creator);
    }

    LaunchIntent(
            String key,
            @CheckForNull String keyVariable,
            long baseline,
            long createdMillis,
            @CheckForNull String creator,
            LaunchPlan plan) {
        this(key, keyVariable, baseline, createdMillis, creator);
        for (VariableInput variable : plan.request().variables()) {
            // A server keeps the value of a credential to itself, so there would be nothing to compare it with.
            if (variable.repository() == null && !variable.secret()) {
                variables.put(variable.name(), digest(variable.value()));
            }
        }
        jobs.addAll(plan.alsoRun());
        plan.request().jobs().forEach(job -> jobs.add(job.job()));
    }

    private LaunchIntent(
            String key,
            @CheckForNull String keyVariable,
            long baseline,
            long createdMillis,
            @CheckForNull String creator) {
        this.key = key;
        this.keyVariable = keyVariable == null ? "" : keyVariable;
        this.baseline = baseline;
        this.createdMillis = createdMillis;
        this.creator = creator == null ? "" : creator;
    }

    /** Unique among all launches; the value of the launch key variable. */
    public String key() {
        return key;
    }

    /** Variable that carries the key; empty when the workflow has none. */
    public String keyVariable() {
        return keyVariable;
    }

    public boolean isKeyed() {
        return !keyVariable.isEmpty();
    }

    /** The newest task before the launch; ids grow, so the launched task has a higher one (zadig-servers 12.1). */
    public long baseline() {
        return baseline;
    }

    /** When it was saved, by the controller's clock, in epoch milliseconds. */
    public long createdMillis() {
        return createdMillis;
    }

    /** Whom Zadig will name as the creator; empty when the token does not tell. */
    public String creator() {
        return creator;
    }

    /**
     * The variables that were set, by name, as a digest: this is written to disk. Those that the workflow keeps as
     * credentials are left out.
     */
    Map<String, String> variables() {
        return variables;
    }

    /** The jobs that run. */
    List<String> jobs() {
        return jobs;
    }

    /** What {@link #variables()} holds for a value; salted with the key. */
    String digest(String value) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((key + value).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException x) {
            throw new IllegalStateException(x);
        }
    }
}
