package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.act.FoundWorkflow;
import io.jenkins.plugins.zadig.api.Variable;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * A workflow as a step returns it to a Pipeline; its name is what Zadig displays. In a list it lacks what lists do not
 * tell, which is empty then.
 */
public final class WorkflowHandle extends UpdatedHandle {
    private static final long serialVersionUID = 1L;

    WorkflowHandle(FoundWorkflow found) {
        super(found.server(), found.project());
        var listed = found.listed();
        put("workflow", listed.key());
        put("type", listed.type());
        put("name", listed.displayName());
        put("url", found.url());
        putUpdate(listed.updatedBy(), listed.updateTime());
        var detail = found.detail();
        if (detail != null) {
            put("description", detail.description());
            put("creator", detail.creator());
            put("createTime", detail.createTime());
            put("parameters", detail.variables().stream().map(Parameter::new).toList());
            put("stages", detail.stages().stream().map(Stage::new).toList());
        }
    }

    /** The same with its code. */
    WorkflowHandle with(String yaml) {
        put("code", yaml);
        return this;
    }

    /** Its key, as other steps take it. */
    @Whitelisted
    public String getWorkflow() {
        return text("workflow");
    }

    /** {@code custom} or {@code product}. */
    @Whitelisted
    public String getType() {
        return text("type");
    }

    /** Its page in Zadig. */
    @Whitelisted
    public String getUrl() {
        return text("url");
    }

    @Whitelisted
    public String getDescription() {
        return text("description");
    }

    @Whitelisted
    public String getCreator() {
        return text("creator");
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

    /**
     * The workflow as YAML, as {@code zadigUpdateWorkflow} takes it back, with {@code ********} for each secret; empty
     * unless the step was asked for it.
     */
    @Whitelisted
    public String getCode() {
        return text("code");
    }

    /** The variables that it declares. */
    @Whitelisted
    public List<Parameter> getParameters() {
        return list("parameters");
    }

    @Whitelisted
    public List<Stage> getStages() {
        return list("stages");
    }

    /** All jobs, in the order of their stages. */
    @Whitelisted
    public List<Job> getJobs() {
        var jobs = new ArrayList<Job>();
        getStages().forEach(stage -> jobs.addAll(stage.getJobs()));
        return jobs;
    }

    @Override
    public String toString() {
        return getProject() + "/" + getWorkflow();
    }

    /** A variable that a workflow declares. */
    public static final class Parameter extends NamedHandle {
        private static final long serialVersionUID = 1L;

        Parameter(Variable variable) {
            put("name", variable.name());
            put("type", variable.type());
            put("value", variable.value());
            put("credential", variable.credential());
            put("options", variable.options());
        }

        /** In Zadig's words: {@code string}, {@code text}, {@code choice}, {@code repo} … */
        @Whitelisted
        public String getType() {
            return text("type");
        }

        /** The default; always empty for a credential. */
        @Whitelisted
        public String getValue() {
            return text("value");
        }

        @Whitelisted
        public boolean isCredential() {
            return flag("credential");
        }

        /** What a choice accepts. */
        @Whitelisted
        public List<String> getOptions() {
            return list("options");
        }

        @Override
        public String toString() {
            return getName() + (getValue().isEmpty() ? "" : "=" + getValue());
        }
    }

    /** A stage of a workflow. */
    public static final class Stage extends StageOfJobs<Job> {
        private static final long serialVersionUID = 1L;

        Stage(WorkflowDetail.Stage stage) {
            var approval = stage.approval();
            put("name", stage.name());
            put("parallel", stage.parallel());
            put("approval", approval != null && approval.enabled());
            put("jobs", stage.jobs().stream().map(Job::new).toList());
        }

        /** Whether its jobs run side by side. */
        @Whitelisted
        public boolean isParallel() {
            return flag("parallel");
        }

        /**
         * Whether it waits for approval, as stages do up to Zadig 3.0; later a job of the type approval does
         * (zadig-servers 1.8).
         */
        @Whitelisted
        public boolean isApproval() {
            return flag("approval");
        }
    }

    /** A job of a workflow, and what it can be started with as far as servers tell. */
    public static final class Job extends NamedHandle {
        private static final long serialVersionUID = 1L;

        Job(WorkflowDetail.Job job) {
            put("name", job.name());
            put("type", job.type());
            put("runPolicy", job.runPolicy().isEmpty() ? "run" : job.runPolicy());
            put("services", new ArrayList<>(job.choices().services().keySet()));
            put("tests", new ArrayList<>(job.choices().tests().keySet()));
        }

        @Whitelisted
        public String getType() {
            return text("type");
        }

        /** {@code run}, {@code default_not_run}, {@code force_run} or {@code skip}. */
        @Whitelisted
        public String getRunPolicy() {
            return text("runPolicy");
        }

        /** {@code service/module} each. */
        @Whitelisted
        public List<String> getServices() {
            return list("services");
        }

        /** Tests or scans. */
        @Whitelisted
        public List<String> getTests() {
            return list("tests");
        }

        @Override
        public String toString() {
            return getName() + " (" + getType() + ")";
        }
    }
}
