package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.task.TaskRef;

/** What a call is about, in words for "there is no …". */
public final class Subject {
    private Subject() {}

    /** A task, or its workflow while the task is not known; the names can be those that a server sent. */
    static String of(TaskRef task) {
        var workflow = PlainText.line(task.workflow());
        return task.id() == 0 ? workflow(workflow, PlainText.line(task.project())) : task(task.id(), workflow);
    }

    public static String project(String project) {
        return Messages.subject_project(project);
    }

    public static String environment(String environment, String project) {
        return Messages.subject_environment(environment, project);
    }

    public static String view(String view, String project) {
        return Messages.subject_view(view, project);
    }

    public static String workflow(String workflow, String project) {
        return Messages.subject_workflow(workflow, project);
    }

    public static String task(long id, String workflow) {
        return Messages.subject_task(Long.toString(id), workflow);
    }

    public static String commit(String commit) {
        return Messages.subject_commit(commit);
    }
}
