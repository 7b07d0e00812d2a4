package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A custom workflow as text, ready to be sent: JSON, or YAML as Zadig shows it. Of YAML only the outline is read, event
 * by event: nothing is built from it, no alias is followed, and it is sent as it is, since any rewriting could change
 * what the server's own parser makes of it. JSON is written anew, as that parser stumbles over tabs and over escaped
 * pairs of surrogates, which JSON may have.
 */
public final class WorkflowCode {
    /** Largest text; far above any workflow, far below what a server stores. */
    public static final int MAX_BYTES = 1 << 20;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** Writes text in quotes, so that none of it reads as something else, and several lines as they are. */
    static final ObjectMapper YAML_MAPPER = new ObjectMapper(YAMLFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .build());

    private static final ObjectReader JSON = Json.MAPPER
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final String JSON_TYPE = "application/json";
    private static final Pattern LINE = Pattern.compile("\\bline (\\d{1,7}), column");

    /** What a parser did not expect can be a password that lacks its quotes. */
    private static final Pattern QUOTED = Pattern.compile("'[^']{2,}'|\"[^\"]{2,}\"|<[^>]{2,}>");

    private final String key; // lgtm[jenkins/plaintext-storage]
    private final String project;
    private final Call.Body body;

    private WorkflowCode(String key, String project, Call.Body body) {
        this.key = key;
        this.project = project;
        this.body = body;
    }

    /**
     * Reads text.
     *
     * @throws Broken saying what is wrong and where, if it is not one mapping with a name and a project
     */
    public static WorkflowCode read(String text) throws Broken {
        var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (plain.isBlank()) {
            throw new Broken(Fault.EMPTY, "", 0);
        }
        if (plain.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new Broken(Fault.TOO_LARGE, "", 0);
        }
        return plain.stripLeading().startsWith("{") ? json(plain) : yaml(plain);
    }

    /** The key of the workflow, which its code calls {@code name}. */
    public String key() {
        return key;
    }

    public String project() {
        return project;
    }

    Call.Body body() {
        return body;
    }

    /** All of it. YAML that refers to parts of itself is not followed, so it cannot be read as a whole. */
    JsonNode tree() throws Broken {
        try {
            if (body.type().equals(JSON_TYPE)) {
                return JSON.readTree(body.text());
            }
            try (var parser = (YAMLParser) YAML.createParser(body.text())) {
                while (parser.nextToken() != null) {
                    if (parser.isCurrentAlias()) {
                        throw new Broken(Fault.ALIAS, "", line(parser));
                    }
                }
            }
            return YAML_MAPPER.readTree(body.text());
        } catch (JsonProcessingException x) {
            throw broken(x);
        } catch (IOException x) {
            throw new Broken(Fault.YAML, "", 0);
        }
    }

    /** The same workflow with another body. */
    WorkflowCode with(JsonNode tree) {
        return new WorkflowCode(key, project, new Call.Body(JSON_TYPE, tree.toString()));
    }

    /**
     * The workflow as a server of a line must have it when it is saved. Up to 3.0 a stage without an approval object can
     * be saved, and then the workflow can neither be read nor run; up to 3.3 that object is harmless (zadig-servers 4.4,
     * 23.10). 1.18 takes none without a display name, and then says that there is one of this name (zadig-servers 23.12).
     *
     * @throws Broken when the code must be read as a whole and refers to parts of itself
     */
    public WorkflowCode toSaveOn(ServerLine line) throws Broken {
        if (!line.isBefore(ServerLine.V3_4_0)) {
            return this;
        }
        var tree = tree();
        var changed = false;
        for (JsonNode stage : tree.path("stages")) {
            if (stage instanceof ObjectNode object && !stage.path("approval").isObject()) {
                object.putObject("approval").put("enabled", false);
                changed = true;
            }
        }
        if (tree instanceof ObjectNode object
                && tree.path("display_name").asText().isBlank()) {
            object.put("display_name", key);
            changed = true;
        }
        return changed ? with(tree) : this;
    }

    /**
     * Looks for what servers of a line do not save, or do not run.
     *
     * @throws Broken naming the stage or job
     */
    public void check(ServerLine line) throws Broken {
        for (JsonNode stage : tree().path("stages")) {
            var approval = stage.path("approval");
            if (!approval.isMissingNode() && !approval.isNull() && !approval.isObject()) {
                // Refused with 400 (zadig-servers 23.7).
                throw new Broken(
                        Fault.APPROVAL, PlainText.line(stage.path("name").asText()), 0);
            }
            for (JsonNode job : stage.path("jobs")) {
                if (job.path("type").asText().equals("freestyle")) {
                    checkFreestyle(line, PlainText.line(job.path("name").asText()), job.path("spec"));
                }
            }
        }
    }

