package io.jenkins.plugins.zadig.controller;

import static org.awaitility.Awaitility.await;

import hudson.model.Item;
import java.time.Duration;
import org.htmlunit.html.HtmlPage;
import org.jvnet.hudson.test.JenkinsRule;

/** Opens a form and saves it as it is. */
final class FormRoundtrip {
    private FormRoundtrip() {}

    /** Of the controller's own configuration. */
    static void of(JenkinsRule jenkins) throws Exception {
        submit(jenkins, jenkins.createWebClient().goTo("configure"));
    }

    static void of(JenkinsRule jenkins, Item item) throws Exception {
        submit(jenkins, jenkins.createWebClient().getPage(item, "configure"));
    }

    /** Choices come after the page, and what is sent before them lacks what was chosen. */
    private static void submit(JenkinsRule jenkins, HtmlPage page) throws Exception {
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            page.getWebClient().waitForBackgroundJavaScript(1_000);
            return page.getByXPath("//select[not(option)]").isEmpty();
        });
        jenkins.submit(page.getFormByName("config"));
    }
}
