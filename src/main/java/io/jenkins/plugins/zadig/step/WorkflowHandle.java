package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.api.WorkflowSummary;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A workflow as a step returns it to a Pipeline: plain values as they were then. */
public final class WorkflowHandle implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String server;
    private final String project;
    private final String workflow;
    private final String type;
    private final String name;
    private final String url;
    private final String updatedBy;
    private final long updateTime;
    private final boolean detailed;
    private final String description;
    private final String creator;
    private final long createTime;
    private final ArrayList<ParameterHandle> parameters = new ArrayList<>();
    private final ArrayList<StageHandle> stages = new ArrayList<>();

    /**
     * A handle.
     *
     * @param detail {@code null} for a workflow of a list
     */
    WorkflowHandle(
            String server, String project, String url, WorkflowSummary listed, @CheckForNull WorkflowDetail detail) {
        this.server = server;
        this.project = project;
        this.workflow = listed.key();
        this.type = listed.type();
        this.name = listed.displayName();
        this.url = url;
        this.updatedBy = listed.updatedBy();
        this.updateTime = listed.updateTime();
        this.detailed = detail != null;
        this.description = detail == null ? "" : detail.description();
        this.creator = detail == null ? "" : detail.creator();
        this.createTime = detail == null ? 0 : detail.createTime();
        if (detail != null) {
            detail.variables().forEach(variable -> parameters.add(new ParameterHandle(variable)));
            detail.stages().forEach(stage -> stages.add(new StageHandle(stage)));
        }
    }

    @CheckForNull
    private static Instant instant(long seconds) {
        return seconds <= 0 ? null : Instant.ofEpochSecond(seconds);
    }

    /** A list that can be kept by a Pipeline and changed by a script. */
    private static <T> ArrayList<Map<String, Object>> maps(List<T> items, Function<T, Map<String, Object>> map) {
        return items.stream().map(map).collect(Collectors.toCollection(ArrayList::new));
    }

    @Whitelisted
    public String getServer() {
        return server;
    }

    @Whitelisted
    public String getProject() {
        return project;
    }

    /** Its key, as other steps take it. */
    @Whitelisted
    public String getWorkflow() {
        return workflow;
    }

    /** {@code custom} or {@code product}. */
    @Whitelisted
    public String getType() {
        return type;
    }

    /** What Zadig displays. */
    @Whitelisted
    public String getName() {
        return name;
    }

    /** Its page in Zadig. */
    @Whitelisted
    public String getUrl() {
        return url;
    }

    @Whitelisted
    public String getUpdatedBy() {
        return updatedBy;
    }

    @Whitelisted
    @CheckForNull
    public Instant getUpdated() {
        return instant(updateTime);
    }

    @Whitelisted
    public String getDescription() {
        return description;
    }

    @Whitelisted
    public String getCreator() {
        return creator;
    }

    @Whitelisted
    @CheckForNull
    public Instant getCreated() {
        return instant(createTime);
    }

    /** The variables that it declares; empty for a workflow of a list. */
    @Whitelisted
    public List<ParameterHandle> getParameters() {
        return new ArrayList<>(parameters);
    }

    /** Empty for a workflow of a list. */
    @Whitelisted
    public List<StageHandle> getStages() {
        return new ArrayList<>(stages);
    }

    /** All jobs, in the order of their stages. */
    @Whitelisted
    public List<JobHandle> getJobs() {
        var jobs = new ArrayList<JobHandle>();
        stages.forEach(stage -> jobs.addAll(stage.jobs));
        return jobs;
    }

    /** The same as a map of plain values, for {@code writeJSON} and the like; its keys stay the same. */
    @Whitelisted
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("server", server);
        map.put("project", project);
        map.put("workflow", workflow);
        map.put("type", type);
        map.put("name", name);
        map.put("url", url);
        map.put("updatedBy", updatedBy);
        map.put("updateTime", updateTime);
        if (detailed) {
            map.put("description", description);
            map.put("creator", creator);
            map.put("createTime", createTime);
            map.put("parameters", maps(parameters, ParameterHandle::toMap));
            map.put("stages", maps(stages, StageHandle::toMap));
        }
        return map;
    }

    @Override
    public String toString() {
        return project + "/" + workflow;
    }

    /** A variable that a workflow declares. */
    public static final class ParameterHandle implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String name;
        private final String type;
        private final String value;
        private final boolean credential;
        private final ArrayList<String> options;

        ParameterHandle(Variable variable) {
            name = variable.name();
            type = variable.type();
            value = variable.value();
            credential = variable.credential();
            options = new ArrayList<>(variable.options());
        }

        @Whitelisted
        public String getName() {
            return name;
        }

        /** In Zadig's words: {@code string}, {@code text}, {@code choice}, {@code repo} … */
        @Whitelisted
        public String getType() {
            return type;
        }

        /** The default; always empty for a credential. */
        @Whitelisted
        public String getValue() {
            return value;
        }

        @Whitelisted
        public boolean isCredential() {
            return credential;
        }

        /** What a choice accepts. */
        @Whitelisted
        public List<String> getOptions() {
            return new ArrayList<>(options);
        }

        Map<String, Object> toMap() {
            var map = new LinkedHashMap<String, Object>();
            map.put("name", name);
            map.put("type", type);
            map.put("value", value);
            map.put("credential", credential);
            map.put("options", getOptions());
            return map;
        }
    }

    /** A stage of a workflow. */
    public static final class StageHandle implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String name;
        private final boolean parallel;
        private final boolean approval;
        private final ArrayList<JobHandle> jobs = new ArrayList<>();

        StageHandle(WorkflowDetail.Stage stage) {
            name = stage.name();
            parallel = stage.parallel();
            var asked = stage.approval();
            approval = asked != null && asked.enabled();
            stage.jobs().forEach(job -> jobs.add(new JobHandle(job)));
        }

        @Whitelisted
        public String getName() {
            return name;
        }

        /** Whether its jobs run side by side. */
        @Whitelisted
        public boolean isParallel() {
            return parallel;
        }

        /** Whether it waits for approval, as stages do up to Zadig 3.0; later a job of the type approval does. */
        @Whitelisted
        public boolean isApproval() {
            return approval;
        }

        @Whitelisted
        public List<JobHandle> getJobs() {
            return new ArrayList<>(jobs);
        }

        Map<String, Object> toMap() {
            var map = new LinkedHashMap<String, Object>();
            map.put("name", name);
            map.put("parallel", parallel);
            map.put("approval", approval);
            map.put("jobs", maps(jobs, JobHandle::toMap));
            return map;
        }
    }

    /** A job of a workflow, and what it can be started with as far as servers tell. */
    public static final class JobHandle implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String name;
        private final String type;
        private final String runPolicy;
        private final ArrayList<String> services;
        private final ArrayList<String> tests;

        JobHandle(WorkflowDetail.Job job) {
            name = job.name();
            type = job.type();
            runPolicy = job.runPolicy().isEmpty() ? "run" : job.runPolicy();
            services = new ArrayList<>(job.choices().services().keySet());
            tests = new ArrayList<>(job.choices().tests().keySet());
        }

        @Whitelisted
        public String getName() {
            return name;
        }

        @Whitelisted
        public String getType() {
            return type;
        }

        /** {@code run}, {@code default_not_run}, {@code force_run} or {@code skip}. */
        @Whitelisted
        public String getRunPolicy() {
            return runPolicy;
        }

        /** {@code service/module} each. */
        @Whitelisted
        public List<String> getServices() {
            return new ArrayList<>(services);
        }

        /** Tests or scans. */
        @Whitelisted
        public List<String> getTests() {
            return new ArrayList<>(tests);
        }

        Map<String, Object> toMap() {
            var map = new LinkedHashMap<String, Object>();
            map.put("name", name);
            map.put("type", type);
            map.put("runPolicy", runPolicy);
            map.put("services", getServices());
            map.put("tests", getTests());
            return map;
        }
    }
}
