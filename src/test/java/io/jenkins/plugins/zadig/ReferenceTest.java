package io.jenkins.plugins.zadig;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.order.BuiltService;
import io.jenkins.plugins.zadig.order.DeployedContainer;
import io.jenkins.plugins.zadig.order.DeployedService;
import io.jenkins.plugins.zadig.order.ListedTest;
import io.jenkins.plugins.zadig.order.NotifyInput;
import io.jenkins.plugins.zadig.order.SourceRepository;
import io.jenkins.plugins.zadig.step.TaskHandle;
import io.jenkins.plugins.zadig.step.ViewedWorkflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tables of parameters in docs/steps.md and its Chinese twin are the help of the forms. {@code -Dzadig.write} writes
 * them anew; all else in these documents is written by hand.
 */
class ReferenceTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)\\s*<pre>(.*?)</pre>\\s*");

    /** A language of the documents, with its words. */
    enum Language {
        ENGLISH("steps.md", "", "| parameter | type | meaning |"),
        CHINESE("steps.zh-CN.md", "_zh_CN", "| 参数 | 类型 | 含义 |");

        /** Headings of what has no name in a Jenkinsfile. */
        private static final Map<Class<?>, List<String>> PARTS = Map.of(
                SourceRepository.class, List.of("Repositories", "代码库"),
                BuiltService.class, List.of("Services to build", "要构建的服务组件"),
                DeployedService.class, List.of("Services to deploy", "要部署的服务组件"),
                DeployedContainer.class, List.of("Containers", "容器"),
                ListedTest.class, List.of("Tests and scans", "测试和扫描"),
                NotifyInput.class, List.of("Notifications", "通知"),
                ViewedWorkflow.class, List.of("Workflows of a view", "视图中的工作流"));

        /** What a Jenkinsfile gives, by what it is bound to. */
        private static final Map<Class<?>, List<String>> TYPES = Map.of(
                String.class, List.of("text", "文本"),
                boolean.class, List.of("boolean", "布尔值"),
                Boolean.class, List.of("boolean", "布尔值"),
                int.class, List.of("number", "数字"),
                Integer.class, List.of("number", "数字"),
                long.class, List.of("number", "数字"),
                List.class, List.of("list", "列表"),
                Map.class, List.of("map", "映射"),
                TaskHandle.class, List.of("task", "工作流任务"));

        private final String document;
        private final String suffix;
        private final String header;

        Language(String document, String suffix, String header) {
            this.document = document;
            this.suffix = suffix;
            this.header = header;
        }

        private String type(Class<?> bound) {
            assertThat(TYPES).containsKey(bound);
            return TYPES.get(bound).get(ordinal());
        }

        private String heading(Class<?> type) {
            var name = StepReferenceTest.heading(type);
            if (!name.isEmpty()) {
                return "`" + name + "`";
            }
            assertThat(PARTS).containsKey(type);
            return PARTS.get(type).get(ordinal());
        }
    }

    @ParameterizedTest
    @EnumSource
    void tablesSayWhatTheFormsSay(Language language) throws Exception {
        var file = Checkout.root().resolve("docs").resolve(language.document);
        var written = Files.readString(file);
        var generated = written;
        for (Class<?> type : StepReferenceTest.described().toList()) {
            if (!StepReferenceTest.parameters(type).isEmpty()) {
                generated = withTable(generated, language.heading(type), type, language);
            }
        }
        if (System.getProperty("zadig.write") != null) {
            Files.writeString(file, generated);
            return;
        }
        assertThat(written)
                .as("-Dzadig.write writes docs/%s", language.document)
                .isEqualTo(generated);
    }

    /** The document with the table of the section anew. */
    private static String withTable(String document, String heading, Class<?> type, Language language) {
        var table = Pattern.compile("(?ms)(^##+ " + heading + "$(?:(?!^##).)*?^" + Pattern.quote(language.header)
                        + "\\n\\| --- .*?\\n)(?:\\|.*?\\n)*")
                .matcher(document);
        assertThat(table.find())
                .as("section “%s” of docs/%s has “%s”", heading, language.document, language.header)
                .isTrue();
        return document.substring(0, table.start())
                + table.group(1)
                + rows(type, language)
                + document.substring(table.end());
    }

    private static String rows(Class<?> type, Language language) {
        return StepReferenceTest.parameters(type).entrySet().stream()
                .map(parameter -> "| `" + parameter.getKey() + "` | " + language.type(parameter.getValue()) + " | "
                        + line(help(type, "help-" + parameter.getKey() + language.suffix + ".html")) + " |\n")
                .collect(Collectors.joining());
    }

    private static String help(Class<?> type, String name) {
        var classes = Path.of(ReferenceTest.class.getResource("/index.jelly").getPath())
                .getParent();
        var file = HelpFile.of(classes, type, name);
        assertThat(file).as(type.getSimpleName() + ": " + name).isNotNull();
        return Checkout.read(file);
    }

    /** Help as one line of Markdown. */
    private static String line(String help) {
        return plain(EXAMPLE.matcher(help)
                        .replaceAll(example -> Matcher.quoteReplacement(code(example.group(1))))
                        .replaceAll("</?code>", "`")
                        .replaceAll("</?em>|</?i>", "*")
                        .replaceAll("</?strong>|</?b>", "**")
                        .replaceAll("<li>", " • ")
                        .replaceAll("<(?!br>)[^>]*>", " "))
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    /** Lines of an example, as a cell of a table can hold them. */
    private static String code(String example) {
        return example.strip()
                .lines()
                .map(line -> "`" + line.strip() + "`")
                .collect(Collectors.joining("<br>", "<br>", "<br>"));
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}
