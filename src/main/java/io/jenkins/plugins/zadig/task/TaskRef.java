package io.jenkins.plugins.zadig.task;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Which task.
 *
 * @param server name of the server as configured
 * @param project key of the project
 * @param workflow key of the workflow
 * @param id number within the workflow
 */
public record TaskRef(String server, String project, String workflow, long id) {
    /** The task's page (api-facts section 11). */
    public String page(URI base) {
        return workflowPage(base, project, workflow) + "/" + id;
    }

    /** The workflow's page. */
    public static String workflowPage(URI base, String project, String workflow) {
        var root = base.toString();
        return (root.endsWith("/") ? root : root + "/")
                + "v1/projects/detail/" + segment(project) + "/pipelines/custom/" + segment(workflow);
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
