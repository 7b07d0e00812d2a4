package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.zadig.act.Actor;
import io.jenkins.plugins.zadig.act.Subject;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.Projects;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** What every step has that lists something of a project. */
public abstract class ProjectListStep extends ProjectStep implements RepeatableStep {
    private static final long serialVersionUID = 1L;

    ProjectListStep(@CheckForNull String project) {
        super(project);
    }

    /** What is listed, for "there is no …". */
    String subject() {
        return Subject.project(project);
    }

    @Override
    public final StepExecution start(StepContext context) throws Exception {
        need("project", project);
        return new RepeatableExecution(context, this, server, subject());
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
            throw new CompletionException(new AbortException(Messages.ProjectListStep_noProject(
                    PlainText.line(project), server, PlainText.line(String.join(", ", known)))));
        }
    }
}
