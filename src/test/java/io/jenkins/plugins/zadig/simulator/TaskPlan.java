package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a task will run: the stages and jobs that are left of the workflow, with what the request says to them. */
record TaskPlan(
        WorkflowDefinition workflow,
        List<ParamDefinition> params,
        List<NotificationDefinition> notifications,
        JsonNode request,
        List<Stage> planned,
        boolean byHand) {
    TaskPlan {
        params = List.copyOf(params);
        notifications = List.copyOf(notifications);
        planned = List.copyOf(planned);
    }

    /** A stage with the index that names its job tasks. */
    record Stage(StageDefinition definition, int index, List<Job> jobs) {}

    /** A job with the index that names its job tasks, and its own copy of the spec. */
    record Job(JobDefinition definition, int index, ObjectNode spec) {}

    /** Everything with its stored values, as when started on Zadig's own page. */
    static TaskPlan whole(World world, WorkflowDefinition workflow) {
        var stages = new ArrayList<Stage>();
        for (StageDefinition stage : workflow.stages()) {
            var jobs = new ArrayList<Job>();
            for (JobDefinition job : stage.jobs) {
                jobs.add(new Job(job, jobs.size(), copy(world, workflow, job)));
            }
            stages.add(new Stage(stage, stages.size(), jobs));
        }
        return new TaskPlan(
                workflow, workflow.params(), workflow.notifications(), MissingNode.getInstance(), stages, true);
    }

    /** The spec of a job for one task; a job that was stored with nothing that is an object has an empty one. */
    static ObjectNode copy(World world, WorkflowDefinition workflow, JobDefinition job) {
        return job.spec(world.line(), workflow.project()) instanceof ObjectNode spec ? spec.deepCopy() : Json.object();
    }

    boolean isProduct() {
        return workflow.isProduct();
    }

    /** Variables of a job that refer to variables of the workflow have their values (recorded 3.2 to 5.0). */
    JsonNode resolve(JsonNode variables) {
        var resolved = variables.deepCopy();
        for (JsonNode variable : resolved) {
            for (ParamDefinition param : params) {
                var reference = "{{.workflow.params." + param.name() + "}}";
                var value = variable.path("value").asText();
                if (value.contains(reference)) {
                    ((ObjectNode) variable).put("value", value.replace(reference, param.resolved()));
                }
            }
        }
        return resolved;
    }

    /** The job of that configured name, if it is to run. */
    Optional<Job> job(String name) {
        return planned.stream()
                .flatMap(stage -> stage.jobs().stream())
                .filter(job -> job.definition().name().equals(name))
                .findFirst();
    }

    /** The stages of a task; a stage in which no job task is left is dropped (zadig-servers 5.7). */
    List<SimulatedStage> expand(World world, long id) {
        var stages = new ArrayList<SimulatedStage>();
        for (Stage stage : planned) {
            var jobs = new ArrayList<SimulatedJob>();
            stage.jobs().forEach(job -> jobs.addAll(expand(world, job, stage.index())));
            if (!jobs.isEmpty()) {
                stages.add(new SimulatedStage(stage.definition(), jobs));
            }
        }
        if (stages.isEmpty()) {
            throw Refusal.business(6160, "no stage found in workflow task: " + workflow.key() + ",taskID: " + id);
        }
        return List.copyOf(stages);
    }

    private List<SimulatedJob> expand(World world, Job job, int stage) {
        var tasks = new ArrayList<SimulatedJob>();
        for (JobInput input : JobKind.of(world, job.definition().type()).tasks(this, job)) {
            tasks.add(new SimulatedJob(
                    job.definition(),
                    JobTaskName.of(world.line(), job.definition(), input, stage, job.index(), tasks.size()),
                    input));
        }
        return tasks;
    }
}
