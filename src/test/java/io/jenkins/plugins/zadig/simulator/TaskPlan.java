package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** What a task will run: the stages and jobs that are left of the workflow, with what the request says to them. */
record TaskPlan(
        WorkflowDefinition workflow,
        List<ParamDefinition> params,
        List<NotificationDefinition> notifications,
        JsonNode request,
        List<Stage> planned) {
    TaskPlan {
        params = List.copyOf(params);
        notifications = List.copyOf(notifications);
        planned = List.copyOf(planned);
    }

    /** A stage with the index that names its job tasks. */
    record Stage(StageDefinition definition, int index, List<Job> jobs) {}

    /** A job with the index that names its job tasks; {@code parameters} are missing when nothing was said to it. */
    record Job(JobDefinition definition, int index, JsonNode parameters) {}

    /** Everything with its stored values, as when started on Zadig's own page. */
    static TaskPlan whole(WorkflowDefinition workflow) {
        var stages = new ArrayList<Stage>();
        for (StageDefinition stage : workflow.stages()) {
            var jobs = new ArrayList<Job>();
            for (JobDefinition job : stage.jobs) {
                jobs.add(new Job(job, jobs.size(), MissingNode.getInstance()));
            }
            stages.add(new Stage(stage, stages.size(), jobs));
        }
        return new TaskPlan(workflow, workflow.params(), workflow.notifications(), MissingNode.getInstance(), stages);
    }

    /** The stages of a task; a stage in which no job task is left is dropped (zadig-servers 5.7). */
    List<SimulatedStage> expand(World world, long id) {
        var expansion = new JobExpansion(world.line(), this);
        var stages = new ArrayList<SimulatedStage>();
        for (Stage stage : planned) {
            var jobs = new ArrayList<SimulatedJob>();
            stage.jobs().forEach(job -> jobs.addAll(expansion.expand(job, stage.index())));
            if (!jobs.isEmpty()) {
                stages.add(new SimulatedStage(stage.definition(), jobs));
            }
        }
        if (stages.isEmpty()) {
            throw Refusal.business(6160, "no stage found in workflow task: " + workflow.key() + ",taskID: " + id);
        }
        return List.copyOf(stages);
    }
}
