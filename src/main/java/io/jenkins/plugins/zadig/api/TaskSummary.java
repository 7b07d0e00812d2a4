package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.List;

/**
 * A row of a workflow's task list: status and times, neither stages nor variables nor remark (zadig-servers 20.1).
 *
 * @param createTime epoch seconds, 0 when unset, as {@code startTime} and {@code endTime}
 */
@JsonDeserialize(using = TaskSummary.Reader.class)
public record TaskSummary(long id, String status, String creator, long createTime, long startTime, long endTime) {
    /** The task as far as the row tells; its workflow is known to whoever asked. */
    public WorkflowTask known(String project, String workflowKey) {
        return new WorkflowTask(
                id,
                workflowKey,
                "",
                project,
                status,
                creator,
                "",
                createTime,
                startTime,
                endTime,
                List.of(),
                List.of(),
                "",
                "");
    }

    /** Reads a row as it comes, as pages of them are most of what a wait reads. */
    static final class Reader extends StdDeserializer<TaskSummary> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(TaskSummary.class);
        }

        @Override
        public TaskSummary deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                var empty = parser.hasToken(JsonToken.VALUE_STRING) && parser.getTextLength() == 0;
                return empty ? null : (TaskSummary) context.handleUnexpectedToken(TaskSummary.class, parser);
            }
            var id = 0L;
            var status = "";
            var creator = "";
            var createTime = 0L;
            var startTime = 0L;
            var endTime = 0L;
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                switch (field) {
                    case "task_id" -> id = _parseLongPrimitive(parser, context);
                    case "status" -> status = text(parser, context);
                    case "task_creator" -> creator = text(parser, context);
                    case "create_time" -> createTime = _parseLongPrimitive(parser, context);
                    case "start_time" -> startTime = _parseLongPrimitive(parser, context);
                    case "end_time" -> endTime = _parseLongPrimitive(parser, context);
                    default -> parser.skipChildren();
                }
            }
            return new TaskSummary(id, status, creator, createTime, startTime, endTime);
        }

        private String text(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.hasToken(JsonToken.VALUE_NULL) ? "" : _parseString(parser, context, this);
        }
    }
}
