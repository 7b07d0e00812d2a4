package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.VariableInput;
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
 *
 * @param key unique among all launches; the value of the launch key variable
 * @param keyVariable variable that carries the key; empty when the workflow has none
 * @param baseline the workflow's newest task before the launch; ids grow, so the launched task has a higher one
 *     (zadig-servers 12.1)
 * @param createdMillis when it was saved, by the controller's clock, in epoch milliseconds
 * @param creator whom Zadig will name as the creator; empty when the token does not tell
 * @param variables those that were set, by name, as a digest: this is written to disk. Those that the workflow keeps as
 *     credentials are left out
 * @param jobs the jobs that run
 */
public record LaunchIntent(
        String key,
        String keyVariable,
        long baseline,
        long createdMillis,
        String creator,
        Map<String, String> variables,
        List<String> jobs) {
    public LaunchIntent {
        keyVariable = keyVariable == null ? "" : keyVariable;
        creator = creator == null ? "" : creator;
        variables = variables == null ? Map.of() : Map.copyOf(variables);
        jobs = jobs == null ? List.of() : List.copyOf(jobs);
    }

    /** An intent to run a workflow of whose tasks nothing is known but who started them. */
    LaunchIntent(String key, long baseline, long createdMillis, @CheckForNull String creator) {
        this(key, "", baseline, createdMillis, creator, Map.of(), List.of());
    }

    /** An intent to send a plan. */
    static LaunchIntent of(
            LaunchPlan plan, String key, long baseline, long createdMillis, @CheckForNull String creator) {
        var variables = new HashMap<String, String>();
        for (VariableInput variable : plan.request().variables()) {
            // A server keeps the value of a credential to itself, so there would be nothing to compare it with.
            if (variable.repository() == null && !variable.secret()) {
                variables.put(variable.name(), digest(key, variable.value()));
            }
        }
        var jobs = new ArrayList<>(plan.alsoRun());
        plan.request().jobs().forEach(job -> jobs.add(job.job()));
        return new LaunchIntent(key, plan.keyVariable(), baseline, createdMillis, creator, variables, jobs);
    }

    /** Whether the task will carry the key. */
    boolean isKeyed() {
        return !keyVariable.isEmpty();
    }

    /** What {@link #variables()} holds for a value; salted with the key. */
    String digest(String value) {
        return digest(key, value);
    }

    private static String digest(String key, String value) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest((key + value).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException x) {
            throw new IllegalStateException(x);
        }
    }
}
