package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.WorkflowTasks;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A workflow on its server, which is about to be launched. */
record LaunchPlace(ZadigClient client, WorkflowType type, String project, String workflow) {
    WorkflowTasks tasks() {
        return client.tasks(type);
    }

    /** Fails where the project has no such workflow; a plan has asked that of a custom one already. */
    CompletableFuture<?> isThere() {
        var workflows = client.workflows();
        return type == WorkflowType.CUSTOM
                ? workflows.requireNow(project, workflow)
                : workflows.find(type, project, workflow);
    }

    String server() {
        return client.server().toString();
    }

    /** Names the queue in which launches without a key go one after another: one for each workflow of a server. */
    String lane() {
        return lane(client.server(), type, workflow);
    }

    static String lane(URI server, WorkflowType type, String workflow) {
        return server + " " + type + " " + workflow;
    }

    /** The lane with the project, which servers do not compare with the workflow's. */
    String whole() {
        return project + " " + lane();
    }

    /** Names a task among all of a controller. */
    String name(long id) {
        return lane() + "#" + id;
    }
}
