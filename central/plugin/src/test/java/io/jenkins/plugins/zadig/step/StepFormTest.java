package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation.Kind;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;

class StepFormTest {
    private final ZadigRunCustomWorkflowStep.DescriptorImpl form = new ZadigRunCustomWorkflowStep.DescriptorImpl();

    @Test
    void variablesAreLines() {
        var step = new ZadigRunCustomWorkflowStep("shop", "release");
        var submitted = new JSONObject();
        submitted.put("parametersText", "VERSION=1.2\nLEVEL=release");
        assertThat(step.bindResolve(null, submitted)).isSameAs(step);
        assertThat(step.parameters).isEqualTo(Map.of("VERSION", "1.2", "LEVEL", "release"));
        assertThat(step.getMapText()).isEqualTo("VERSION=1.2\nLEVEL=release");
        submitted.put("parametersText", "");
        step.bindResolve(null, submitted);
        assertThat(step.parameters).isEmpty();
        assertThat(form.doCheckParameters("VERSION").kind).isEqualTo(Kind.ERROR);
    }

    @Test
    void fieldsAreCheckedAsTheyAreTyped() {
        assertThat(form.doCheckProject("").kind).isEqualTo(Kind.ERROR);
        assertThat(form.doCheckWorkflow("release").kind).isEqualTo(Kind.OK);
        assertThat(form.doCheckRunTimeout("").kind).isEqualTo(Kind.OK);
        assertThat(form.doCheckRunTimeout("1h30m").kind).isEqualTo(Kind.OK);
        assertThat(form.doCheckQueueTimeout("soon").toString()).startsWith("ERROR: queueTimeout: “soon”");
        assertThat(form.doCheckApprovalTimeout("0").kind).isEqualTo(Kind.ERROR);
        var approve = new ZadigApproveStep.DescriptorImpl();
        assertThat(approve.doCheckTimeout("90").kind).isEqualTo(Kind.ERROR);
        assertThat(approve.doCheckId("").kind).isEqualTo(Kind.OK);
        assertThat(approve.doCheckId("0").kind).isEqualTo(Kind.ERROR);
        assertThat(approve.doCheckId("42").kind).isEqualTo(Kind.OK);
    }

    /** Else the Snippet Generator would write out what nobody chose. */
    @Test
    void theFirstChoiceIsTheDefault() {
        assertThat(List.of(form.doFillUnstableAsItems(), form.doFillOnAbortItems(), form.doFillOnTimeoutItems()))
                .allSatisfy(items -> assertThat(items.get(0).value).isEmpty());
    }
}
