package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.WorkflowTasks;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A workflow on its server, which is about to be launched.
 *
 * @param clients gives the client for the next calls
 * @param address of the server as the launch began, by which it is known among others
 */
record LaunchPlace(Supplier<ZadigClient> clients, URI address, WorkflowType type, String project, String workflow) {
    LaunchPlace(Supplier<ZadigClient> clients, WorkflowType type, String project, String workflow) {
        this(clients, clients.get().server(), type, project, workflow);
    }

    /** The client for the next call: one that is kept goes by a proxy that Jenkins may not have any more. */
    ZadigClient client() {
        return clients.get();
    }

    WorkflowTasks tasks() {
        return client().tasks(type);
    }

    /** Fails where the project has no such workflow; a plan has asked that of a custom one already. */
    CompletableFuture<?> isThere() {
        var workflows = client().workflows();
        return type == WorkflowType.CUSTOM
                ? workflows.require(project, workflow, true)
                : workflows.find(type, project, workflow);
    }

    String server() {
        return address.toString();
    }

    /** Names the queue in which launches without a key go one after another: one for each workflow of a server. */
    String lane() {
        return lane(address, type, workflow);
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
