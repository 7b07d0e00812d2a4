package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.NonNull;

/** What a call is about, in words for "there is no …". */
public final class Subject {
    private Subject() {}

    @NonNull
    public static String project(@NonNull String project) {
        return Messages.subject_project(project);
    }

    @NonNull
    public static String environment(@NonNull String environment, @NonNull String project) {
        return Messages.subject_environment(environment, project);
    }

    @NonNull
    public static String view(@NonNull String view, @NonNull String project) {
        return Messages.subject_view(view, project);
    }

    @NonNull
    public static String workflow(@NonNull String workflow, @NonNull String project) {
        return Messages.subject_workflow(workflow, project);
    }

    @NonNull
    public static String task(long id, @NonNull String workflow) {
        return Messages.subject_task(Long.toString(id), workflow);
    }

    @NonNull
    public static String commit(@NonNull String commit) {
        return Messages.subject_commit(commit);
    }
}
