package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.InputStream;

/**
 * What Zadig posts to a webhook about a task of a custom workflow (zadig-servers 19.4), as far as it names the task.
 *
 * @param workflow key of the workflow
 * @param task number of the task within the workflow, above 0
 * @param status as Zadig writes it, {@code created} before there is a task; empty when it does not tell
 */
public record Notification(String workflow, long task, String status) {
    /** Longer than any key and name that Zadig takes; what is kept of a notification stays small. */
    private static final int MAX_NAME = 256;

    private static final int MAX_DEPTH = 50;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            // What is posted can hold anything, and an exception would quote it.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /**
     * Reads a body piece by piece, and nothing after its one value.
     *
     * @return {@code null} when it is about something else, such as a release plan
     * @throws IOException when it is no JSON, or when the stream fails
     */
    @CheckForNull
    public static Notification read(InputStream body) throws IOException {
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return null;
            }
            Notification found = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                var isWorkflow = parser.nextToken() == JsonToken.START_OBJECT && "workflow".equals(name);
                if (isWorkflow) {
                    found = workflow(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return found;
        }
    }

    @CheckForNull
    private static Notification workflow(JsonParser parser) throws IOException {
        var workflow = "";
        var status = "";
        long task = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "workflow_name" -> workflow = text(parser);
                case "status" -> status = text(parser);
                case "task_id" -> task = number(parser);
                default -> parser.skipChildren();
            }
        }
        return task <= 0 || workflow.isEmpty() ? null : new Notification(workflow, task, status);
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return "";
        }
        return parser.getTextLength() > MAX_NAME ? "" : parser.getText();
    }

    private static long number(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            parser.skipChildren();
            return 0;
        }
        return parser.getLongValue();
    }
}
