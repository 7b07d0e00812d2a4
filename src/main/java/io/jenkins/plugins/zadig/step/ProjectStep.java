package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.Projects;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What every step has that is about a project: which one. */
public abstract class ProjectStep extends ZadigStep implements Serializable {
    private static final long serialVersionUID = 1L;

    public final String project;

    ProjectStep(@CheckForNull String project) {
        this.project = Util.fixNull(project).trim();
    }

    /** Refuses to start without a name that the step needs. */
    final void need(String parameter, String value) throws AbortException {
        if (value.isEmpty()) {
            throw new AbortException(
                    Messages.ProjectStep_missing(getDescriptor().getFunctionName(), parameter));
        }
    }

    /**
     * What a list has, to end the step with. Servers answer an empty one for a project that does not exist, too
     * (zadig-servers 21.6).
     */
    final <T, H extends Handle> CompletableFuture<ArrayList<H>> listed(
            Actor actor, CompletableFuture<? extends List<T>> list, Function<T, H> handle) {
        return list.thenComposeAsync(
                rows -> {
                    var handles = rows.stream().map(handle).collect(Collectors.toCollection(ArrayList::new));
                    return handles.isEmpty()
                            ? actor.client().projects().list().thenApply(page -> {
                                require(page, actor.connection().server());
                                return handles;
                            })
                            : CompletableFuture.completedFuture(handles);
                },
                actor.workers());
    }

    private void require(Projects.Page page, String server) {
        var known = page.projects().stream().map(Projects.Project::key).toList();
        if (!known.contains(project) && page.total() <= known.size()) {
            throw new CompletionException(new AbortException(Messages.ProjectStep_noProject(
                    PlainText.line(project), server, PlainText.line(String.join(", ", known)))));
        }
    }
}
