package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.order.BuildJob;
import io.jenkins.plugins.zadig.step.ZadigGetTaskStep;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTextArea;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the Snippet Generator makes of the forms of steps and jobs. */
@WithJenkins
class StepFormsTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private JenkinsRule jenkins;
    private JenkinsRule.WebClient web;
    private HtmlPage page;

    @BeforeEach
    void configure(JenkinsRule rule) {
        jenkins = rule;
        ZadigGlobalConfiguration.get()
                .setServers(List.of(
                        new ZadigServer("east", "https://east.example.com", ""),
                        new ZadigServer("west", "https://west.example.com", "")));
    }

    @Test
    void defaultsVanish() throws Exception {
        for (var step :
                List.of("zadigApprove", "zadigAwaitTask", "zadigCancelTask", "zadigGetTask", "zadigRetryTask")) {
            open(step);
            assertThat(snippet()).isEqualTo(step + "()");
        }
    }

    @Test
    void whatIsFilledInIsWritten() throws Exception {
        open("zadigRunCustomWorkflow");
        type("_.project", "shop");
        type("_.workflow", "release");
        type("_.parametersText", "VERSION=1.2\nNOTES=it's\n new");
        type("_.server", "west");
        untick("_.wait");
        select("_.onTimeout", "leave");
        assertThat(snippet())
                .isEqualTo("zadigRunCustomWorkflow onTimeout: 'leave', parameters: [VERSION: '1.2', NOTES: '''it\\'s\n"
                        + "new'''], project: 'shop', server: 'west', wait: false, workflow: 'release'");
    }

    @Test
    void jobsAreWrittenBySymbol() throws Exception {
        open("zadigRunCustomWorkflow");
        type("_.project", "shop");
        type("_.workflow", "release");
        add("Freestyle job");
        type("_.job", "prepare");
        type("_.variablesText", "TICKET=SHOP-1");
        assertThat(snippet())
                .isEqualTo(
                        "zadigRunCustomWorkflow jobs: [zadigFreestyle(job: 'prepare', variables: [TICKET: 'SHOP-1'])],"
                                + " project: 'shop', workflow: 'release'");
    }

    @Test
    void partsOfJobsAreWrittenAsMaps() throws Exception {
        open("zadigRunCustomWorkflow");
        type("_.project", "shop");
        type("_.workflow", "release");
        add("Build job");
        type("_.job", "build");
        press("Add a service");
        type("_.service", "cart");
        type("_.module", "api");
        type("_.variablesText", "LEVEL=release");
        press("Add a repository");
        type("_.codehost", "gitlab");
        type("_.namespace", "shop");
        type("_.name", "cart");
        type("_.branch", "main");
        type("_.prsText", "12, 34");
        assertThat(snippet())
                .isEqualTo("zadigRunCustomWorkflow jobs: [zadigBuild(job: 'build', services: [[module: 'api', repos:"
                        + " [[branch: 'main', codehost: 'gitlab', name: 'cart', namespace: 'shop', prs: [12, 34]]],"
                        + " service: 'cart', variables: [LEVEL: 'release']]])], project: 'shop', workflow: 'release'");
    }

    @Test
    void everyJobHasAForm() throws Exception {
        open("zadigRunCustomWorkflow");
        for (var job : List.of(
                "Build job",
                "Deploy job",
                "Freestyle job",
                "Job of another type",
                "Kubernetes deploy job",
                "Plugin job",
                "Scan job",
                "Test job")) {
            add(job);
            type("_.job", job);
        }
        assertThat(snippet())
                .startsWith("zadigRunCustomWorkflow jobs: [zadigBuild('Build job'), zadigDeploy(job: 'Deploy job'),"
                        + " zadigFreestyle('Freestyle job'), zadigJob('Job of another type'),"
                        + " zadigKubernetesDeploy('Kubernetes deploy job'), zadigPlugin('Plugin job'),"
                        + " zadigScan('Scan job'), zadigTest('Test job')]");
    }

    @Test
    void whatIsWrongIsSaidInTheForm() throws Exception {
        open("zadigRunCustomWorkflow");
        assertThat(page.asNormalizedText()).contains("Several Zadig servers are configured; name one");
        add("Job of another type");
        type("_.job", "migrate");
        type("_.parametersText", "sql");
        assertThat(snippet()).contains("This is not a JSON object");
    }

    @Test
    void helpIsInTheLanguageOfTheReader() throws Exception {
        web = jenkins.createWebClient();
        var help = jenkins.jenkins.getDescriptorOrDie(BuildJob.class).getDescriptorUrl() + "/help/registry";
        assertThat(web.goTo(help).asNormalizedText()).startsWith("The registry");
        web.addRequestHeader("Accept-Language", "zh-CN");
        assertThat(web.goTo(help).asNormalizedText()).startsWith("镜像");
    }

    /** Jenkins and structs look in the folders of the superclasses too. */
    @Test
    void helpIsInherited() throws Exception {
        var step = jenkins.jenkins.getDescriptorByType(ZadigGetTaskStep.DescriptorImpl.class);
        assertThat(jenkins.executeOnServer(() -> step.getHelpFile("server"))).endsWith("/help/server");
        web = jenkins.createWebClient();
        assertThat(web.goTo(step.getDescriptorUrl() + "/help/server").asNormalizedText())
                .startsWith("The Zadig server, by its name");
        assertThat(DescribableModel.of(ZadigGetTaskStep.class)
                        .getParameter("server")
                        .getHelp())
                .contains("The Zadig server, by its name");
    }

    @Test
    void referenceHasEveryStepAndJob() throws Exception {
        web = jenkins.createWebClient();
        var reference = web.goTo("pipeline-syntax/html").asNormalizedText();
        assertThat(reference)
                .contains("zadigRunCustomWorkflow", "zadigApprove", "zadigBuild", "zadigJob", "checkoutPath");
    }

    private void open(String step) throws Exception {
        web = jenkins.createWebClient();
        page = web.goTo("pipeline-syntax");
        HtmlSelect steps = page.querySelector("select.dropdownList");
        var option = steps.getOptions().stream()
                .filter(known -> known.getText().startsWith(step + ":"))
                .findFirst()
                .orElseThrow();
        steps.setSelectedAttribute(option, true);
        settle();
    }

    private void add(String job) throws Exception {
        press("Add a job");
        for (DomElement item : page.getElementsByTagName("button")) {
            if (item.isDisplayed() && item.getTextContent().strip().equals(job)) {
                ((HtmlElement) item).click();
                settle();
                return;
            }
        }
        throw new AssertionError("no " + job);
    }

    private void press(String button) throws Exception {
        for (DomElement known : page.getElementsByTagName("button")) {
            if (known.isDisplayed() && known.getTextContent().strip().equals(button)) {
                ((HtmlElement) known).click();
                settle();
                return;
            }
        }
        throw new AssertionError("no button " + button);
    }

    private void type(String name, String text) {
        var field = field(name);
        if (field instanceof HtmlTextArea area) {
            area.setText(text);
        } else {
            ((HtmlInput) field).setValue(text);
        }
    }

    private void select(String name, String value) {
        ((HtmlSelect) field(name)).setSelectedAttribute(value, true);
    }

    private void untick(String name) {
        ((HtmlInput) field(name)).setChecked(false);
    }

    /** The last field of a name: the one that was added last. */
    private DomElement field(String name) {
        var fields = page.getElementsByName(name);
        return fields.get(fields.size() - 1);
    }

    private String snippet() throws Exception {
        HtmlElement generate = page.getHtmlElementById("generatePipelineScript");
        generate.click();
        settle();
        HtmlTextArea snippet = page.getHtmlElementById("prototypeText");
        return snippet.getText();
    }

    private void settle() {
        web.waitForBackgroundJavaScript(PATIENCE_MILLIS);
    }
}
