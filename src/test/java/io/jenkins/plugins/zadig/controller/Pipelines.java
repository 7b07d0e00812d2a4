package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Builds of sandboxed Pipelines on a controller that knows one Zadig. */
final class Pipelines {
    static final String BUILD = "zadigBuild(job: 'build', registry: 'https://registry.example.com/shop', services: ["
            + "[service: 'cart', module: 'api']])";
    static final String DEPLOY =
            "zadigDeploy(job: 'deploy', environment: 'prod', services: [[service: 'cart'," + " module: 'api']])";
    static final String SMOKE = "zadigTest(job: 'smoke', tests: [[name: 'smoke']])";

    private final JenkinsRule jenkins;

    Pipelines(JenkinsRule jenkins) {
        this.jenkins = jenkins;
    }

    /** Makes a simulator the controller's only server, with its token as a global credential. */
    static void connect(ZadigSimulator zadig) throws IOException {
        connect(zadig.url().toString(), zadig.token());
    }

    static void connect(String url, String token) throws IOException {
        var credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new ZadigToken(CredentialsScope.GLOBAL, "zadig", "Bot", Secret.fromString(token)));
        credentials.save();
        var server = new ZadigServer("east", url, "zadig");
        server.setRequestsPerSecond(50);
        ZadigGlobalConfiguration.get().setServers(List.of(server));
    }

    /** A folder's own credentials, of which it has none yet. */
    static CredentialsStore credentials(AbstractFolder<?> folder) throws IOException {
        var property = new FolderCredentialsProvider.FolderCredentialsProperty(new DomainCredentials[0]);
        folder.addProperty(property);
        return property.getStore();
    }

    static String run(String workflow, String jobs, String more) {
        return "zadigRunCustomWorkflow(project: 'shop', workflow: '" + workflow + "', jobs: [" + jobs + "]" + more
                + ")";
    }

    WorkflowRun start(String script) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    /** Waits for the end of a build, which must have needed nobody's approval of a script. */
    WorkflowRun end(WorkflowRun run, Result result) throws Exception {
        jenkins.assertBuildStatus(result, jenkins.waitForCompletion(run));
        assertThat(ScriptApproval.get().getPendingSignatures()).isEmpty();
        assertThat(ScriptApproval.get().getPendingScripts()).isEmpty();
        return run;
    }

    WorkflowRun run(String script, Result result) throws Exception {
        return end(start(script), result);
    }

    /** The console as a browser gets it. */
    static String html(WorkflowRun run) throws IOException {
        var html = new StringWriter();
        run.getLogText().writeHtmlTo(0, html);
        return html.toString();
    }

    /** The nodes of a step, first one first. */
    static List<FlowNode> nodes(WorkflowRun run, String step) {
        return new DepthFirstScanner()
                        .filteredNodes(
                                run.getExecution(),
                                node -> node instanceof StepNode known
                                        && known.getDescriptor()
                                                .getFunctionName()
                                                .equals(step))
                        .stream()
                        .sorted(Comparator.comparingInt(node -> Integer.parseInt(node.getId())))
                        .toList();
    }

    static FlowNode node(WorkflowRun run, String step) {
        var nodes = nodes(run, step);
        assertThat(nodes).as(step).isNotEmpty();
        return nodes.get(0);
    }

    static List<String> jobNames(ZadigSimulator zadig, String workflow, long id) {
        return StreamSupport.stream(
                        zadig.task(workflow, id).request().path("inputs").spliterator(), false)
                .map(input -> input.path("job_name").asText())
                .toList();
    }
}
