package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A workflow that a simulated Zadig has; built by chaining, for example
 * {@code WorkflowDefinition.of("shop", "release").stage("build").job(JobDefinition.build("build"))}.
 *
 * <p>The same definition serves every line: a stage that holds one approval job is turned into the approval of the
 * stage after it where approval belongs to stages (zadig-servers 1.8).
 */
public final class WorkflowDefinition {
    private final String project;
    private final String key;
    private final List<ParamDefinition> params = new ArrayList<>();
    private final List<StageDefinition> stages = new ArrayList<>();
    private final List<NotificationDefinition> notifications = new ArrayList<>();
    private String displayName;
    private String description = "";
    private int concurrencyLimit = -1;
    private boolean disabled;
    private boolean approvalTicket;
    private boolean product;

    private WorkflowDefinition(String project, String key) {
        this.project = project;
        this.key = key;
        displayName = key;
    }

    public static WorkflowDefinition of(String project, String key) {
        return new WorkflowDefinition(project, key);
    }

    /** A product workflow (up to 3.4.0). */
    public static WorkflowDefinition product(String project, String key) {
        var workflow = of(project, key);
        workflow.product = true;
        return workflow;
    }

    public WorkflowDefinition displayName(String name) {
        displayName = name;
        return this;
    }

    public WorkflowDefinition describedAs(String text) {
        description = text;
        return this;
    }

    /** A string variable. */
    public WorkflowDefinition param(String name) {
        return param(name, "string", "");
    }

    public WorkflowDefinition param(String name, String type, String value) {
        return param(new ParamDefinition(name, type, value, List.of(), false));
    }

    public WorkflowDefinition param(ParamDefinition param) {
        params.add(param);
        return this;
    }

    /** A choice variable; the first option is its stored value. */
    public WorkflowDefinition choice(String name, String... options) {
        return param(new ParamDefinition(name, "choice", options[0], List.of(options), false));
    }

    /** Starts a stage; jobs that follow belong to it. */
    public WorkflowDefinition stage(String name) {
        stages.add(new StageDefinition(name));
        return this;
    }

    /** The jobs of the stage run one after the other. */
    public WorkflowDefinition serial() {
        last().parallel = false;
        return this;
    }

    /** The stage waits for approval (up to 3.0). */
    public WorkflowDefinition stageApproval(ApprovalDefinition approval) {
        last().approval = approval;
        return this;
    }

    /** The stage waits until one of these users starts it (3.1+). */
    public WorkflowDefinition manualExec(String... executors) {
        last().manualExecutors = List.of(executors);
        return this;
    }

    public WorkflowDefinition job(JobDefinition job) {
        last().jobs.add(job);
        return this;
    }

    /** At most so many tasks at once; 0 starts none, -1 any number (zadig-servers 12.3). */
    public WorkflowDefinition concurrencyLimit(int limit) {
        concurrencyLimit = limit;
        return this;
    }

    public WorkflowDefinition disabled() {
        disabled = true;
        return this;
    }

    /** Tasks need an approval ticket, so Open API cannot start any (3.3+). */
    public WorkflowDefinition approvalTicket() {
        approvalTicket = true;
        return this;
    }

    /** Notifies an address of these events (3.1+, zadig-servers 19.1). */
    public WorkflowDefinition webhook(String address, String token, String... events) {
        notifications.add(new NotificationDefinition(true, address, token, List.of(events)));
        return this;
    }

    /** A webhook that is switched off until a run switches it on by notify_inputs (zadig-servers 5.20). */
    public WorkflowDefinition disabledWebhook(String address, String token, String... events) {
        notifications.add(new NotificationDefinition(false, address, token, List.of(events)));
        return this;
    }

    WorkflowDefinition silent() {
        last().silent = true;
        return this;
    }

    WorkflowDefinition unasked(JsonNode approval) {
        last().unasked = approval;
        return this;
    }

    WorkflowDefinition notification(NotificationDefinition notification) {
        notifications.add(notification);
        return this;
    }

    private StageDefinition last() {
        return stages.get(stages.size() - 1);
    }

    /** This workflow as a line keeps it. */
    WorkflowDefinition on(Line line) {
        var own = new WorkflowDefinition(project, key).displayName(displayName).describedAs(description);
        own.params.addAll(params);
        own.notifications.addAll(notifications);
        own.concurrencyLimit = concurrencyLimit;
        own.disabled = disabled;
        own.approvalTicket = approvalTicket && line.hasApprovalTickets();
        own.product = product;
        own.stages.addAll(line.approvesStages() ? withStageApprovals() : stages);
        return own;
    }

    private List<StageDefinition> withStageApprovals() {
        var result = new ArrayList<StageDefinition>();
        ApprovalDefinition pending = null;
        for (StageDefinition stage : stages) {
            if (stage.isOnlyApproval()) {
                pending = stage.jobs.get(0).approval();
                continue;
            }
            var copy = stage.copy();
            copy.approval = pending == null ? stage.approval : pending;
            copy.manualExecutors = null;
            result.add(copy);
            pending = null;
        }
        return result;
    }

    public String project() {
        return project;
    }

    public String key() {
        return key;
    }

    public String displayName() {
        return displayName;
    }

    String description() {
        return description;
    }

    List<ParamDefinition> params() {
        return List.copyOf(params);
    }

    List<StageDefinition> stages() {
        return List.copyOf(stages);
    }

    List<NotificationDefinition> notifications() {
        return List.copyOf(notifications);
    }

    int concurrencyLimit() {
        return concurrencyLimit;
    }

    boolean isDisabled() {
        return disabled;
    }

    boolean needsApprovalTicket() {
        return approvalTicket;
    }

    boolean isProduct() {
        return product;
    }
}
