package io.jenkins.plugins.zadig.page;

import io.jenkins.plugins.zadig.config.RecordFile;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a task of a build put in place.
 *
 * @param module of the service; empty where it has none
 * @param image empty where the deployment changed something else
 * @param task number of the task
 * @param url of the task's page in Zadig
 * @param job full name of the build's job; empty once the job is gone
 * @param by why the build began, in the words of then
 * @param time when the job of the task ended, in epoch milliseconds
 */
@ExportedBean(defaultVisibility = 9)
public record Deployment(
        @Exported String server,
        @Exported String project,
        @Exported String environment,
        @Exported String service,
        @Exported String module,
        @Exported String image,
        @Exported String workflow,
        @Exported long task,
        @Exported String url,
        @Exported String job,
        @Exported int build,
        @Exported String by,
        @Exported long time) {
    public Deployment {
        server = KeptText.line(server);
        project = KeptText.line(project);
        environment = KeptText.line(environment);
        service = KeptText.line(service);
        module = KeptText.line(module);
        image = KeptText.line(image);
        workflow = KeptText.line(workflow);
        by = KeptText.line(by);
    }

    /** Service and module as users say it. */
    public String part() {
        return module.isEmpty() ? service : service + "/" + module;
    }

    /** The image without its registry. */
    public String version() {
        return image.substring(image.lastIndexOf('/') + 1);
    }

    public Date when() {
        return new Date(time);
    }

    /** Which module of which service in which environment it is about, as a name of a file or a part of an address. */
    String place() {
        return RecordFile.digest(String.join("\0", server, project, environment, service, module));
    }

    /** The environment, in the same way. */
    String environmentKey() {
        return RecordFile.digest(String.join("\0", server, project, environment));
    }

    boolean isOf(String jobName) {
        return job.equals(jobName) || job.startsWith(jobName + "/");
    }

    /** The same of a job that has another name now; empty for one that is gone. */
    Deployment movedTo(String name) {
        return new Deployment(
                server, project, environment, service, module, image, workflow, task, url, name, build, by, time);
    }

    /** Whether it is the same one, seen once more. */
    boolean repeats(Deployment other) {
        return place().equals(other.place())
                && image.equals(other.image)
                && workflow.equals(other.workflow)
                && task == other.task
                && job.equals(other.job)
                && build == other.build;
    }
}
