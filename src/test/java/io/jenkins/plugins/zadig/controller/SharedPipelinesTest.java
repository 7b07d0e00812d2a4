package io.jenkins.plugins.zadig.controller;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.pipelines.SharedPipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.nodes.StepStartNode;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Jenkinsfiles of many kinds do on a controller what their files say; the preview's tests read the same files. */
@WithJenkins
class SharedPipelinesTest {
    /** Where to write what this controller shows, for a new file. */
    private static final String RECORD = System.getProperty("zadig.record.pipelines", "");

    @Test
    void controllerShowsWhatIsWritten(JenkinsRule jenkins) throws Exception {
        var credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.add(new StringCredentialsImpl(
                CredentialsScope.GLOBAL, SharedPipeline.CREDENTIAL, "", Secret.fromString(SharedPipeline.SECRET)));
        credentials.add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, SharedPipeline.LOGIN, "", SharedPipeline.USER, SharedPipeline.SECRET));
        credentials.add(new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                SharedPipeline.FILE,
                "",
                "key.txt",
                SecretBytes.fromBytes(SharedPipeline.FILE_TEXT.getBytes(StandardCharsets.UTF_8))));
        var all = new SoftAssertions();
        var other = jenkins.createProject(WorkflowJob.class, "other");
        other.setDefinition(new CpsFlowDefinition("unstable 'as it says'", true));
        for (var pipeline : SharedPipeline.all()) {
            try (var zadig = SharedPipeline.zadig()) {
                SystemCredentialsProvider.getInstance().getCredentials().removeIf(ZadigToken.class::isInstance);
                Pipelines.connect(zadig);
                var job = jenkins.createProject(WorkflowJob.class, pipeline.name());
                job.setDefinition(new CpsFlowDefinition(pipeline.script(), true));
                if (pipeline.isAskedForAPassword()) {
                    job.addProperty(new ParametersDefinitionProperty(new PasswordParameterDefinition(
                            SharedPipeline.PASSWORD, Secret.fromString(SharedPipeline.SECRET), "")));
                }
                var run = job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause("alice")))
                        .waitForStart();
                if (pipeline.script().contains("Release?")) {
                    proceed(jenkins, run);
                }
                jenkins.waitForCompletion(run);
                var shown = pipeline.shown(run.getResult().toString(), stages(run), JenkinsRule.getLog(run), zadig);
                if (RECORD.isEmpty()) {
                    all.assertThat(shown).as(pipeline.name()).isEqualTo(pipeline.expected());
                } else {
                    Files.writeString(Path.of(RECORD, pipeline.name() + ".expected"), shown);
                }
            }
        }
        all.assertAll();
    }

    private static void proceed(JenkinsRule jenkins, WorkflowRun run) throws Exception {
        jenkins.waitForMessage("Release or Abort", run);
        run.getAction(InputAction.class).getExecutions().get(0).doProceedEmpty();
    }

    /** What the stages of a build count as, by the marks that visualisations read. */
    private static Map<String, String> stages(WorkflowRun run) {
        FlowExecution execution = run.getExecution();
        var stages = new TreeMap<String, String>();
        for (FlowNode node : new DepthFirstScanner().allNodes(execution)) {
            var label = node.getPersistentAction(LabelAction.class);
            if (label != null
                    && node instanceof StepStartNode start
                    && start.isBody()
                    && start.getDescriptor().getFunctionName().equals("stage")) {
                stages.put(label.getDisplayName(), worst(execution, node).toString());
            }
        }
        return stages;
    }

    private static Result worst(FlowExecution execution, FlowNode stage) {
        var worst = Result.SUCCESS;
        for (FlowNode node : new DepthFirstScanner().allNodes(execution)) {
            if (node.getAllEnclosingIds().contains(stage.getId())) {
                var warning = node.getPersistentAction(WarningAction.class);
                worst = warning == null ? worst : worst.combine(warning.getResult());
            }
            if (node instanceof BlockEndNode<?> end && end.getStartNode().equals(stage)) {
                var error = node.getAction(ErrorAction.class);
                worst = error == null ? worst : worst.combine(of(error.getError()));
            }
        }
        return worst;
    }

    private static Result of(Throwable error) {
        return error instanceof FlowInterruptedException interrupted ? interrupted.getResult() : Result.FAILURE;
    }
}
