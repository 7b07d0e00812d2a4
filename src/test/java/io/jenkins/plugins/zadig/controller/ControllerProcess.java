package io.jenkins.plugins.zadig.controller;

import static org.awaitility.Awaitility.await;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.Objects;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Builds of sandboxed Pipelines on a controller in a process of its own, one build for each job. */
final class ControllerProcess {
    private final RealJenkinsExtension process;

    ControllerProcess(RealJenkinsExtension process) {
        this.process = process;
    }

    /** Starts the process with a simulator as its only server. */
    void startWith(ZadigSimulator zadig) throws Throwable {
        process.startJenkins();
        process.runRemotely(
                (jenkins, url, token) -> {
                    Pipelines.connect(url, token);
                },
                zadig.url().toString(),
                zadig.token());
    }

    /** Lets the server notify the controller. */
    void takeNotifications(String secret) throws Throwable {
        process.runRemotely(
                (jenkins, value) -> {
                    var credentials = SystemCredentialsProvider.getInstance();
                    credentials
                            .getCredentials()
                            .add(new StringCredentialsImpl(
                                    CredentialsScope.SYSTEM, "secret", "", Secret.fromString(value)));
                    credentials.save();
                    var configuration = ZadigGlobalConfiguration.get();
                    configuration.getServers().get(0).setNotificationCredentialsId("secret");
                    configuration.save();
                },
                secret);
    }

    void build(String job, String script) throws Throwable {
        process.runRemotely(
                (jenkins, name, pipeline) -> {
                    var project = jenkins.createProject(WorkflowJob.class, name);
                    project.setDefinition(new CpsFlowDefinition(pipeline, true));
                    project.scheduleBuild2(0).waitForStart();
                },
                job,
                script);
    }

    /** A build of a Pipeline with the durability of the highest speed. */
    void fastBuild(String job, String script) throws Throwable {
        process.runRemotely(
                (jenkins, name, pipeline) -> {
                    var project = jenkins.createProject(WorkflowJob.class, name);
                    project.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
                    project.setDefinition(new CpsFlowDefinition(pipeline, true));
                    project.scheduleBuild2(0).waitForStart();
                },
                job,
                script);
    }

    /** Waits for the end of a build, whatever its result, while something is done now and then. */
    void awaitEnd(String job, Runnable meanwhile) {
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    meanwhile.run();
                    return endOf(job);
                });
    }

    private Boolean endOf(String job) {
        try {
            return process.runRemotely((jenkins, name) -> !only(jenkins, name).isBuilding(), job);
        } catch (Throwable x) {
            throw new AssertionError(x);
        }
    }

    void awaitMessage(String job, String text) throws Throwable {
        process.runRemotely(
                (jenkins, name, message) -> {
                    jenkins.waitForMessage(message, only(jenkins, name));
                },
                job,
                text);
    }

    void abort(String job) throws Throwable {
        process.runRemotely(
                (jenkins, name) -> {
                    only(jenkins, name).doStop();
                },
                job);
    }

    /** Waits for the end of a build, which must have needed nobody's approval of a script; returns its console. */
    String end(String job, Result result) throws Throwable {
        return process.runRemotely(
                (jenkins, name, expected) -> {
                    var run = new Pipelines(jenkins).end(only(jenkins, name), Result.fromString(expected));
                    return JenkinsRule.getLog(run);
                },
                job,
                result.toString());
    }

    /** The process ends as by a power cut: nothing of an orderly end is written. */
    void kill() throws InterruptedException {
        var running = process.getProcess();
        process.stopJenkinsForcibly();
        running.waitFor();
    }

    private static WorkflowRun only(JenkinsRule jenkins, String job) {
        return Objects.requireNonNull(
                jenkins.jenkins.getItemByFullName(job, WorkflowJob.class).getLastBuild());
    }
}
