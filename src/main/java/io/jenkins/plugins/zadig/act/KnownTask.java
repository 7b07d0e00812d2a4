package io.jenkins.plugins.zadig.act;

import hudson.model.Run;
import io.jenkins.plugins.zadig.config.Connection;
import io.jenkins.plugins.zadig.task.TaskRef;

/**
 * A task that a step is told of, with what is known of it from before: its server may have another name by now, and
 * another server its name.
 *
 * @param address of the server where it was; empty when that is not known, as of a task that a user names
 * @param createTime in epoch seconds; 0 when it is not known
 */
public record KnownTask(TaskRef ref, String address, long createTime) {
    /** A task that is named by its number alone. */
    public static KnownTask named(TaskRef ref) {
        return new KnownTask(ref, "", 0);
    }

    /** The name of its server, as it is called now. */
    public String server(Run<?, ?> run) {
        return address.isEmpty() ? ref.server() : Connection.nameAt(ref.server(), address, run);
    }

    /** The same task, by the name that its server has for whoever acts there. */
    public KnownTask at(Actor actor) {
        return new KnownTask(actor.task(ref.type(), ref.project(), ref.workflow(), ref.id()), address, createTime);
    }

    TaskPlace place(Actor actor) {
        return new TaskPlace(address.isEmpty() ? actor.address().toString() : address, createTime);
    }
}
