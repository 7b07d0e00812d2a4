package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigClient;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Names a task.
 *
 * @param server name of the server as configured
 * @param type of the workflow
 * @param project key of the project
 * @param workflow key of the workflow
 * @param id number within the workflow
 */
public record TaskRef(String server, WorkflowType type, String project, String workflow, long id) {
    public TaskRef {
        // Thousands of builds wait for tasks of the same few, and each has read its names from a file of its own.
        server = server.intern();
        project = project.intern();
        workflow = workflow.intern();
    }

    public TaskRef(String server, String project, String workflow, long id) {
        this(server, WorkflowType.CUSTOM, project, workflow, id);
    }

    /** Reads the task; fails as the calls of a client do. */
    public CompletableFuture<WorkflowTask> read(ZadigClient client) {
        return client.tasks(type).task(project, workflow, id);
    }

    /** The task's page, the workflow's while the number is 0 (zadig-servers 26.1, 26.2). */
    public String page(URI base) {
        var page = workflowPage(base, type, project, workflow);
        return id == 0 ? page : page + "/" + id;
    }

    /** Where the server is that a page is on; empty for a page of anything but the task. */
    public String server(String page) {
        var path = page(URI.create("/"));
        return page.endsWith(path) ? page.substring(0, page.length() - path.length() + 1) : "";
    }

    /** The page of a workflow (zadig-servers 26.1 to 26.3). */
    public static String workflowPage(URI base, WorkflowType type, String project, String workflow) {
        var root = base.toString();
        return (root.endsWith("/") ? root : root + "/")
                + "v1/projects/detail/" + segment(project) + "/pipelines/" + type.page() + "/"
                + segment(workflow);
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As users say it. */
    @Override
    public String toString() {
        return workflow + " #" + id;
    }
}
