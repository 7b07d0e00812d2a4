package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of installed plugins, into which each plugin's description is included. */
@WithJenkins
class PluginManagerTest {
    private static final String NAME = "zadig-packaged";

    /**
     * Jenkins includes a description only from a place that has the plugin's name.
     * The classes of a checkout lie anywhere, so the description is installed as a plugin of its own.
     */
    @Test
    void installedPluginsAreListedToTheEnd(JenkinsRule jenkins, @TempDir Path folder) throws Exception {
        var file = folder.resolve(NAME + ".hpi");
        Files.write(file, plugin());
        jenkins.getPluginManager().dynamicLoad(file.toFile());

        try (var browser = jenkins.createWebClient()) {
            var page = browser.goTo("pluginManager/installed").getWebResponse().getContentAsString();

            assertThat(page)
                    .contains("Runs Zadig workflows from Jenkins builds")
                    .contains("</html>");
        }
    }

    private static byte[] plugin() throws IOException {
        var manifest = new Manifest();
        var values = manifest.getMainAttributes();
        values.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        values.putValue("Short-Name", NAME);
        values.putValue("Long-Name", NAME);
        values.putValue("Plugin-Version", "1");
        values.putValue("Jenkins-Version", "2.541.3");
        var bytes = new ByteArrayOutputStream();
        try (var plugin = new JarOutputStream(bytes, manifest)) {
            plugin.putNextEntry(new ZipEntry("WEB-INF/classes/index.jelly"));
            try (var description = PluginManagerTest.class.getResourceAsStream("/index.jelly")) {
                plugin.write(description.readAllBytes());
            }
            plugin.closeEntry();
        }
        return bytes.toByteArray();
    }
}
