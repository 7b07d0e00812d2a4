package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.zadig.simulator.ApprovalDefinition;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The steps in a controller's own process, where the plugin sees nothing but Jenkins and the plugins that it names. */
class RealControllerTest {
    private static final String OPERATIONS = """
        parallel(
            approve: {
                def task = zadigRunCustomWorkflow(project: 'shop', workflow: 'release', wait: false, jobs: [
                    %1$s, %2$s, %3$s])
                parallel(
                    gate: { zadigApprove(task: task, job: 'approve', comment: 'good') },
                    end: { echo "approved ${zadigAwaitTask(task: task).tests.total}" })
            },
            reject: {
                def task = zadigRunCustomWorkflow(project: 'shop', workflow: 'gated', wait: false, jobs: [
                    zadigFreestyle(job: 'work'), zadigFreestyle(job: 'after')])
                parallel(
                    gate: { zadigApprove(task: task, approve: false, comment: 'not tonight') },
                    end: { echo "rejected: ${zadigAwaitTask(task: task, propagate: false).status}" })
            },
            cancel: {
                def task = zadigRunCustomWorkflow(
                    project: 'shop', workflow: 'endless', wait: false, jobs: [zadigFreestyle(job: 'work')])
                echo "stopped: ${zadigCancelTask(task: task).status}"
            },
            retry: {
                def task = zadigRunCustomWorkflow(
                    project: 'shop', workflow: 'flaky', propagate: false, jobs: [zadigFreestyle(job: 'work')])
                echo "first: ${task.status}, then: ${zadigRetryTask(task: task).status}"
            })
        """.formatted(Pipelines.BUILD, Pipelines.DEPLOY, Pipelines.SMOKE);

    private static final String DECLARATIVE = """
        pipeline {
            agent none
            stages {
                stage('start') {
                    steps {
                        zadigRunCustomWorkflow(project: 'shop', workflow: 'release', wait: false, jobs: [%1$s, %2$s, %3$s])
                        zadigRunCustomWorkflow(project: 'shop', workflow: 'gated', wait: false, jobs: [
                    zadigFreestyle(job: 'work'), zadigFreestyle(job: 'after')])
                        zadigRunCustomWorkflow(
                            project: 'shop', workflow: 'endless', wait: false, jobs: [zadigFreestyle(job: 'work')])
                    }
                }
                stage('go on') {
                    parallel {
                        stage('approve') {
                            steps {
                                zadigApprove(project: 'shop', workflow: 'release', id: env.ZADIG_RELEASE_TASK_ID)
                                zadigAwaitTask(project: 'shop', workflow: 'release', id: env.ZADIG_RELEASE_TASK_ID)
                            }
                            post { success { echo 'approved' } }
                        }
                        stage('reject') {
                            steps {
                                zadigApprove(
                                    project: 'shop', workflow: 'gated', id: env.ZADIG_GATED_TASK_ID, approve: false)
                                zadigAwaitTask(
                                    project: 'shop', workflow: 'gated', id: env.ZADIG_GATED_TASK_ID, propagate: false)
                            }
                            post { always { echo "rejected: ${env.ZADIG_GATED_TASK_STATUS}" } }
                        }
                        stage('cancel') {
                            steps {
                                zadigCancelTask(project: 'shop', workflow: 'endless', id: env.ZADIG_ENDLESS_TASK_ID)
                            }
                            post { success { echo "stopped: ${env.ZADIG_ENDLESS_TASK_STATUS}" } }
                        }
                        stage('retry') {
                            steps {
                                zadigRunCustomWorkflow(
                                    project: 'shop', workflow: 'flaky', propagate: false,
                                    jobs: [zadigFreestyle(job: 'work')])
                                echo "first: ${env.ZADIG_FLAKY_TASK_STATUS}"
                                zadigRetryTask(project: 'shop', workflow: 'flaky', id: env.ZADIG_FLAKY_TASK_ID)
                                echo "then: ${env.ZADIG_FLAKY_TASK_STATUS}"
                            }
                        }
                    }
                }
            }
        }
        """.formatted(Pipelines.BUILD, Pipelines.DEPLOY, Pipelines.SMOKE);

