package io.jenkins.plugins.zadig.act;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.RecordFile;
import io.jenkins.plugins.zadig.task.LaunchIntent;
import io.jenkins.plugins.zadig.task.PhaseTimes;
import io.jenkins.plugins.zadig.task.TaskRef;
import io.jenkins.plugins.zadig.task.TaskStatus;
import io.jenkins.plugins.zadig.wait.WaitOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * What a build has to do with a task, from before anything is asked of Zadig to its end. Plain values, as they are kept
 * in a {@linkplain OpenTaskFile file} of the build, whatever the durability of its Pipeline.
 *
 * @param step of the build: the id of the flow node, or a number
 * @param started when the flow node began, in epoch milliseconds: after a crash its id can be another node's; 0 when that
 *     is not known
 * @param order what the step asks for, as a digest
 * @param launch whether the step starts the task; otherwise it exists
 * @param server name of the server as configured
 * @param address of the server
 * @param credentialsId the build's own choice; empty for the server's
 * @param id of the task; 0 while it is not known
 * @param createTime of the task in epoch seconds; 0 while it is not known
 * @param launchedBy the build that started the task; empty when that is not known
 * @param onAbort what becomes of the task when the build ends before it, or is to become of it when it is stopping
 * @param intent what was about to be sent; {@code null} while nothing was, and when the task is known and has been
 *     compared with it
 * @param asked whether something that must be sent once may have been sent
 * @param lost whether no task of the run was found, so that the same order looks once more before it is sent again
 * @param stopping whether the task is being cancelled or let go
 * @param open whether the build has to see to the task
 * @param times how long it has been in each phase; {@code null} before the first look
 * @param told lines that the console has, as hash codes
 */
