package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.task.Outcome;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * A task as a step returns it to a Pipeline. To know more later, hand it to {@code zadigGetTask} or
 * {@code zadigAwaitTask}.
 */
public final class TaskHandle extends TaskIdentity {
    private static final long serialVersionUID = 1L;

    /** Images that servers tell of beside the jobs, as they do of product workflows; empty for others. */
    private final ArrayList<String> builtImages = new ArrayList<>();

    /**
     * A handle.
     *
     * @param launchedBy the build that started the task; empty when that is not known
     * @param task {@code null} when nothing but the reference is known yet
     */
    TaskHandle(TaskRef ref, String url, String launchedBy, @CheckForNull WorkflowTask task) {
        super(ref, url, launchedBy);
        var status = task == null ? TaskStatus.WAITING : TaskStatus.of(task.status());
        put("status", task == null ? status.wire() : TaskStatus.wireOf(task.status()));
        // Follows from the stages; this is its place among the keys.
        put("result", null);
        put("creator", task == null ? "" : task.creator());
        // Servers fill it in from the start; it tells something of a cancelled task only (zadig-servers 11.4).
        put("revoker", task == null || status != TaskStatus.CANCELLED ? "" : task.revoker());
        put("error", task == null ? "" : task.error());
        put("createTime", task == null ? 0L : task.createTime());
        if (task != null && (type() == WorkflowType.CUSTOM || status.ended())) {
            putSpan(task.startTime(), task.endTime());
        } else {
            // Servers set both times of a product workflow's task from the start, while it waits (zadig-servers 22.8).
            putSpan(0, 0);
        }
        var parameters = new LinkedHashMap<String, String>();
        if (task != null) {
            task.variables().forEach(variable -> parameters.put(variable.name(), variable.value()));
        }
        put("parameters", parameters);
        if (task == null) {
            putStages(List.of());
        } else {
            setStages(task, Map.of());
        }
    }

    /** When a task was created that was looked at when it was started. */
    void setCreateTime(long seconds) {
        put("createTime", seconds);
    }

    /** Has the stages of a task, with the ends of the logs of failed jobs, by the names of the jobs within the task. */
    void setStages(WorkflowTask task, Map<String, String> logs) {
        var stages = new ArrayList<StageHandle>();
        for (TaskStage stage : task.stages()) {
            var jobs = stage.jobs().stream()
                    .map(job -> new JobHandle(job, task.nameOf(job), logs.getOrDefault(job.name(), ""), getUrl()))
                    .toList();
            stages.add(new StageHandle(stage.name(), stage.status(), jobs));
        }
        putStages(stages);
    }

    /** Has the stages, and what follows from them. */
    private void putStages(List<StageHandle> stages) {
        put("stages", stages);
        put("result", Outcome.word(getStatus(), getJobs().stream().map(JobHandle::getStatus)));
        if (type() == WorkflowType.PRODUCT) {
            put("targets", getTargets());
            put("images", getImages());
        } else {
            put("services", getServices());
            put("environments", getEnvironments());
            put("failedJobs", getFailedJobs());
        }
    }

    /** Adds what servers tell of a product workflow's task elsewhere. */
    void setDetail(ProductTaskDetail detail) {
        put("targets", detail.targets().stream().map(Target::new).toList());
        builtImages.addAll(detail.built());
        put("images", getImages());
        var totals = TestTotals.NONE;
        for (ProductTaskDetail.TestReport report : detail.reports()) {
            var reported = report.totals();
            totals = reported == null ? totals : totals.plus(TestTotals.of(reported));
        }
        setTests(totals);
    }

    void setTests(TestTotals totals) {
        put("tests", new TestsHandle(totals));
    }

    /**
     * What the end means in Jenkins' words: SUCCESS, UNSTABLE when a job failed and was let pass, FAILURE, ABORTED or
     * NOT_BUILT; {@code null} while the task goes on.
     */
    @Whitelisted
    @CheckForNull
    public String getResult() {
        return (String) value("result");
    }

    @Whitelisted
    public String getCreator() {
        return text("creator");
    }

    /** Who cancelled it; empty when nobody did, {@code system} when Zadig was restarted. */
    @Whitelisted
    public String getRevoker() {
        return text("revoker");
    }

    /** {@code null} for not yet. */
    @Whitelisted
    @CheckForNull
    public Instant getCreated() {
        return instant("createTime");
    }

    /** In epoch milliseconds; 0 for not yet. */
    @Whitelisted
    public long getCreatedMillis() {
        return millis("createTime");
    }

    /** In ISO form; empty for not yet. */
    @Whitelisted
    public String getCreatedText() {
        return iso("createTime");
    }

    /** The workflow's variables as the task has them; the value of a credential is empty. */
    @Whitelisted
    public Map<String, String> getParameters() {
        return map("parameters");
    }

    @Whitelisted
    public List<StageHandle> getStages() {
        return list("stages");
    }

    /** All jobs, in the order of their stages. */
    @Whitelisted
    public List<JobHandle> getJobs() {
        return getStages().stream()
                .flatMap(stage -> stage.getJobs().stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Every image that the task built or deployed, without repetitions. */
    @Whitelisted
    public List<String> getImages() {
        var images = new LinkedHashSet<>(builtImages);
        getJobs().forEach(job -> images.addAll(job.getImages()));
        return new ArrayList<>(images);
    }

    /**
     * What the task builds and deploys, by service and module: one for each environment that it is deployed to, and one
     * for each that is built only. Empty for product workflows.
     */
    @Whitelisted
    public List<ServiceHandle> getServices() {
        var all = new ArrayList<ServiceHandle>();
        getJobs().forEach(job -> all.addAll(job.getServices()));
        return ServiceHandle.merged(all);
    }

    /** Where the task deploys to; empty for product workflows, of which Zadig does not tell. */
    @Whitelisted
    public List<String> getEnvironments() {
        return getJobs().stream()
                .map(JobHandle::getEnvironment)
                .filter(environment -> !environment.isEmpty())
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The jobs that failed, timed out or were rejected, also those whose failure was let pass. */
    @Whitelisted
    public List<JobHandle> getFailedJobs() {
        return getJobs().stream().filter(JobHandle::hasFailed).collect(Collectors.toCollection(ArrayList::new));
    }

    /** What a product workflow's task works on; empty for custom workflows. */
    @Whitelisted
    public List<Target> getTargets() {
        return list("targets");
    }

    /** Totals of the tests that this step put on the build, or of a product workflow's task; {@code null} for neither. */
    @Whitelisted
    @CheckForNull
    public TestsHandle getTests() {
        return (TestsHandle) value("tests");
    }

    @Override
    public String toString() {
        return getWorkflow() + " #" + getId() + " " + getStatus();
    }

    /** A service that a product workflow's task builds or deploys. */
    public static final class Target extends NamedHandle {
        private static final long serialVersionUID = 1L;

        Target(ProductTaskDetail.Target target) {
            put("name", target.name());
            put("serviceType", target.serviceType());
            put("repos", target.code().stream().map(CodeHandle::new).toList());
        }

        /** Such as {@code k8s} or {@code helm}. */
        @Whitelisted
        public String getServiceType() {
            return text("serviceType");
        }

        /** The repositories that it is built from. */
        @Whitelisted
        public List<CodeHandle> getRepos() {
            return list("repos");
        }
    }
}