    /** What the plugin uses, and what only the tests have. */
    private static final List<String> TYPES = List.of(
            "io.jenkins.plugins.zadig.api.ZadigClient",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "hudson.tasks.junit.CaseResult",
            "com.cloudbees.plugins.credentials.Credentials",
            "org.jenkinsci.plugins.plaincredentials.StringCredentials",
            "org.jenkinsci.plugins.workflow.steps.StepExecution");

    private static final String ASSERTIONS = "org.assertj.core.api.Assertions";

    @RegisterExtension
    final RealJenkinsExtension jenkins = new RealJenkinsExtension();

    private final ControllerProcess controller = new ControllerProcess(jenkins);

    private ZadigSimulator zadig;

    @BeforeEach
    void start() throws Throwable {
        zadig = ZadigSimulator.builder().line(Line.V5_0).workflowConcurrency(50).start();
        zadig.define(WorkflowDefinition.of("shop", "endless")
                .stage("main")
                .job(JobDefinition.freestyle("work").held()));
        zadig.define(WorkflowDefinition.of("shop", "flaky")
                .stage("main")
                .job(JobDefinition.freestyle("work").ends("failed", "passed").error("exit status 3")));
        zadig.define(WorkflowDefinition.of("shop", "gated")
                .stage("check")
                .job(JobDefinition.freestyle("work"))
                .stage("approve")
                .job(JobDefinition.approval("gate", ApprovalDefinition.by(ZadigSimulator.USER)))
                .stage("go")
                .job(JobDefinition.freestyle("after")));
        controller.startWith(zadig);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    @Test
    void scriptsAndDeclarativePipelinesDoEverything() throws Throwable {
        controller.build("scripted", OPERATIONS);
        assertThat(controller.end("scripted", Result.SUCCESS))
                .contains("approved 6", "rejected: reject", "stopped: cancelled", "first: failed, then: passed");
        controller.build("declarative", DECLARATIVE);
        assertThat(controller.end("declarative", Result.SUCCESS))
                .contains("approved", "rejected: reject", "stopped: cancelled", "first: failed", "then: passed")
                .contains("Approved approve: 1 of 1 needed");
        controller.build("undone", "zadigCancelTask(project: 'shop', workflow: 'endless', id: 99)");
        assertThat(controller.end("undone", Result.FAILURE)).contains("ERROR: ").doesNotContain("\tat ");
    }

    @Test
    void librariesComeFromTheirPlugins() throws Throwable {
        var places = jenkins.runRemotely(rule -> {
            var plugins = rule.jenkins.getPluginManager();
            var zadig = plugins.getPlugin("zadig").classLoader;
            var found = new HashMap<String, String>();
            for (var name : TYPES) {
                var loader = zadig.loadClass(name).getClassLoader();
                plugins.getPlugins().stream()
                        .filter(plugin -> plugin.classLoader == loader)
                        .forEach(plugin -> found.put(name, plugin.getShortName()));
            }
            try {
                zadig.loadClass(ASSERTIONS);
                found.put(ASSERTIONS, "zadig");
            } catch (ClassNotFoundException x) {
                found.put(ASSERTIONS, "nobody");
            }
            return found;
        });
        assertThat(places)
                .containsEntry("io.jenkins.plugins.zadig.api.ZadigClient", "zadig")
                .containsEntry("com.fasterxml.jackson.databind.ObjectMapper", "jackson2-api")
                .containsEntry("hudson.tasks.junit.CaseResult", "junit")
                .containsEntry("com.cloudbees.plugins.credentials.Credentials", "credentials")
                .containsEntry("org.jenkinsci.plugins.plaincredentials.StringCredentials", "plain-credentials")
                .containsEntry("org.jenkinsci.plugins.workflow.steps.StepExecution", "workflow-step-api")
                .containsEntry(ASSERTIONS, "nobody")
                .hasSize(TYPES.size() + 1);
    }
}
