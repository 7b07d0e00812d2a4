package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.zadig.controller.Pipelines.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.hudson.plugins.folder.computed.DefaultOrphanedItemStrategy;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.FolderServers;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import jenkins.branch.BranchSource;
import jenkins.scm.impl.SingleSCMSource;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A multibranch project is the folder of its branches: it brings the server, and takes branches away while they wait. */
@WithJenkins
class MultibranchTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String JENKINSFILE = Pipelines.run("nightly", SMOKE, "");

    private JenkinsRule jenkins;
    private ZadigSimulator zadig;
    private WorkflowMultiBranchProject project;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        zadig = ZadigSimulator.start(Line.V5_0).hold("nightly", "smoke");
        project = jenkins.createProject(WorkflowMultiBranchProject.class, "shop");
        var store = Pipelines.credentials(project);
        store.addCredentials(
                Domain.global(),
                new ZadigToken(CredentialsScope.GLOBAL, "team-token", "", Secret.fromString(zadig.token())));
        var servers = new FolderServers();
        servers.setServers(List.of(new ZadigServer("team", zadig.url().toString(), "team-token")));
        servers.setDefaultServer("team");
        project.addProperty(servers);
        var strategy = new DefaultOrphanedItemStrategy(true, "", "");
        strategy.setAbortBuilds(true);
        project.setOrphanedItemStrategy(strategy);
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    /** Its branches are these from now on, each of which runs the same. */
    private void branches(String... names) throws Exception {
        project.getSourcesList().clear();
        for (String name : names) {
            var source = new SingleSCMSource(name, new SingleFileSCM("Jenkinsfile", JENKINSFILE));
            source.setId(name);
            project.getSourcesList().add(new BranchSource(source));
        }
    }

    private WorkflowRun waiting(String branch, long task) throws Exception {
        await().atMost(SOON).until(() -> job(branch) != null && job(branch).getLastBuild() != null);
        var run = job(branch).getLastBuild();
        jenkins.waitForMessage("[nightly #" + task + "] Stage test", run);
        return run;
    }

    private WorkflowJob job(String branch) {
        return project.getItem(branch);
    }

    @Test
    void branchThatGoesWhileItsBuildWaitsHasItsTaskCancelled() throws Exception {
        branches("main");
        project.scheduleBuild2(0).getFuture().get();
        var main = waiting("main", 1);
        branches("main", "feature");
        project.scheduleBuild2(0).getFuture().get();
        var feature = waiting("feature", 2);
        var folder = job("feature").getRootDir();

        var cancelling = zadig.fault(Operation.CANCEL_TASK).hangBeforeEffect().once();
        branches("main");
        var indexing = project.scheduleBuild2(0);
        zadig.awaitRequests(Operation.CANCEL_TASK, 1, SOON);
        jenkins.waitForMessage("Cancelling", feature);
        cancelling.release();
        indexing.getFuture().get();

        zadig.awaitTask("nightly", task -> task.id() == 2 && task.status().equals("cancelled"), SOON);
        await().atMost(SOON).until(() -> job("feature") == null);
        assertThat(folder).doesNotExist();
        assertThat(feature.getResult()).isEqualTo(Result.ABORTED);
        assertThat(zadig.requests(Operation.CANCEL_TASK)).hasSize(1);

        // The other branch is not concerned.
        assertThat(main.isBuilding()).isTrue();
        zadig.task("nightly", 1).job("smoke").finish("passed");
        new Pipelines(jenkins).end(main, Result.SUCCESS);
    }

    @Test
    void branchWhoseJobIsDeletedHasItsTaskDealtWithAsTheStepSays() throws Exception {
        branches("main");
        project.scheduleBuild2(0).getFuture().get();
        waiting("main", 1);
        job("main").delete();
        zadig.awaitTask("nightly", task -> task.status().equals("cancelled"), SOON);
    }
}
