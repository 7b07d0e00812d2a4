package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the plugin needs of a task job's spec, whose shape depends on the job's type (zadig-servers 11.8). Everything
 * else is skipped unread: specs carry credentials in clear, and a field of one type can be an object in another.
 *
 * @param images what a build made or a deployment put in place, without repetitions
 * @param environment of a deployment, else empty
 * @param test name of the test of a {@code zadig-test} job, else empty
 * @param junitReport whether a {@code zadig-test} job has a JUnit report to fetch
 * @param approval of an {@code approval} job, else {@code null}
 */
@JsonDeserialize(using = JobSpec.Reader.class)
public record JobSpec(
        List<String> images,
        String environment,
        String test,
        boolean junitReport,
        @CheckForNull Approval approval) {
    static final JobSpec NONE = new JobSpec(List.of(), "", "", false, null);

    public JobSpec {
        images = List.copyOf(images);
    }

    static final class Reader extends StdDeserializer<JobSpec> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(JobSpec.class);
        }

        @Override
        public JobSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return NONE;
            }
            var images = new ArrayList<String>();
            var environment = "";
            var test = "";
            var junitReport = false;
            var approvalType = "";
            var description = "";
            Approval.Voting voting = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                var token = parser.nextToken();
                switch (field) {
                    case "image" -> add(images, LenientText.read(parser));
                    case "service_and_images" -> images(parser, images);
                    case "env" -> environment = LenientText.read(parser);
                    case "test_name" -> test = LenientText.read(parser);
                    case "type" -> approvalType = LenientText.read(parser);
                    case "description" -> description = LenientText.read(parser);
                    case "junit_report" -> {
                        junitReport = token == JsonToken.VALUE_TRUE;
                        parser.skipChildren();
                    }
                    case "native_approval" -> voting = voting(parser, context);
                    default -> parser.skipChildren();
                }
            }
            var approval = voting == null && approvalType.isEmpty()
                    ? null
                    : new Approval(false, approvalType, description, voting);
            return new JobSpec(images, environment, test, junitReport, approval);
        }

        @CheckForNull
        private static Approval.Voting voting(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return null;
            }
            return context.readValue(parser, Approval.Voting.class);
        }

        private static void images(JsonParser parser, List<String> images) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var image = parser.currentName().equals("image");
                    parser.nextToken();
                    if (image) {
                        add(images, LenientText.read(parser));
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }

        private static void add(List<String> images, String image) {
            if (!image.isEmpty() && !images.contains(image)) {
                images.add(image);
            }
        }
    }
}
