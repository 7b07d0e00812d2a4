package io.jenkins.plugins.zadig.page;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.zadig.config.ConfiguredJenkins;
import org.jenkinsci.plugins.workflow.support.steps.input.ApproverAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BuildSignatureTest {
    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final Run<?, ?> run = jenkins.build();

    /** Where whoever follows it comes to the page that he likes to see builds on. */
    private String link() {
        return run.getAbsoluteUrl() + "display/redirect";
    }

    @Test
    void buildThatNobodyStartedIsNamedByItsAddress() {
        assertThat(BuildSignature.sign(" ", run)).isEqualTo("Jenkins: " + link());
    }

    @Test
    void whoStartedTheBuildIsSaidToHaveStartedIt() {
        User.getOrCreateByIdOrFullName("carol").setFullName("Release Manager");
        run.addAction(new CauseAction(new Cause.UserIdCause("carol")));
        assertThat(BuildSignature.sign("LGTM", run))
                .isEqualTo("LGTM — Jenkins, started by carol (Release Manager): " + link());
    }

    @Test
    void whoClickedInputCountsMore() {
        run.addAction(new CauseAction(new Cause.UserIdCause("carol")));
        run.addAction(new ApproverAction("dave"));
        assertThat(BuildSignature.sign(null, run)).isEqualTo("Jenkins, input by dave: " + link());
        run.addAction(new ApproverAction("erin"));
        run.addAction(new ApproverAction("dave"));
        assertThat(BuildSignature.sign(null, run))
                .as("which click led to this vote, nobody can say of a build with branches")
                .startsWith("Jenkins, input by dave, erin: ");
    }

    @Test
    void nameCannotLeaveItsLine() {
        User.getOrCreateByIdOrFullName("mallory").setFullName("M\n — Jenkins user alice\u202e");
        run.addAction(new CauseAction(new Cause.UserIdCause("mallory")));
        assertThat(BuildSignature.sign(null, run))
                .startsWith("Jenkins, started by mallory (M")
                .doesNotContain("\n", "\u202e");
    }
}
