package io.jenkins.plugins.zadig.simulator;

import java.util.Arrays;

/**
 * A line of Zadig servers that behaves alike; the one place that knows what differs (zadig-servers 1.2).
 *
 * <table>
 * <caption>What differs by line</caption>
 * <tr><th>behaviour</th><th>1.18</th><th>2.2–3.0</th><th>3.2</th><th>3.3</th><th>3.4.0</th><th>3.4.1–4.0</th>
 * <th>4.1–4.3</th><th>5.0</th></tr>
 * <tr><td>product workflows</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td><td>–</td><td>–</td>
 * <td>–</td></tr>
 * <tr><td>cancel reads</td><td>body</td><td>body</td><td>body</td><td>body</td><td>query</td><td>query</td>
 * <td>query</td><td>query</td></tr>
 * <tr><td>Execute permission on create</td><td>–</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td>
 * <td>yes</td><td>yes</td></tr>
 * <tr><td>approval</td><td>stage</td><td>stage</td><td>job</td><td>job</td><td>job</td><td>job</td><td>job</td>
 * <td>job</td></tr>
 * <tr><td>approve by</td><td>stage name</td><td>stage name</td><td>configured job name</td><td>job task name</td>
 * <td>job task name</td><td>job task name</td><td>job task name</td><td>job task name</td></tr>
 * <tr><td>approval job in inputs</td><td>–</td><td>–</td><td>error</td><td>error</td><td>error</td><td>error</td>
 * <td>yes</td><td>yes</td></tr>
 * <tr><td>unlisted jobs</td><td>dropped</td><td>dropped</td><td>dropped</td><td>dropped</td><td>run</td>
 * <td>skipped</td><td>skipped</td><td>skipped</td></tr>
 * <tr><td>parameters</td><td>–</td><td>–</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td>
 * <td>yes</td></tr>
 * <tr><td>remark, origin_name, display_name</td><td>–</td><td>–</td><td>–</td><td>yes</td><td>yes</td><td>yes</td>
 * <td>yes</td><td>yes</td></tr>
 * <tr><td>logs by Open API</td><td>–</td><td>–</td><td>–</td><td>–</td><td>yes</td><td>yes</td><td>yes</td>
 * <td>yes</td></tr>
 * <tr><td>webhook notification</td><td>–</td><td>–</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td>
 * <td>yes</td></tr>
 * <tr><td>notify_inputs, MFA (4.3)</td><td>–</td><td>–</td><td>–</td><td>–</td><td>–</td><td>–</td><td>4.3</td>
 * <td>yes</td></tr>
 * <tr><td>manual exec, CLI context, system hook, workflows by Open API</td><td>–</td><td>–</td><td>–</td><td>–</td>
 * <td>–</td><td>–</td><td>–</td><td>yes</td></tr>
 * </table>
 */
public enum Line {
    V1_18("1.18", "1.18"),
    V2_2("2.2", "2.3"),
    V2_3("2.3", "2.3"),
    V3_0("3.0", "2.3"),
    V3_1("3.1", "3.2"),
    V3_2("3.2", "3.2"),
    V3_3("3.3", "r3.4"),
    /** A branch, which has the logs of 3.4.0 and cancels as that does. */
    R3_3("release-3.3.0", "r3.4"),
    V3_4_0("3.4.0", "3.4"),
    /** A branch, which is not the tag 3.4.0: its routes are, and it does as 3.4.1. */
    R3_4("release-3.4.0", "r3.4"),
    V3_4_1("3.4.1", "r3.4"),
    V4_0("4.0", "4.1"),
    V4_1("4.1", "4.1"),
    V4_2("4.2", "4.1"),
    V4_3("4.3", "4.3"),
    /** A branch, which refuses a deploy of nothing as 5.0 does. */
    R4_3("release-4.3.0", "r4.3"),
    /** The tag; {@link #V5_0} is what came some weeks after it. */
    V5_0_0("5.0.0", "v5.0.0"),
    V5_0("5.0", "5.0");

    private final String text;
    private final String recording;

    Line(String text, String recording) {
        this.text = text;
        this.recording = recording;
    }

    /** The recorded server that is nearest to the line. */
    String recordedAs() {
        return recording;
    }

    /** The recorded server whose workflows are stored as those of the line: jobs were remade in 3.4.0. */
    String storesAs() {
        return atLeast(V3_3) && before(V3_4_0) ? V3_2.recording : recording;
    }

