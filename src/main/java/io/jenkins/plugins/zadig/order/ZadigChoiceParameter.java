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
import io.jenkins.plugins.zadig.config.NameForm;
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

    /** What to choose from: see {@link ChoiceKind}. */
    public final String kind;

    public final String project;

    /** The workflow whose services, branches or variable it is; empty for none. */
    @DataBoundSetter
    public String workflow = "";

    /** The environment whose services or images it is; empty for all, or for what the workflow builds. */
    @DataBoundSetter
    public String environment = "";

    /** The service whose images or branches it is, as {@code service/module}; may be empty for branches. */
    @DataBoundSetter
    public String service = "";

    /** The variable of the workflow whose options it is; empty for none. */
    @DataBoundSetter
    public String variable = "";

    /** The value of builds for which nobody chose one. */
    @DataBoundSetter
    public String defaultValue = "";

    /** Name of the server; empty for the only one, or the folder's. */
    @DataBoundSetter
    public String server = "";

    /** Credential to use instead of the server's; empty for that one. */
    @DataBoundSetter
    public String credentialsId = "";

    /**
     * A parameter.
     *
     * @param kind what to choose from: see {@link ChoiceKind}
     * @throws IllegalArgumentException naming the kinds that there are
     */
    @DataBoundConstructor
    public ZadigChoiceParameter(String name, @CheckForNull String kind, @CheckForNull String project) {
        super(name);
        this.kind = ChoiceKind.of(kind).word();
        this.project = Util.fixNull(project).trim();
    }

    /**
     * What the page of a job offers in the request of this thread; nothing outside of one. Waits for Zadig for two
     * seconds at most.
     */
    public BuildChoices.Offer getOffer() {
        var request = Stapler.getCurrentRequest2();
        var job = request == null ? null : request.findAncestorObject(Job.class);
        return job == null ? new BuildChoices.Offer(List.of(), "") : offer(job);
    }

    BuildChoices.Offer offer(Job<?, ?> job) {
        var of = ChoiceKind.of(kind);
        var wanted = new ChoiceKind.Wanted(project, workflow, environment, service, variable);
        var missing = of.missing(wanted);
        return missing.isEmpty()
                ? BuildChoices.of(
                        job, server, credentialsId, of.word() + " " + wanted.topic(), client -> of.ask(client, wanted))
                : new BuildChoices.Offer(
                        List.of(), Messages.ZadigChoiceParameter_missing(getName(), missing, of.word()));
    }

    /**
     * A text, without blanks around it; empty for {@code null}.
     *
     * @throws Failure if it has several lines
     */
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

    /**
     * Refuses what is not offered; whether the value may be empty is for the job to say.
     *
     * @throws Failure naming what is offered
     */
    void require(String value, BuildChoices.Offer offer) {
        if (!value.isEmpty()
                && !offer.names().isEmpty()
                && !offer.names().contains(value)
                && !value.equals(Util.fixNull(defaultValue).trim())) {
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
    public static final class DescriptorImpl extends ParameterDescriptor implements ServerForm, NameForm {
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
        public FormValidation doCheckProject(@QueryParameter String value) {
            return FormValidation.validateRequired(value);
        }

        @Override
        public WorkflowType workflowType() {
            return WorkflowType.CUSTOM;
        }
    }
}
