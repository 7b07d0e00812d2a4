package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.AbstractProject;
import hudson.model.Item;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.order.BuildJob;
import io.jenkins.plugins.zadig.order.BuiltService;
import io.jenkins.plugins.zadig.order.Checkouts;
import io.jenkins.plugins.zadig.order.DeployJob;
import io.jenkins.plugins.zadig.order.DeployedContainer;
import io.jenkins.plugins.zadig.order.DeployedService;
import io.jenkins.plugins.zadig.order.KubernetesDeployJob;
import io.jenkins.plugins.zadig.order.ListedTest;
import io.jenkins.plugins.zadig.order.OtherJob;
import io.jenkins.plugins.zadig.order.TestJob;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.step.ZadigApproveStep;
import io.jenkins.plugins.zadig.step.ZadigAwaitTaskStep;
import io.jenkins.plugins.zadig.step.ZadigRunCustomWorkflowStep;
import io.jenkins.plugins.zadig.step.ZadigStepDescriptor;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

/** What is configured in a form or written in a snippet is what a step gets. */
@WithJenkins
class StepConfigTest {
    private JenkinsRule jenkins;

    @BeforeEach
    void configure(JenkinsRule rule) throws IOException {
        jenkins = rule;
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            Pipelines.connect(zadig);
        }
        ZadigGlobalConfiguration.get()
                .setServers(List.of(
                        new ZadigServer("east", "https://east.example.com", ""),
                        new ZadigServer("west", "https://west.example.com", "")));
    }

    private static List<ZadigStepDescriptor> steps() {
        return Jenkins.get().getExtensionList(ZadigStepDescriptor.class);
    }

    @Test
    void formsKeepEveryParameter() throws Exception {
        var steps = new ArrayList<Step>();
        for (var descriptor : steps()) {
            steps.add(Samples.filled(model(descriptor)));
        }
        survive(steps);
    }

    @Test
    void formsAddNothing() throws Exception {
        var steps = new ArrayList<Step>();
        for (var descriptor : steps()) {
            steps.add(Samples.bare(model(descriptor)));
        }
        survive(steps);
    }

    /** All on one page, as each form is there once for each step. */
    private void survive(List<Step> steps) throws Exception {
        var project = jenkins.createFreeStyleProject();
        steps.forEach(step -> project.getBuildersList().add(new Configured(step)));
        FormRoundtrip.of(jenkins, project);
        var after = new ArrayList<String>();
        for (var builder : project.getBuildersList()) {
            after.add(written(((Configured) builder).getStep()));
        }
        assertThat(after)
                .containsExactlyElementsOf(
                        steps.stream().map(StepConfigTest::written).toList());
    }

    private static DescribableModel<? extends Step> model(ZadigStepDescriptor descriptor) {
        return DescribableModel.of(descriptor.clazz.asSubclass(Step.class));
    }

    private static String written(Step step) {
        return step.getDescriptor().getFunctionName()
                + DescribableModel.uninstantiate2_(step).toMap();
    }

    @Test
    void snippetsAreReadAsTheyAreWritten() throws Exception {
        var snippets = new SnippetizerTester(jenkins);
        snippets.assertRoundTrip(
                new ZadigRunCustomWorkflowStep("shop", "release"),
                "zadigRunCustomWorkflow project: 'shop', workflow: 'release'");

        var run = new ZadigRunCustomWorkflowStep("shop", "release");
        run.parameters = Map.of("VERSION", "1.2");
        run.jobs = List.of(build(), deploy(), kubernetes(), smoke(), other());
        run.wait = false;
        run.propagate = false;
        run.runTimeout = "1h";
        run.server = "west";
        snippets.assertRoundTrip(
                run,
                "zadigRunCustomWorkflow jobs: [zadigBuild(job: 'build', registry: 'registry.example.com/shop',"
                        + " services: [[module: 'api', repos: [[branch: 'main', checkoutPath: 'src', codehost: 'gitlab',"
                        + " name: 'cart', namespace: 'shop', prs: [12], submodules: true]], service: 'cart', variables:"
                        + " [LEVEL: 'it\\'s']]]), zadigDeploy(environment: 'prod', job: 'deploy', services: [[image:"
                        + " 'cart:1', module: 'api', service: 'cart']]), zadigKubernetesDeploy(containers: [[container:"
                        + " 'api', image: 'cart:1', workload: 'cart']], job: 'roll out'), zadigTest(job: 'smoke', tests:"
                        + " [[name: 'smoke']]), zadigJob(job: 'migrate', parameters: [sql: [one: 1]], type: 'sql')],"
                        + " parameters: [VERSION: '1.2'], project: 'shop', propagate: false, runTimeout: '1h', server:"
                        + " 'west', wait: false, workflow: 'release'");

        var reject = new ZadigApproveStep();
        reject.project = "shop";
        reject.workflow = "release";
        reject.id = 7;
        reject.approve = false;
        reject.comment = "not \"tonight\"";
        snippets.assertRoundTrip(
                reject,
                "zadigApprove approve: false, comment: 'not \"tonight\"', id: 7, project: 'shop', workflow: 'release'");

        var await = new ZadigAwaitTaskStep();
        await.project = "shop";
        await.workflow = "release";
        await.id = 7;
        await.tests = false;
        await.onAbort = "cancel";
        snippets.assertRoundTrip(
                await, "zadigAwaitTask id: 7, onAbort: 'cancel', project: 'shop', tests: false, workflow: 'release'");
    }

    private static BuildJob build() {
        var repository = Checkouts.of("gitlab", "shop", "cart", "main");
        repository.setPrs(List.of(12));
        repository.checkoutPath = "src";
        repository.submodules = true;
        var service = new BuiltService("cart", "api");
        service.repos = List.of(repository);
        service.variables = Map.of("LEVEL", "it's");
        var job = new BuildJob("build");
        job.registry = "registry.example.com/shop";
        job.services = List.of(service);
        return job;
    }

    private static DeployJob deploy() {
        var service = new DeployedService("cart", "api");
        service.image = "cart:1";
        var job = new DeployJob("deploy", "prod");
        job.services = List.of(service);
        return job;
    }

    private static KubernetesDeployJob kubernetes() {
        var job = new KubernetesDeployJob("roll out");
        job.containers = List.of(new DeployedContainer("cart", "api", "cart:1"));
        return job;
    }

    private static TestJob smoke() {
        var job = new TestJob("smoke");
        job.tests = List.of(new ListedTest("smoke"));
        return job;
    }

    private static OtherJob other() {
        var job = new OtherJob("migrate");
        job.type = "sql";
        job.parameters = Map.of("sql", Map.of("one", 1));
        return job;
    }

    @Test
    void choicesAreForThoseWhoConfigureTheJob() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "author")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("author"));
        jenkins.createProject(WorkflowJob.class, "release");
        try (var author = login("author");
                var reader = login("reader")) {
            for (var descriptor : steps()) {
                var form = "job/release/descriptorByName/" + descriptor.getId() + "/";
                assertThat(post(author, form + "fillServerItems")).contains("west");
                assertThat(post(reader, form + "fillServerItems")).doesNotContain("west");
                assertThat(post(author, form + "fillCredentialsIdItems")).contains("\"zadig\"");
                assertThat(post(reader, form + "fillCredentialsIdItems")).doesNotContain("\"zadig\"");
                assertThat(post(author, form + "checkServer?value=")).contains("Several Zadig servers");
                assertThat(post(reader, form + "checkServer?value=nope")).doesNotContain("east");
            }
            var run = "job/release/descriptorByName/" + ZadigRunCustomWorkflowStep.class.getName() + "/";
            assertThat(post(author, run + "checkRunTimeout?value=soon")).contains("no time span");
            assertThat(post(author, run + "checkProject?value=")).contains("error");
            assertThat(answer(author, new WebRequest(new URL(jenkins.getURL(), run + "fillServerItems"))))
                    .isIn("404", "405");
        }
    }

    private JenkinsRule.WebClient login(String user) throws Exception {
        return jenkins.createWebClient().login(user).withThrowExceptionOnFailingStatusCode(false);
    }

    private String post(JenkinsRule.WebClient user, String path) throws Exception {
        return answer(user, user.addCrumb(new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST)));
    }

    /** The body of an answer, or its status when that is not 200. */
    private static String answer(JenkinsRule.WebClient user, WebRequest request) throws IOException {
        var answer = user.getPage(request).getWebResponse();
        return answer.getStatusCode() == 200 ? answer.getContentAsString() : Integer.toString(answer.getStatusCode());
    }

    /** Has the form of one step, where a harness for single steps would have those of all. */
    public static final class Configured extends Builder {
        private final Step step;

        @DataBoundConstructor
        public Configured(Step step) {
            this.step = step;
        }

        public Step getStep() {
            return step;
        }

        @TestExtension
        public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
            @Override
            public boolean isApplicable(Class<? extends AbstractProject> type) {
                return true;
            }
        }
    }
}