    /** The line written as on the command line, for example {@code 3.4.1}. */
    public static Line of(String text) {
        return Arrays.stream(values())
                .filter(line -> line.text.equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("No line " + text + "; known: " + String.join(" ", allAsText())));
    }

    private static String[] allAsText() {
        return Arrays.stream(values()).map(Line::toString).toArray(String[]::new);
    }

    public boolean atLeast(Line other) {
        return compareTo(other) >= 0;
    }

    public boolean before(Line other) {
        return compareTo(other) < 0;
    }

    /** Groups of Lark users, which the branch release-3.4.0 has and the tag has not (zadig-servers 1.13). */
    public boolean hasLarkGroups() {
        return atLeast(R3_4);
    }

    /** Whether a deploy to a workload that is not there says so, and does not crash (zadig-servers 6.14). */
    public boolean namesMissingWorkloads() {
        return atLeast(V4_3);
    }

    /** Whether variables of jobs can be required (zadig-servers 6.27). */
    public boolean requiresValues() {
        return atLeast(V5_0_0);
    }

    /** Nodes of Meego's work items, from 4.1 on (zadig-servers 1.14). */
    public boolean hasMeegoNodes() {
        return atLeast(V4_1);
    }

    /** Product workflow routes exist up to 3.4.0 (zadig-servers 1.3). */
    public boolean hasProductWorkflows() {
        return before(V3_4_1);
    }

    /** Cancel reads {@code taskId} of the query; before, a JSON body (zadig-servers 14.1). */
    public boolean cancelReadsQuery() {
        return atLeast(R3_3);
    }

    /** Creating a task needs the Execute permission (zadig-servers 2.11). */
    public boolean checksExecutePermission() {
        return atLeast(V2_2);
    }

    /** Approval belongs to a stage, the waiting status is {@code waitforapprove} (zadig-servers 1.8, 11.11). */
    public boolean approvesStages() {
        return before(V3_1);
    }

    /** Approval jobs are approved by the name {@code job-i-j-0-name} (zadig-servers 13.6). */
    public boolean namesJobTasksByIndex() {
        return atLeast(V3_3);
    }

    /** Approval data lives in Redis for its own time (zadig-servers 13.17). */
    public boolean keepsApprovalInRedis() {
        return atLeast(V2_2);
    }

    /** An approval job may be listed in inputs (zadig-servers 5.17). */
    public boolean acceptsApprovalJobs() {
        return atLeast(V4_1);
    }

    /** Unlisted jobs are added back from the stored workflow and run (zadig-servers 5.6). */
    public boolean runsUnlistedJobs() {
        return this == V3_4_0;
    }

    /** Unlisted jobs stay there as skipped, so indexes keep and force_run is enforced (zadig-servers 5.12). */
    public boolean skipsUnlistedJobs() {
        return atLeast(R3_4);
    }

    /** Freestyle jobs keep variables, repositories and script at the top of their spec, not among properties and steps. */
    boolean readsFreestyleAtTop() {
        return atLeast(V3_4_0);
    }

    /** A deploy deploys what the request lists and nothing else; before, what the build makes (recorded, zadig-servers 7). */
    boolean deploysListedServicesOnly() {
        return atLeast(V2_3);
    }

    /** A deploy of nothing is an error of its own; before, it is left out of the task (recorded). */
    boolean refusesEmptyDeploys() {
        return this == R4_3 || atLeast(V5_0_0);
    }

    /** A listed service that no listed build makes is deployed; before, it is dropped (recorded 2.3 and 3.2). */
    boolean deploysUnbuiltServices() {
        return atLeast(V3_2);
    }

    /** Tests and scans check out the named repositories only; before, the others too (recorded 4.1 and 4.3). */
    boolean replacesRepositoriesOfTests() {
        return atLeast(V4_2);
    }

    /** A freestyle job loses the repositories that the request does not name (recorded r3.4 and 4.1). */
    boolean dropsUnnamedFreestyleRepositories() {
        return atLeast(R3_4);
    }

    /** A freestyle job keeps its repositories when the request names none (recorded 4.3). */
    boolean keepsFreestyleRepositoriesIfNoneNamed() {
        return before(V3_4_0) || atLeast(V4_2);
    }

    /** A freestyle job takes repositories that the workflow does not have (recorded 5.0). */
    boolean takesAnyFreestyleRepository() {
        return atLeast(V5_0_0);
    }

    /** Requests may name a commit (recorded 4.1). */
    boolean readsCommits() {
        return atLeast(V4_1);
    }

