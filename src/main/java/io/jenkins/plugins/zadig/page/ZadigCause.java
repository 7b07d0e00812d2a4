package io.jenkins.plugins.zadig.page;

import io.jenkins.plugins.zadig.act.TaskCause;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.util.Objects;

/** The cause of a build that a task of Zadig started, which the task's own record proves. */
public final class ZadigCause extends TaskCause {
    ZadigCause(TaskRef task, String creator, String url) {
        super(task, creator, url, KeptText::line);
    }

    @Override
    protected String described(String label) {
        return getCreator().isEmpty() ? Messages.cause_zadig(label) : Messages.cause_zadigBy(label, getCreator());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZadigCause cause && getTask() == cause.getTask() && getUrl().equals(cause.getUrl());
    }

    @Override
    public int hashCode() {
        return Objects.hash(getTask(), getUrl());
    }
}
