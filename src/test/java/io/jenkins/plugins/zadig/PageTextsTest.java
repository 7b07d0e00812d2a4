package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Small things that only a reader of a page sees. */
class PageTextsTest {
    private static final Path RESOURCES = Checkout.root().resolve("src/main/resources");
    private static final Path PAGE = RESOURCES.resolve("io/jenkins/plugins/zadig/page");

    /** ASCII brackets around Chinese, and a space after or before a Chinese mark. */
    private static final Pattern NO_CHINESE =
            Pattern.compile("\\p{IsHan}\\s*\\([^)]*\\p{IsHan}[^)]*\\)|[。，；：？！] +\\S|\\p{IsHan} +[。，；：？！]");

    @Test
    void chineseTextsHaveChineseMarks() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            for (Path file :
                    files.filter(file -> file.toString().contains("_zh_CN.")).toList()) {
                var text = Checkout.read(file);
                if (file.toString().endsWith(".properties")) {
                    var properties = new Properties();
                    properties.load(new StringReader(text));
                    text = String.join(
                            "\n",
                            properties.values().stream().map(Object::toString).toList());
                }
                assertThat(text.lines().filter(line -> NO_CHINESE.matcher(line).find()))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    /** Jenkins' dialog has the buttons Yes and Cancel, which read as yes and yes where the question is about cancelling. */
    @Test
    void questionsHaveButtonsOfTheirOwn() throws IOException {
        for (var language : List.of("index.properties", "index_zh_CN.properties")) {
            var texts = new Properties();
            texts.load(new StringReader(Checkout.read(PAGE.resolve("ZadigTab").resolve(language))));
            assertThat(texts.stringPropertyNames()).contains("confirm.cancel.yes", "confirm.retry.yes", "confirm.no");
            assertThat(texts.getProperty("confirm.cancel"))
                    .doesNotContainIgnoringCase("cancel")
                    .doesNotContain("取消");
        }
        assertThat(Checkout.read(PAGE.resolve("ZadigTab/page.js"))).contains("okText:", "cancelText:");
    }

    /** The time of what runs goes on by itself: of the task, of its stages, and of its jobs. */
    @Test
    void timesOfAllThatRunsTick() {
        var view = Checkout.read(PAGE.resolve("ZadigTab/tasks.jelly"));
        assertThat(view.split("view\\.took\\(", -1)).hasSameSizeAs(view.split("view\\.isTicking\\(", -1));
    }

    @Test
    void linksStandApartFromIcons() {
        assertThat(Checkout.read(PAGE.resolve("BuildTasks/summary.jelly")).replaceAll("\\s*\\n\\s*", ""))
                .doesNotContain("</a><l:icon");
    }
}