    /** Without these, servers fail themselves: when it is saved, or when it runs (zadig-servers 23.5). */
    private static void checkFreestyle(ServerLine line, String job, JsonNode spec) throws Broken {
        var old = line.isBefore(ServerLine.V3_4_0);
        if (!spec.path(old ? "properties" : "advanced_setting").isObject()) {
            throw new Broken(Fault.FREESTYLE_SETTINGS, job, 0);
        }
        if (spec.path(old ? "properties" : "runtime").path("image_id").asText().isEmpty()) {
            throw new Broken(Fault.FREESTYLE_RUNTIME, job, 0);
        }
    }

    private static WorkflowCode json(String text) throws Broken {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (NumberFormatException x) {
            // Java knows no such number, however large its own can be.
            throw new Broken(Fault.JSON, "a number out of range", 0);
        } catch (JsonProcessingException x) {
            try {
                // YAML in braces is YAML all the same.
                return yaml(text);
            } catch (Broken y) {
                var at = x.getLocation();
                throw new Broken(Fault.JSON, reason(x.getOriginalMessage()), at == null ? 0 : at.getLineNr());
            }
        }
        var outline = new Outline();
        tree.fields()
                .forEachRemaining(field -> outline.take(
                        field.getKey(),
                        field.getValue().isValueNode() ? field.getValue().asText() : null,
                        0));
        return outline.code(new Call.Body(JSON_TYPE, tree.toString()));
    }

    private static WorkflowCode yaml(String text) throws Broken {
        var outline = new Outline();
        try (var parser = YAML.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Broken(Fault.EMPTY, "", 0);
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new Broken(Fault.NO_MAPPING, "", line(parser));
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                var line = line(parser);
                var value = parser.nextToken();
                outline.take(field, value.isScalarValue() ? parser.getText() : null, line);
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new Broken(Fault.SEVERAL, "", line(parser));
            }
        } catch (JsonProcessingException x) {
            throw broken(x);
        } catch (IOException x) {
            throw new Broken(Fault.YAML, "", 0);
        }
        return outline.code(new Call.Body("application/yaml", text));
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** The parser's message has a paragraph of quoted source, indented, and the place of the fault at last. */
    private static Broken broken(JsonProcessingException x) {
        var message = String.valueOf(x.getOriginalMessage());
        var said = new StringBuilder();
        message.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .forEach(line -> said.append(said.length() == 0 ? "" : ", ").append(line.strip()));
        var place = LINE.matcher(message);
        var line = x.getLocation() == null ? 0 : x.getLocation().getLineNr();
        while (place.find()) {
            line = Integer.parseInt(place.group(1));
        }
        return new Broken(Fault.YAML, reason(said.toString()), line);
    }

    private static String reason(@CheckForNull String message) {
        var unquoted = QUOTED.matcher(message == null ? "" : message).replaceAll("…");
        // What could stand there instead is a long list of everything that JSON has.
        return PlainText.line(unquoted.replaceFirst(": was expecting \\(JSON.*", ""));
    }

    /** What is looked at: who and where the workflow is. */
    private static final class Outline {
        private String key; // lgtm[jenkins/plaintext-storage]
        private String project;
        private Broken odd;

        void take(String field, @CheckForNull String value, int line) {
            if (!field.equals("name") && !field.equals("project")) {
                return;
            }
            if (value == null || value.isBlank()) {
                odd = new Broken(Fault.NO_TEXT, field, line);
            } else if (field.equals("name")) {
                key = value;
            } else {
                project = value;
            }
        }

        WorkflowCode code(Call.Body body) throws Broken {
            if (odd != null) {
                throw odd;
            }
            if (key == null || project == null) {
                throw new Broken(Fault.MISSING, key == null ? "name" : "project", 0);
            }
            return new WorkflowCode(key, project, body);
        }
    }

    /** What can be wrong with a text. */
    public enum Fault {
        EMPTY,
        TOO_LARGE,
        /** No JSON, nor YAML. */
        JSON,
        YAML,
        /** Text or a list instead of keys with values. */
        NO_MAPPING,
        /** More than one document. */
        SEVERAL,
        /** A key that must be there. */
        MISSING,
        /** A key whose value should be text. */
        NO_TEXT,
        /** YAML that refers to a part of itself. */
        ALIAS,
        /** A stage whose approval is no object. */
        APPROVAL,
        /** A freestyle job that no server saves. */
        FREESTYLE_SETTINGS,
        /** A freestyle job that no server runs. */
        FREESTYLE_RUNTIME,
        /** A place that stands for a stored secret where none is stored. */
        NO_SECRET
    }

    /** That a text is no workflow. */
    public static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;
        private final Fault fault;
        private final String detail;
        private final int line;

        Broken(Fault fault, String detail, int line) {
            super(fault + " " + detail + " at line " + line);
            this.fault = fault;
            this.detail = detail;
            this.line = line;
        }

        public Fault fault() {
            return fault;
        }

        /** The key that is wrong, or what a parser says without quoting the text; may be empty. */
        public String detail() {
            return detail;
        }

        /** Where, from 1 on; 0 when that is not known. */
        public int line() {
            return line;
        }
    }
}
