package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.VariableInput;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is saved before a run is sent, so that its task can be found when the answer is lost. Plain text and numbers, as it
 * is written into builds.
 *
 * @param key unique among all launches; the value of the launch key variable
 * @param keyVariable variable that carries the key; empty when the workflow has none
 * @param baseline the workflow's newest task before the launch; ids grow, so the launched task has a higher one
 *     (zadig-servers 12.1)
 * @param since when it was made, by the server's clock, in epoch seconds; 0 when its answers do not tell the time
 * @param creator whom Zadig will name as the creator; empty when the token does not tell
 * @param variables values that the task will have, set or not, by name, as a digest: this is written to disk. Those that
 *     the workflow keeps as credentials are left out
 * @param jobs the jobs that run
 * @param asked what is asked of the listed jobs
 * @param answered when the task was there at the latest, as its number was given or found then: by the server's clock, in
 *     epoch seconds; 0 before that, or when its answers do not tell the time
 * @param product what is asked of a product workflow; {@code null} for a custom one
 * @param workflowCreated when the workflow was created, in epoch seconds; 0 when that is not known
 */
public record LaunchIntent(
        String key, // lgtm[jenkins/plaintext-storage]
        String keyVariable, // lgtm[jenkins/plaintext-storage]
        long baseline,
        long since,
        String creator,
        Map<String, String> variables,
        List<String> jobs,
        List<AskedJob> asked,
        long answered,
        @CheckForNull AskedJob product,
        long workflowCreated) {
    /** How far the clocks of one server's machines may differ. */
    private static final long SKEW_SECONDS = 60;

    /** A request is on its way for two minutes at most, and was turned away for one at most before. */
    private static final long LATEST_SECONDS = 600;

    public LaunchIntent {
        keyVariable = keyVariable == null ? "" : keyVariable;
        creator = creator == null ? "" : creator;
        variables = variables == null ? Map.of() : Map.copyOf(variables);
        jobs = jobs == null ? List.of() : List.copyOf(jobs);
        asked = asked == null ? List.of() : List.copyOf(asked);
    }

    /** An intent to run a workflow of whose tasks nothing is known but who started them. */
    LaunchIntent(String key, long baseline, long since, @CheckForNull String creator) {
        this(key, "", baseline, since, creator, Map.of(), List.of(), List.of(), 0, null, 0);
    }

    /** An intent to send a plan. */
    static LaunchIntent of(LaunchPlan plan, String key, long baseline, long since, @CheckForNull String creator) {
        var variables = new HashMap<String, String>();
        plan.kept().forEach((name, value) -> variables.put(name, digest(key, value)));
        for (VariableInput variable : plan.request().variables()) {
            // A server keeps the value of a credential to itself, so there would be nothing to compare it with.
            if (variable.repository() == null && !variable.secret()) {
                variables.put(variable.name(), digest(key, variable.value()));
            }
        }
        var jobs = new ArrayList<>(plan.alsoRun());
        plan.request().jobs().forEach(job -> jobs.add(job.job()));
        var asked = AskedJob.of(plan, value -> digest(key, value));
        return new LaunchIntent(
                key,
                plan.keyVariable(),
                baseline,
                since,
                creator,
                variables,
                jobs,
                asked,
                0,
                null,
                plan.workflowCreated());
    }

    /** Whether a task can have been made by the run, as far as its time tells. */
    private boolean isOfItsTime(WorkflowTask task) {
        return isOfTime(since, task.createTime());
    }

    /**
     * Whether a task that was made at a time can have come of a run of another time, both by the server's clock in epoch
     * seconds, and 0 where they are not known.
     */
    static boolean isOfTime(long sent, long made) {
        return sent == 0 || made == 0 || made >= sent - SKEW_SECONDS && made <= sent + LATEST_SECONDS;
    }

    /** An intent to run a product workflow. */
    static LaunchIntent of(
            ProductRunRequest request, String key, long baseline, long since, @CheckForNull String creator) {
        var product = AskedJob.of(request, value -> digest(key, value));
        return new LaunchIntent(key, "", baseline, since, creator, Map.of(), List.of(), List.of(), 0, product, 0);
    }

    /** The same of a run whose task is known to be there at a time, by the server's clock in epoch seconds. */
    public LaunchIntent answeredAt(long epochSecond) {
        return new LaunchIntent(
                key,
                keyVariable,
                baseline,
                since,
                creator,
                variables,
                jobs,
                asked,
                epochSecond,
                product,
                workflowCreated);
    }

    /**
     * Whether a task of the number that the server gave to the run is the run's. A workflow that was made anew has one of
     * that number, too: before the launch an older one, which servers still answer, and after it one that was made later.
     * Neither carries the run's key.
     */
    public boolean mayBe(WorkflowTask task) {
        var early = answered == 0 || task.createTime() <= answered + SKEW_SECONDS;
        return early && isOfItsTime(task) && task.variables().stream().allMatch(this::hasKey);
    }

    /** Whether a row of the workflow's list can be the run's task. */
    boolean mayBe(TaskSummary row) {
        return (creator.isEmpty() || creator.equals(row.creator())) && isOfTime(since, row.createTime());
    }

    /**
     * Whether a task was made before the run was sent, if the server's machines agree on the time: then it is the task
     * that a deleted workflow of the same key has left under the number, unless the list has it, too
     * (zadig-servers 11.24).
     */
    private boolean isEarlier(WorkflowTask task) {
        return since != 0 && task.createTime() != 0 && task.createTime() < since;
    }

    /**
     * Whether a task was made before the run was sent or after its task was there, if the server's machines agree on the
     * time. Then it is the task of another workflow of the same key, one that was deleted or one that was made since.
     */
    public boolean isBeside(WorkflowTask task) {
        return isEarlier(task) || answered != 0 && task.createTime() > answered;
    }

    /**
     * Whether a task of the run's number is the run's, as far as it follows from when workflows of that key were created;
     * empty when that is not known. An update through the API forgets it up to 4.3 (zadig-servers 4.14).
     *
     * @param now when the present workflow was created, in epoch seconds; 0 when that is not known
     */
    public Optional<Boolean> isOfWorkflow(WorkflowTask task, long now) {
        return workflowCreated == 0 || now == 0
                ? Optional.empty()
                : Optional.of(
                        task.createTime() >= workflowCreated && (now == workflowCreated || task.createTime() < now));
    }

    /**
     * Whether a task that the workflow's list has, though it was made beside the time of the run, is the run's: a server's
     * machines may differ about the time. The list of a workflow that was made since has a task of its own under the number.
     */
    public boolean isOneOfItsList(WorkflowTask task) {
        return isEarlier(task) || shows(task);
    }

    /** Whether a task shows that it is the run's: by its key, else by all that was asked for. */
    boolean shows(WorkflowTask task) {
        return isKeyed()
                ? task.variables().stream()
                        .anyMatch(variable -> variable.name().equals(keyVariable)
                                && variable.value().equals(key))
                : fits(task);
    }

    private boolean hasKey(Variable variable) {
        return !isKeyed()
                || !variable.name().equals(keyVariable)
                || variable.value().equals(key);
    }

    /**
     * What was asked for and is not in the task, or is in it though nobody asked; in a user's words, empty when the task
     * is what was ordered. Servers leave out silently what they do not run (zadig-servers 5.11, 6.2, 7.2).
     */
    public List<String> missingIn(WorkflowTask task) {
        return new TaskComparison(asked, task).differences();
    }

    /** Whether the task of a launch that cannot be told by a key has all that was asked for, and nothing else. */
    boolean fits(WorkflowTask task) {
        return (creator.isEmpty() || creator.equals(task.creator()))
                && isOfItsTime(task)
                && task.variables().stream().allMatch(this::fits)
                && onlyListedJobs(task)
                && new TaskComparison(asked, task).isSame(this::digest);
    }

    /** Whether both ask for the same. Both must have the same key, as the digests are salted with it. */
    boolean isSameOrder(LaunchIntent other) {
        return keyVariable.equals(other.keyVariable)
                && variables.equals(other.variables)
                && jobs.equals(other.jobs)
                && asked.equals(other.asked)
                && Objects.equals(product, other.product);
    }

    /** Whether a task of a product workflow has all that was asked for, as far as such a task tells. */
    boolean fits(ProductTaskDetail task) {
        return product == null || product.isIn(task, this::digest);
    }

    private boolean fits(Variable variable) {
        var expected = variables.get(variable.name());
        return expected == null || !TaskComparison.tells(variable) || expected.equals(digest(variable.value()));
    }

    /** Whether nothing runs that was not listed; a server that does not tell configured names proves nothing. */
    private boolean onlyListedJobs(WorkflowTask task) {
        return task.jobs().stream()
                .filter(job -> TaskStatus.of(job.status()) != TaskStatus.SKIPPED)
                .filter(job -> !job.originName().isEmpty() || !job.info().job().isEmpty())
                .map(TaskJob::configuredName)
                .allMatch(job -> jobs.contains(job));
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
