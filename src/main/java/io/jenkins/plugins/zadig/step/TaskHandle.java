package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.report.TestTotals;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * A task as a step returns it to a Pipeline: plain values as they were then. To know more later, hand it to
 * {@code zadigGetTask} or {@code zadigAwaitTask}.
 */
public final class TaskHandle implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String server;
    private final WorkflowType type;
    private final String project;
    private final String workflow;
    private final long id;
    private final String url;
    private final String launchedBy;
    private final String status;
    private final String creator;
    private final String revoker;
    private final String error;
    private final long createTime;
    private final long startTime;
    private final long endTime;
    private final LinkedHashMap<String, String> parameters = new LinkedHashMap<>();
    private final ArrayList<StageHandle> stages = new ArrayList<>();
    private String environment = "";
    private final ArrayList<TargetHandle> targets = new ArrayList<>();
    private final ArrayList<String> builtImages = new ArrayList<>();
    private TestsHandle tests;

    /**
     * A handle.
     *
     * @param launchedBy the build that started the task; empty when that is not known
     * @param task {@code null} when nothing but the reference is known yet
     */
    TaskHandle(TaskRef ref, String url, String launchedBy, @CheckForNull WorkflowTask task) {
        this.server = ref.server();
        this.type = ref.type();
        this.project = ref.project();
        this.workflow = ref.workflow();
        this.id = ref.id();
        this.url = url;
        this.launchedBy = launchedBy;
        this.status = task == null ? TaskStatus.WAITING.wire() : wire(task.status());
        this.creator = task == null ? "" : task.creator();
        // Servers fill it in from the start; it tells something of a cancelled task only.
        this.revoker = task == null || TaskStatus.of(task.status()) != TaskStatus.CANCELLED ? "" : task.revoker();
        this.error = task == null ? "" : task.error();
        this.createTime = task == null ? 0 : task.createTime();
        this.startTime = task == null ? 0 : task.startTime();
        this.endTime = task == null ? 0 : task.endTime();
        if (task != null) {
            for (Variable variable : task.variables()) {
                parameters.put(variable.name(), variable.value());
            }
            task.stages().forEach(stage -> stages.add(new StageHandle(stage)));
        }
    }

    /** The status as servers write it today, so that scripts need not know about lines. */
    static String wire(String status) {
        var known = TaskStatus.of(status);
        return known == TaskStatus.UNKNOWN ? status : known.wire();
    }

    @CheckForNull
    static Instant instant(long seconds) {
        return seconds <= 0 ? null : Instant.ofEpochSecond(seconds);
    }

    String launchedBy() {
        return launchedBy;
    }

    WorkflowType type() {
        return type;
    }

    /** Adds what servers tell of a product workflow's task elsewhere. */
    void setDetail(ProductTaskDetail detail) {
        environment = detail.environment();
        detail.targets().forEach(target -> targets.add(new TargetHandle(target)));
        detail.images().stream()
                .map(ProductTaskDetail.Image::image)
                .filter(image -> !image.isEmpty() && !builtImages.contains(image))
                .forEach(builtImages::add);
        var totals = TestTotals.NONE;
        for (ProductTaskDetail.TestReport report : detail.reports()) {
            var reported = report.totals();
            totals = reported == null ? totals : totals.plus(TestTotals.of(reported));
        }
        setTests(totals);
    }

    void setTests(TestTotals totals) {
        tests = new TestsHandle(totals);
    }

    @Whitelisted
    public String getServer() {
        return server;
    }

    /** Of the workflow: {@code custom} or {@code product}. */
    @Whitelisted
    public String getType() {
        return type.word();
    }

    @Whitelisted
    public String getProject() {
        return project;
    }

    @Whitelisted
    public String getWorkflow() {
        return workflow;
    }

    @Whitelisted
    public long getId() {
        return id;
    }

    /** The task's page in Zadig. */
    @Whitelisted
    public String getUrl() {
        return url;
    }

    /** In lower case, such as {@code passed}; the same words on every server line and in every language. */
    @Whitelisted
    public String getStatus() {
        return status;
    }

    @Whitelisted
    public String getCreator() {
        return creator;
    }

    /** Who cancelled it; empty when nobody did, {@code system} when Zadig was restarted. */
    @Whitelisted
    public String getRevoker() {
        return revoker;
    }

    @Whitelisted
    public String getError() {
        return error;
    }

    @Whitelisted
    @CheckForNull
    public Instant getCreated() {
        return instant(createTime);
    }

    @Whitelisted
    @CheckForNull
    public Instant getStarted() {
        return instant(startTime);
    }

    @Whitelisted
    @CheckForNull
    public Instant getEnded() {
        return instant(endTime);
    }

    /** The workflow's variables as the task has them; the value of a credential is empty. */
    @Whitelisted
    public Map<String, String> getParameters() {
        return new LinkedHashMap<>(parameters);
    }

    @Whitelisted
    public List<StageHandle> getStages() {
        return new ArrayList<>(stages);
    }

    /** All jobs, in the order of their stages. */
    @Whitelisted
    public List<JobHandle> getJobs() {
        var jobs = new ArrayList<JobHandle>();
        stages.forEach(stage -> jobs.addAll(stage.getJobs()));
        return jobs;
    }

    /** Every image that the task built or deployed, without repetitions. */
    @Whitelisted
    public List<String> getImages() {
        var images = new ArrayList<>(builtImages);
        for (JobHandle job : getJobs()) {
            job.getImages().stream().filter(image -> !images.contains(image)).forEach(images::add);
        }
        return images;
    }

    /** Where a product workflow's task deploys to; empty for custom workflows, whose jobs each have their own. */
    @Whitelisted
    public String getEnvironment() {
        return environment;
    }

    /** What a product workflow's task works on; empty for custom workflows. */
    @Whitelisted
    public List<TargetHandle> getTargets() {
        return new ArrayList<>(targets);
    }

    /**
     * Totals of the test results that this step put on the build, or that a product workflow's task has; {@code null} when
     * there is neither.
     */
    @Whitelisted
    @CheckForNull
    public TestsHandle getTests() {
        return tests;
    }

    /** The same as a map of plain values, for {@code writeJSON} and the like; its keys stay the same. */
    @Whitelisted
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("server", server);
        map.put("type", type.word());
        map.put("project", project);
        map.put("workflow", workflow);
        map.put("id", id);
        map.put("url", url);
        map.put("status", status);
        map.put("creator", creator);
        map.put("revoker", revoker);
        map.put("error", error);
        map.put("createTime", createTime);
        map.put("startTime", startTime);
        map.put("endTime", endTime);
        map.put("parameters", getParameters());
        var list = new ArrayList<Map<String, Object>>();
        stages.forEach(stage -> list.add(stage.toMap()));
        map.put("stages", list);
        if (type == WorkflowType.PRODUCT) {
            map.put("environment", environment);
            map.put(
                    "targets",
                    targets.stream().map(TargetHandle::toMap).collect(Collectors.toCollection(ArrayList::new)));
            map.put("images", getImages());
        }
        if (tests != null) {
            map.put("tests", tests.toMap());
        }
        return map;
    }

    @Override
    public String toString() {
        return workflow + " #" + id + " " + status;
    }
}
