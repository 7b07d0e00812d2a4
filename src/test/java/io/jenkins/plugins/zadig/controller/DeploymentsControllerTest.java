package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.security.AuthorizationStrategy;
import io.jenkins.plugins.zadig.order.ZadigChoiceParameter;
import io.jenkins.plugins.zadig.order.ZadigTaskParameter;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The pages of deployments, and the page that asks for a Zadig choice, as browsers get them. */
@WithJenkins
class DeploymentsControllerTest {
    static final String DEPLOY = "zadigRunCustomWorkflow(project: 'shop', workflow: 'guarded', jobs: ["
            + "zadigDeploy(job: 'deploy', environment: 'prod', services: ["
            + "[service: 'cart', module: 'api', image: 'registry.example.com/shop/api:1.4.2']])])";

    private ZadigSimulator zadig;
    private JenkinsRule jenkins;
    private WorkflowJob job;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        zadig = ZadigSimulator.builder().line(Line.V5_0).fault("approve").start();
        Pipelines.connect(zadig);
        job = jenkins.createProject(Folder.class, "team").createProject(WorkflowJob.class, "cart");
        job.setDefinition(new CpsFlowDefinition(DEPLOY, true));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger"));
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    private JenkinsRule.WebClient as(String user) throws Exception {
        return jenkins.createWebClient().withJavaScriptEnabled(false).login(user);
    }

    @Test
    void readersSeeWhatTheirJobsHaveDeployed() throws Exception {
        jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));

        for (String place : List.of("", "job/team/")) {
            var page = as("reader").goTo(place + "zadig-deployments/");
            assertThat(page.getElementById("zadig-deployments").getTextContent())
                    .contains("prod", "cart/api", "api:1.4.2", "team/cart #1", "guarded #1");
            var history = ((HtmlAnchor) page.getAnchorByText("cart/api")).click();
            assertThat(history.getWebResponse().getContentAsString())
                    .contains("registry.example.com/shop/api:1.4.2", "zadig-history");
        }
        assertThat(as("stranger").goTo("zadig-deployments/").getElementById("zadig-deployments"))
                .isNull();
    }

    @Test
    void buildWithParametersOffersWhatZadigHas() throws Exception {
        job.addProperty(
                new ParametersDefinitionProperty(new ZadigChoiceParameter("ENVIRONMENT", "environment", "shop")));
        var client = as("reader");
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        // A busy controller may not have the answer within the two seconds that the page waits.
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            HtmlPage page = client.getPage(job, "build?delay=0sec");
            assertThat(page.<HtmlElement>getElementByName("value")).isInstanceOf(HtmlSelect.class);
            HtmlSelect choice = page.getElementByName("value");
            assertThat(choice.getOptions())
                    .extracting(option -> option.getValueAttribute())
                    .containsExactly("prod", "staging");
        });
    }

    @Test
    void choiceAndTaskSurviveTheFormOfTheirJob() throws Exception {
        var choice = new ZadigChoiceParameter("IMAGE", "image", "shop");
        choice.workflow = "release";
        choice.environment = "staging";
        choice.service = "cart/api";
        choice.variable = "LEVEL";
        choice.defaultValue = "registry.example.com/shop/api:1.4.2";
        choice.server = "east";
        choice.credentialsId = "zadig";
        var task = new ZadigTaskParameter("BY");
        job.addProperty(new ParametersDefinitionProperty(choice, task));
        jenkins.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());

        jenkins.configRoundtrip(job);

        var kept = job.getProperty(ParametersDefinitionProperty.class);
        jenkins.assertEqualDataBoundBeans(choice, kept.getParameterDefinition("IMAGE"));
        jenkins.assertEqualDataBoundBeans(task, kept.getParameterDefinition("BY"));
    }
}
