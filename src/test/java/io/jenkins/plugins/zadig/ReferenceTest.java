package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reference of all steps and jobs in docs/ is the help of their forms, in both languages. {@code -Dzadig.write} writes
 * it anew.
 */
class ReferenceTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>(.*?)</pre>");

    @ParameterizedTest
    @CsvSource({"reference.md, ''", "reference.zh-CN.md, _zh_CN"})
    void saysWhatTheFormsSay(String document, String language) throws Exception {
        var file = Checkout.root().resolve("docs").resolve(document);
        var reference = reference(language);
        if (System.getProperty("zadig.write") != null) {
            Files.writeString(file, reference);
        }
        assertThat(reference).as("-Dzadig.write writes docs/%s", document).isEqualTo(Files.readString(file));
    }

    private static String reference(String language) throws Exception {
        var chinese = !language.isEmpty();
        var text = new StringBuilder(
                chinese
                        ? "# 步骤和任务参考\n\n> English: [reference.md](reference.md)\n\n本页由各步骤表单的帮助生成。返回值、错误和版本差异见 [steps.md](steps.md)。\n"
                        : "# Reference of steps and jobs\n\n> 中文：[中文版](reference.zh-CN.md)\n\n"
                                + "This page is made of the help of the forms. What steps return, their errors and the versions of Zadig"
                                + " are in [steps.md](steps.md).\n");
        var types = StepReferenceTest.described()
                .filter(type -> !StepReferenceTest.heading(type).isEmpty())
                .sorted(Comparator.comparing((Class<?> type) -> !Step.class.isAssignableFrom(type))
                        .thenComparing(StepReferenceTest::heading))
                .toList();
        for (Class<?> type : types) {
            text.append("\n## `").append(StepReferenceTest.heading(type)).append("`\n\n");
            text.append(page(help(type, "help" + language + ".html")));
            text.append(chinese ? "\n| 参数 | 含义 |\n" : "\n| parameter | meaning |\n")
                    .append("| --- | --- |\n");
            for (String parameter : StepReferenceTest.parameters(type)) {
                text.append("| `").append(parameter).append("` | ");
                text.append(line(help(type, "help-" + parameter + language + ".html")))
                        .append(" |\n");
            }
        }
        return text.toString();
    }

    private static String help(Class<?> type, String name) throws IOException {
        var classes = Path.of(ReferenceTest.class.getResource("/index.jelly").getPath())
                .getParent();
        var file = HelpFile.of(classes, type, name);
        assertThat(file).as(type.getSimpleName() + ": " + name).isNotNull();
        return Files.readString(file);
    }

    /** Help as a piece of a page: prose, and examples as they are. */
    private static String page(String help) {
        var text = new StringBuilder();
        var end = 0;
        var examples = EXAMPLE.matcher(help);
        while (examples.find()) {
            text.append(line(help.substring(end, examples.start())));
            text.append("\n\n```text\n")
                    .append(plain(examples.group(1)).strip())
                    .append("\n```\n\n");
            end = examples.end();
        }
        return (text + line(help.substring(end))).strip() + "\n";
    }

    /** Help as one line of Markdown. */
    private static String line(String help) {
        return plain(help.replaceAll("</?code>", "`")
                        .replaceAll("</?pre>", "`")
                        .replaceAll("</?em>|</?i>", "*")
                        .replaceAll("</?strong>|</?b>", "**")
                        .replaceAll("<li>", " • ")
                        .replaceAll("<[^>]*>", " "))
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
