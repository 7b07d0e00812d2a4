package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.ServerLine;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What becomes of the approvals and the other jobs of a workflow that a run does not list. */
final class Gates {
    private final WorkflowDetail workflow;
    private final Set<String> listed;
    private final ServerLine line;
    private final List<WorkflowDetail.Job> unlisted;

    Gates(WorkflowDetail workflow, Set<String> listed, ServerLine line) {
        this.workflow = workflow;
        this.listed = listed;
        this.line = line;
        unlisted = workflow.jobs().stream()
                .filter(job -> !listed.contains(job.name()))
                .toList();
    }

    /**
     * What becomes of them.
     *
     * @param kept approval jobs that the plan lists on its own
     * @param bypassed approvals that are left out, as the user allows
     * @param leftOut jobs that do not run
     * @param alsoRun jobs that may run though they are not listed
     */
    record Fate(List<String> kept, List<String> bypassed, List<String> leftOut, List<String> alsoRun) {
        /** Of a workflow that cannot be read. */
        static final Fate UNKNOWN = new Fate(List.of(), List.of(), List.of(), List.of());
    }

    Fate fate(LaunchOrder order, Planning planning) {
        var lost = workflow.approvesByStage() ? droppedStageApprovals() : gatesOf();
        var kept = new ArrayList<String>();
        var bypassed = List.<String>of();
        var alsoRun = List.<String>of();
        // The tag 3.4.0 runs what is not listed, too (zadig-servers 5.6).
        if (line == ServerLine.V3_4_0) {
            alsoRun = names(unlisted.stream().filter(job -> !job.isGate()).toList());
            if (!alsoRun.isEmpty() && !order.runUnlisted()) {
                planning.problem(Kind.UNLISTED_RUN, "", "", alsoRun);
            }
        }
        if (order.bypassApproval()) {
            bypassed = lost;
        } else if (canListApprovals()) {
            kept.addAll(lost);
            unlisted.stream()
                    .filter(job -> job.isGate() && isForced(job) && !lost.contains(job.name()))
                    .forEach(job -> kept.add(job.name()));
        } else if (!lost.isEmpty()) {
            planning.problem(Kind.APPROVAL_LOST, "", "", lost);
        }
        checkListedApprovals(planning);
        checkForced(kept, planning);
        var leftOut = new ArrayList<>(names(unlisted));
        leftOut.removeAll(kept);
        leftOut.removeAll(bypassed);
        leftOut.removeAll(alsoRun);
        return new Fate(List.copyOf(kept), bypassed, List.copyOf(leftOut), alsoRun);
    }

    /** From 4.1 on (zadig-servers 5.17). */
    private boolean canListApprovals() {
        return !line.isBefore(ServerLine.FROM_4_1);
    }

    private static boolean isForced(WorkflowDetail.Job job) {
        return job.runPolicy().equals("force_run");
    }

    private static List<String> names(List<WorkflowDetail.Job> jobs) {
        return jobs.stream().map(WorkflowDetail.Job::name).toList();
    }

    /**
     * Approval jobs that are not listed and that a listed job would have had to wait for. One that does not run unless
     * chosen is no gate.
     */
    private List<String> gatesOf() {
        var gates = new ArrayList<String>();
        var stages = workflow.stages();
        for (int s = 0; s < stages.size(); s++) {
            var jobs = stages.get(s).jobs();
            for (int j = 0; j < jobs.size(); j++) {
                var job = jobs.get(j);
                var optional = Set.of("skip", "default_not_run").contains(job.runPolicy());
                if (job.isGate() && unlisted.contains(job) && !optional && gatesListed(s, j)) {
                    gates.add(job.name());
                }
            }
        }
        return gates;
    }

    private boolean gatesListed(int stage, int position) {
        var own = workflow.stages().get(stage);
        var sameStage = own.parallel()
                ? List.<WorkflowDetail.Job>of()
                : own.jobs().subList(position + 1, own.jobs().size());
        return sameStage.stream().anyMatch(this::isListed) || listedAfter(stage);
    }

    private boolean listedAfter(int stage) {
        return workflow.stages().subList(stage + 1, workflow.stages().size()).stream()
                .anyMatch(later -> later.jobs().stream().anyMatch(this::isListed));
    }

    private boolean isListed(WorkflowDetail.Job job) {
        return listed.contains(job.name());
    }

    /** A stage of which no job is listed is dropped, and its approval with it (zadig-servers 13.3). */
    private List<String> droppedStageApprovals() {
        var dropped = new ArrayList<String>();
        for (int s = 0; s < workflow.stages().size(); s++) {
            var stage = workflow.stages().get(s);
            var approval = stage.approval();
            if (approval != null
                    && approval.enabled()
                    && stage.jobs().stream().noneMatch(this::isListed)
                    && listedAfter(s)) {
                dropped.add(stage.name());
            }
        }
        return dropped;
    }

    /** From 3.4.1 on servers refuse a run without them (zadig-servers 5.12). */
    private void checkForced(List<String> kept, Planning planning) {
        if (line.isBefore(ServerLine.FROM_3_4_1)) {
            return;
        }
        for (WorkflowDetail.Job job : unlisted) {
            if (isForced(job) && !kept.contains(job.name())) {
                planning.problem(Kind.FORCED, job.name());
            }
        }
    }

    /** From 3.1 to 4.0 a run cannot list an approval job (zadig-servers 13.2). */
    private void checkListedApprovals(Planning planning) {
        if (canListApprovals() || line.isBefore(ServerLine.UP_TO_3_1)) {
            return;
        }
        for (WorkflowDetail.Job job : workflow.jobs()) {
            if (job.isApproval() && isListed(job)) {
                planning.problem(Kind.APPROVAL_NOT_LISTABLE, job.name());
            }
        }
    }
}