record OpenTask(
        String step,
        long started,
        long order,
        boolean launch,
        String server,
        String address,
        String credentialsId,
        WorkflowType type,
        String project,
        String workflow,
        long id,
        long createTime,
        String launchedBy,
        WaitOptions.Fate onAbort,
        @CheckForNull LaunchIntent intent,
        LaunchNotes notes,
        boolean asked,
        boolean lost,
        boolean stopping,
        boolean open,
        @CheckForNull Times times,
        List<Integer> told) {
    private static final int MAX_TOLD = 2_000;

    OpenTask {
        notes = notes == null ? LaunchNotes.NONE : notes;
        told = told == null ? List.of() : List.copyOf(told);
    }

    /**
     * {@link PhaseTimes} in plain numbers.
     *
     * @param server when that was by the server's clock, in epoch seconds; 0 when that is not known
     */
    record Times(long queued, long running, long person, String phase, long at, long server) {
        static Times of(PhaseTimes times, long server) {
            return new Times(
                    times.queued().toMillis(),
                    times.running().toMillis(),
                    times.person().toMillis(),
                    times.phase().name(),
                    times.at().toEpochMilli(),
                    server);
        }

        PhaseTimes read() {
            return new PhaseTimes(
                    Duration.ofMillis(queued),
                    Duration.ofMillis(running),
                    Duration.ofMillis(person),
                    TaskStatus.Phase.valueOf(phase),
                    Instant.ofEpochMilli(at));
        }
    }

    /**
     * The state of a build that has nothing to do with the task yet.
     *
     * @param order what the step asks for, without secrets
     */
    static OpenTask begin(Actor actor, StepTask wanted, String order) {
        var task = wanted.task();
        var place = wanted.known().place(actor);
        return new OpenTask(
                wanted.step(),
                started(wanted.node()),
                digest(task.server(), task.type(), task.project(), task, order),
                wanted.launch(),
                task.server(),
                place.address(),
                actor.ownCredentialsId() == null ? "" : actor.ownCredentialsId(),
                task.type(),
                task.project(),
                task.workflow(),
                task.id(),
                place.createTime(),
                wanted.launchedBy(),
                wanted.options().onAbort(),
                null,
                LaunchNotes.NONE,
                false,
                false,
                false,
                true,
                null,
                List.of());
    }

    /** Few digits, as thousands of builds wait: they tell apart the orders of one build. */
    private static long digest(Object... parts) {
        var text = Stream.of(parts).map(Object::toString).collect(Collectors.joining("\n"));
        return Long.parseUnsignedLong(RecordFile.digest(text).substring(0, 16), 16);
    }

    /** When a node began, in epoch milliseconds; 0 when that is not known. */
    static long started(@CheckForNull FlowNode node) {
        return node == null ? 0 : TimingAction.getStartTime(node);
    }

    TaskRef ref() {
        return new TaskRef(server, type, project, workflow, id);
    }

    /** The task's page in Zadig; the workflow's while the task is not known. */
    String page() {
        return ref().page(URI.create(address));
    }

    /** Whether it is that of a step which asks for the same. */
    boolean isOf(boolean launches, TaskRef other) {
        return launch == launches
                && type == other.type()
                && project.equals(other.project())
                && workflow.equals(other.workflow())
                && (other.id() == 0 || other.id() == id);
    }

    /** Whether another one is of the same step: ids of nodes are given out again after a crash. */
    boolean isAt(OpenTask other) {
        return step.equals(other.step) && started == other.started;
    }

    /** Whether it is a run without a task, as far as is known, of the workflow that another step of the build runs. */
    boolean isLostOf(OpenTask other) {
        return lost && intent != null && !isAt(other) && address.equals(other.address) && isOf(true, other.ref());
    }

    OpenTask intend(LaunchIntent about) {
        return with(place(), id, launchedBy, about, notes, true, lost, stopping, open, times, told);
    }

    OpenTask note(LaunchNotes special) {
        return with(place(), id, launchedBy, intent, special, asked, lost, stopping, open, times, told);
    }

    OpenTask ask() {
        return with(place(), id, launchedBy, intent, notes, true, lost, stopping, open, times, told);
    }

    OpenTask unask() {
        return with(place(), id, launchedBy, null, notes, false, lost, stopping, open, times, told);
    }

    /**
     * The run has become a task.
     *
     * @param answered when the server said so, or it was found, by the server's clock in epoch seconds; 0 when that is
     *     not known
     */
    OpenTask launched(long number, String by, long answered) {
        var known = intent == null ? null : intent.answeredAt(answered);
        return with(place(), number, by, known, notes, asked, lost, stopping, open, times, told);
    }

    TaskPlace place() {
        return new TaskPlace(address, createTime);
    }

    OpenTask compared() {
        return with(place(), id, launchedBy, null, notes, asked, lost, stopping, open, times, told);
    }

    OpenTask at(TaskPlace now) {
        return with(now, id, launchedBy, intent, notes, asked, lost, stopping, open, times, told);
    }

    OpenTask seen(Times now, List<Integer> lines) {
        var last = lines.subList(Math.max(0, lines.size() - MAX_TOLD), lines.size());
        return with(place(), id, launchedBy, intent, notes, asked, lost, stopping, open, now, last);
    }

    /** The build does not want the task any more; that is its fate, whoever brings it about. */
    OpenTask stop(WaitOptions.Fate fate) {
        return new OpenTask(
                step,
                started,
                order,
                launch,
                server,
                address,
                credentialsId,
                type,
                project,
                workflow,
                id,
                createTime,
                launchedBy,
                fate,
                intent,
                notes,
                asked,
                lost,
                true,
                open,
                times,
                told);
    }

    /** Whether the build did not want the task any more before it waited for it. */
    boolean isStoppedEarly() {
        return stopping && times == null;
    }

    /** No task of the run was found. */
    OpenTask lose() {
        return with(place(), id, launchedBy, intent, notes, asked, true, stopping, open, times, told);
    }

    /** It is known what became of the run. */
    OpenTask settle() {
        return with(place(), id, launchedBy, intent, notes, asked, false, stopping, open, times, told);
    }

    OpenTask reopen() {
        return with(place(), id, launchedBy, intent, notes, asked, lost, stopping, true, times, told);
    }

    OpenTask close() {
        return with(place(), id, launchedBy, intent, notes, asked, lost, stopping, false, times, told);
    }

    /** The same for another node, which began at that time. */
    OpenTask of(String node, long began) {
        return new OpenTask(
                node,
                began,
                order,
                launch,
                server,
                address,
                credentialsId,
                type,
                project,
                workflow,
                id,
                createTime,
                launchedBy,
                onAbort,
                intent,
                notes,
                asked,
                lost,
                stopping,
                open,
                times,
                told);
    }

    private OpenTask with(
            TaskPlace newPlace,
            long newId,
            String newLaunchedBy,
            @CheckForNull LaunchIntent newIntent,
            LaunchNotes newNotes,
            boolean newAsked,
            boolean newLost,
            boolean newStopping,
            boolean newOpen,
            @CheckForNull Times newTimes,
            List<Integer> newTold) {
        return new OpenTask(
                step,
                started,
                order,
                launch,
                server,
                newPlace.address(),
                credentialsId,
                type,
                project,
                workflow,
                newId,
                newPlace.createTime(),
                newLaunchedBy,
                onAbort,
                newIntent,
                newNotes,
                newAsked,
                newLost,
                newStopping,
                newOpen,
                newTimes,
                newTold);
    }
}
