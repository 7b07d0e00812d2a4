package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The tasks and steps that go on in builds of this controller. A build or a step can end without telling what goes on in it: when
 * it is killed, when the grace period of an abort is over, or when Jenkins stops. So ends are watched for from outside.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class LiveTasks {
    /** Not by names, as a job can be renamed or moved while its builds run. */
    private final Map<Run<?, ?>, Set<Live>> byBuild = new ConcurrentHashMap<>();

    private final Map<Place, Live> byNode = new ConcurrentHashMap<>();

    /** Builds that began since the controller started, and that have lost no run. */
    private final Set<Run<?, ?>> plain = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** A node of one build: nodes of all builds with the same id are equal to each other. */
    private record Place(FlowExecution execution, String id) {
        static Place of(FlowNode node) {
            return new Place(node.getExecution(), node.getId());
        }
    }

    static LiveTasks get() {
        return ExtensionList.lookupSingleton(LiveTasks.class);
    }

    /** What goes on in a build, and must end with it. */
    @FunctionalInterface
    public interface Live {
        /** The build or the step has ended without a word. Returns at once. */
        void abandon();
    }

    /**
     * Follows a step of a Pipeline until it has ended. Returns what ends that.
     *
     * @param node of the step; {@code null} where there is no graph
     */
    public static Runnable follow(Run<?, ?> run, @CheckForNull FlowNode node, Live step) {
        var live = get();
        live.add(run, step);
        var place = node == null ? null : Place.of(node);
        if (place != null) {
            live.byNode.put(place, step);
        }
        return () -> {
            live.remove(run, step);
            if (place != null) {
                live.byNode.remove(place, step);
            }
        };
    }

    void add(Run<?, ?> run, Live live) {
        byBuild.compute(run, (build, known) -> {
            var more = known == null ? ConcurrentHashMap.<Live>newKeySet() : known;
            more.add(live);
            return more;
        });
    }

    void remove(Run<?, ?> run, Live live) {
        byBuild.computeIfPresent(run, (build, known) -> {
            known.remove(live);
            return known.isEmpty() ? null : known;
        });
    }

    /** A build has lost a run. */
    void lose(Run<?, ?> run) {
        plain.remove(run);
    }

    /** Whether none of a build's files is of a step that it does not know any more, or of a lost run. */
    boolean isPlain(Run<?, ?> run) {
        return plain.contains(run);
    }

    private void forget(Run<?, ?> run) {
        of(run).forEach(Live::abandon);
        plain.remove(run);
    }

    private Set<Live> of(Run<?, ?> run) {
        return Set.copyOf(byBuild.getOrDefault(run, Set.of()));
    }

    /** Whether a step of the build follows it. */
    boolean isLive(Run<?, ?> run, OpenTask kept) {
        return of(run).stream()
                .anyMatch(live ->
                        live instanceof BuildTask task && task.notes().state().isAt(kept));
    }

    /** Sees the ends of builds. */
    @Extension
    @Restricted(NoExternalUse.class)
    @SuppressWarnings("rawtypes")
    public static final class Builds extends RunListener<Run> {
        @Override
        public void onStarted(Run run, TaskListener listener) {
            get().plain.add(run);
        }

        @Override
        public void onCompleted(Run run, TaskListener listener) {
            get().forget(run);
            LostTask.tellLeft(run, listener);
        }

        @Override
        public void onDeleted(Run run) {
            get().forget(run);
        }
    }

    /** Sees the ends of steps: where a node follows that of a step, the step is over. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Nodes implements GraphListener {
        @Override
        public void onNewHead(FlowNode node) {
            var live = get().byNode;
            if (!live.isEmpty()) {
                for (FlowNode parent : node.getParents()) {
                    var step = live.get(Place.of(parent));
                    if (step != null) {
                        step.abandon();
                    }
                }
            }
        }
    }
}
