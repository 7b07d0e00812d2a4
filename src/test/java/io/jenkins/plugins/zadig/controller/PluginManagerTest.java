package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of installed plugins, into which each plugin's description is included. */
@WithJenkins
class PluginManagerTest {
    @Test
    void installedPluginsAreListedToTheEnd(JenkinsRule jenkins) throws Exception {
        try (var browser = jenkins.createWebClient()) {
            var page = browser.goTo("pluginManager/installed").getWebResponse().getContentAsString();

            assertThat(page)
                    .contains("Runs Zadig workflows from Jenkins builds")
                    .contains("</html>");
        }
    }
}
