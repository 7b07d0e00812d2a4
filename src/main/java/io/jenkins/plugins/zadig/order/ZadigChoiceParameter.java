package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Failure;
import hudson.model.Job;
import hudson.model.ParameterValue;
import hudson.model.SimpleParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.config.BuildChoices;
import io.jenkins.plugins.zadig.config.ServerForm;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * A parameter with something of Zadig to choose from, which <i>Build with Parameters</i> asks the server for. Where the
 * server does not tell, the value can be typed; what a step is given is compared with Zadig before it is sent.
 */
public final class ZadigChoiceParameter extends SimpleParameterDefinition {
    private static final long serialVersionUID = 1L;

    private final ChoiceKind kind;
    private final String project;
    private String workflow;
    private String environment;
    private String service;
    private String variable;
    private String defaultValue;
    private String server;
    private String credentialsId;

    /**
     * A parameter.
     *
     * @param kind what to choose from: see {@link ChoiceKind}
     * @throws IllegalArgumentException naming the kinds that there are
     */
    @DataBoundConstructor
    public ZadigChoiceParameter(String name, @CheckForNull String kind, @CheckForNull String project) {
        super(name);
        this.kind = ChoiceKind.of(kind);
        this.project = Util.fixNull(project).trim();
    }

    public String getKind() {
        return kind.word();
    }

    public String getProject() {
        return project;
    }

    /** Whose services, branches or variable it is; {@code null} for none. */
    @CheckForNull
    public String getWorkflow() {
        return workflow;
    }

    @DataBoundSetter
    public void setWorkflow(@CheckForNull String workflow) {
        this.workflow = Util.fixEmptyAndTrim(workflow);
    }

    /** What of runs; {@code null} for all environments. */
    @CheckForNull
    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(@CheckForNull String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    /** Whose images or branches it is, as {@code service/module}. */
    @CheckForNull
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(@CheckForNull String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    /** Of the workflow, whose options it is. */
    @CheckForNull
    public String getVariable() {
        return variable;
    }

    @DataBoundSetter
    public void setVariable(@CheckForNull String variable) {
        this.variable = Util.fixEmptyAndTrim(variable);
    }

    /** What builds take that nobody chose for; {@code null} for an empty text. */
    @CheckForNull
    public String getDefaultValue() {
        return defaultValue;
    }

    @DataBoundSetter
    public void setDefaultValue(@CheckForNull String defaultValue) {
        this.defaultValue = Util.fixEmptyAndTrim(defaultValue);
    }

    /** {@code null} for the only one, or the folder's. */
    @CheckForNull
    public String getServer() {
        return server;
    }

    @DataBoundSetter
    public void setServer(@CheckForNull String server) {
        this.server = Util.fixEmptyAndTrim(server);
    }

    /** {@code null} for the server's. */
    @CheckForNull
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** What the page of the job that is asked for offers. */
    public BuildChoices.Offer getOffer() {
        var request = Stapler.getCurrentRequest2();
        var job = request == null ? null : request.findAncestorObject(Job.class);
        return job == null ? new BuildChoices.Offer(List.of(), "") : offer(job);
    }

    BuildChoices.Offer offer(Job<?, ?> job) {
        var missing = kind.missing(this);
        if (!missing.isEmpty()) {
            return new BuildChoices.Offer(
                    List.of(), Messages.ZadigChoiceParameter_missing(getName(), missing, kind.word()));
        }
        var topic = kind.word() + " " + project + " " + Util.fixNull(workflow) + " " + Util.fixNull(environment) + " "
                + Util.fixNull(service) + " " + Util.fixNull(variable);
        return BuildChoices.of(
                job, server, credentialsId, topic.replaceAll(" +", " ").strip(), client -> kind.ask(client, this));
    }

    @Override
    public ParameterValue createValue(@CheckForNull String value) {
        var text = Util.fixNull(value).trim();
        if (!text.equals(PlainText.line(text))) {
            throw new Failure(Messages.ZadigChoiceParameter_notALine(getName()));
        }
        return new StringParameterValue(getName(), text);
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        var value = form.optString("value").trim();
        require(value, getOffer());
        return createValue(value);
    }

    /** Refuses what is not offered; an empty value is the job's own affair. */
    void require(String value, BuildChoices.Offer offer) {
        if (!value.isEmpty()
                && !offer.names().isEmpty()
                && !offer.names().contains(value)
                && !value.equals(defaultValue)) {
            throw new Failure(Messages.ZadigChoiceParameter_notOffered(
                    getName(), PlainText.line(value), PlainText.line(String.join(", ", offer.names()))));
        }
    }

    @Override
    public ParameterValue getDefaultParameterValue() {
        return createValue(defaultValue);
    }

    @Extension
    @Symbol("zadigChoice")
    public static final class DescriptorImpl extends ParameterDescriptor implements ServerForm {
        @Override
        public String getDisplayName() {
            return Messages.ZadigChoiceParameter_displayName();
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public ListBoxModel doFillKindItems() {
            var items = new ListBoxModel();
            for (ChoiceKind kind : ChoiceKind.values()) {
                items.add(kind.text(), kind.word());
            }
            return items;
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckName(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckProject(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }

        @Override
        public WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }
    }
}
