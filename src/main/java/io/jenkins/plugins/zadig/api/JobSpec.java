package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the plugin needs of a task job's spec, whose shape depends on the job's type (zadig-servers 11.8). Everything
 * else is skipped unread: specs carry credentials in clear, and a field of one type can be an object in another.
 *
 * @param images what a build made or a deployment put in place, without repetitions
 * @param environment of a deployment, else empty
 * @param test name of the test of a {@code zadig-test} job, else empty
 * @param junitReport whether a {@code zadig-test} job has a JUnit report to fetch
 * @param approval of an {@code approval} job, else {@code null}
 * @param modules {@code service/module} that a deployment puts in place
 * @param repositories {@code namespace/name} of what is checked out
 */
@JsonDeserialize(using = JobSpec.Reader.class)
public record JobSpec(
        List<String> images,
        String environment,
        String test,
        boolean junitReport,
        @CheckForNull Approval approval,
        List<String> modules,
        List<String> repositories) {
    static final JobSpec NONE = new JobSpec(List.of(), "", "", false, null);

    public JobSpec {
        images = List.copyOf(images);
        modules = List.copyOf(modules);
        repositories = List.copyOf(repositories);
    }

    /** A spec without modules and repositories. */
    public JobSpec(
            List<String> images,
            String environment,
            String test,
            boolean junitReport,
            @CheckForNull Approval approval) {
        this(images, environment, test, junitReport, approval, List.of(), List.of());
    }

    static final class Reader extends StdDeserializer<JobSpec> {
        private static final long serialVersionUID = 1L;

        private static final Set<String> READ =
                Set.of("image", "service_name", "service_module", "repo_namespace", "repo_name");

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
            var modules = new ArrayList<String>();
            var repositories = new ArrayList<String>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                var token = parser.nextToken();
                switch (field) {
                    case "image" -> add(images, LenientText.read(parser));
                    case "service_and_images" ->
                        items(parser, item -> {
                            add(images, item.getOrDefault("image", ""));
                            add(modules, joined(item, "service_name", "service_module"));
                        });
                    case "repos" -> items(parser, item -> add(repositories, joined(item, "repo_namespace", "repo_name")));
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
            return new JobSpec(images, environment, test, junitReport, approval, modules, repositories);
        }

        @CheckForNull
        private static Approval.Voting voting(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return null;
            }
            return context.readValue(parser, Approval.Voting.class);
        }

        /** Hands over the texts of each object of a list. */
        private static void items(JsonParser parser, Consumer<Map<String, String>> reader) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    continue;
                }
                var item = new HashMap<String, String>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var field = parser.currentName();
                    parser.nextToken();
                    if (READ.contains(field)) {
                        item.put(field, LenientText.read(parser));
                    } else {
                        parser.skipChildren();
                    }
                }
                reader.accept(item);
            }
        }

        private static String joined(Map<String, String> item, String first, String second) {
            var start = item.getOrDefault(first, "");
            var end = item.getOrDefault(second, "");
            return end.isEmpty() ? start : start + "/" + end;
        }

        private static void add(List<String> images, String image) {
            if (!image.isEmpty() && !images.contains(image)) {
                images.add(image);
            }
        }
    }
}