    /** A module that the service does not have fails the deploy; later it passes and changes nothing (recorded). */
    boolean failsForUnknownModules() {
        return before(V4_3);
    }

    /** A listed job that does not run by default runs; before, it does not (recorded 4.1; runs all on the tag 3.4.0). */
    boolean runsListedOptionalJobs() {
        return this == V3_4_0 || atLeast(V4_1);
    }

    /** The code of every check that a workflow fails (zadig-servers 3). */
    int checkCode() {
        return atLeast(V3_4_0) ? 6545 : 6540;
    }

    /** A retry forgets when the task ended (recorded r4.3, v5.0.0, 5.0). */
    boolean forgetsEndOnRetry() {
        return this == R4_3 || atLeast(V5_0_0);
    }

    /** A retry keeps a job whose error was ignored; the tags run it again (recorded v5.0.0 and 5.0). */
    boolean keepsIgnoredErrorsOnRetry() {
        return this == V5_0;
    }

    /** Repositories of builds, tests and scans have their address before the job runs (recorded). */
    boolean addressesRepositories() {
        return before(V3_4_0) || atLeast(V4_3);
    }

    /** Create reads workflow level parameters (zadig-servers 10.1). */
    public boolean readsParameters() {
        return atLeast(V3_1);
    }

    /** Create reads notify_inputs (4.2, zadig-servers 5.20). */
    public boolean readsNotifyInputs() {
        return atLeast(V4_2);
    }

    /** A workflow may require an approval ticket (zadig-servers 5.19). */
    public boolean hasApprovalTickets() {
        return atLeast(V3_3);
    }

    /** Errors of job inputs name the job and the reason (zadig-servers 8.2). */
    public boolean explainsJobErrors() {
        return atLeast(V3_4_0);
    }

    /** A remark can be put on a task (zadig-servers 1.6). */
    public boolean hasRemarkRoute() {
        return atLeast(V3_3);
    }

    /** Statuses pause, unstable and wait_for_manual_error_handling, stages with manual_exec (zadig-servers 11.11). */
    public boolean hasManualSteps() {
        return atLeast(V3_1);
    }

    /** Logs are on Open API routes too (zadig-servers 1.4). */
    public boolean hasLogRoutes() {
        return atLeast(R3_3);
    }

    /** Workflow notifications of type webhook (zadig-servers 19.1). */
    public boolean notifiesWebhooks() {
        return atLeast(V3_1);
    }

    /** Collaborations can be created by Open API, from 4.2 on (zadig-servers 27.4). */
    public boolean hasCollaborationRoute() {
        return atLeast(V4_2);
    }

    /** Choices of several of all jobs but builds, from 5.0 on (zadig-servers 6.22). */
    boolean takesSeveral() {
        return atLeast(V5_0_0);
    }

    /** Sprints, from 3.2 on (zadig-servers 1.19). */
    boolean hasSprints() {
        return atLeast(V3_2);
    }

    /** Pods can be restarted by Open API, and notifications switched, from 4.3 on (zadig-servers 1.20, 5.20). */
    boolean switchesNotifications() {
        return atLeast(V4_3);
    }

    /** Manual exec, CLI context, system hook, and workflows created by Open API (zadig-servers 1.1, 15.6, 19.2). */
    public boolean hasManualExecRoutes() {
        return atLeast(V5_0_0);
    }

    /** Tokens can require MFA (zadig-servers 2.5). */
    public boolean checksMfa() {
        return atLeast(V4_3);
    }

    /** Whether create accepts a job of this type in inputs (zadig-servers 5.16 to 5.18). */
    public boolean accepts(String jobType) {
        return switch (jobType) {
            case "zadig-build",
                    "zadig-deploy",
                    "zadig-test",
                    "zadig-scanning",
                    "freestyle",
                    "plugin",
                    "custom-deploy",
                    "k8s-blue-green-deploy",
                    "k8s-canary-deploy",
                    "k8s-blue-green-release",
                    "k8s-canary-release",
                    "k8s-gray-release",
                    "k8s-gray-rollback",
                    "k8s-resource-patch" -> true;
            case "zadig-vm-deploy" -> atLeast(V3_3);
            case "sql" -> atLeast(V3_4_0);
            case "tapd" -> atLeast(V4_0);
            case "approval" -> acceptsApprovalJobs();
            case "ai-release-specialist" -> atLeast(V5_0_0);
            case "ai-task" -> this == V5_0;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
