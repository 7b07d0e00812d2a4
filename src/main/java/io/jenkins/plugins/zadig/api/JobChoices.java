package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a configured job can be started with, as far as its spec lists it. Specs differ by job type and server line and
 * carry credentials, so only names are read; an empty set means that the spec does not tell, never that nothing exists.
 *
 * @param services {@code service/module} of builds, tests and scans; {@code service} alone where a job has no modules
 * @param tests names of the tests or scans of a job
 * @param environment that a deployment is configured for; empty when the spec does not tell
 * @param targets what a deployment is configured to reach, not all that it could: {@code service/module} of services,
 *     {@code Deployment/workload/container} of workloads
 */
@JsonDeserialize(using = JobChoices.Reader.class)
public record JobChoices(Set<String> services, Set<String> tests, String environment, Set<String> targets) {
    static final JobChoices NONE = new JobChoices(Set.of(), Set.of(), "", Set.of());

    /** Lists of services by server line: all that exist, and the configured or preselected ones. */
    private static final Set<String> SERVICES =
            Set.of("service_and_builds", "service_and_builds_options", "default_service_and_builds");

    private static final Set<String> TESTS =
            Set.of("test_modules", "test_module_options", "scannings", "scanning_options");

    private static final Set<String> TARGETS = Set.of("service_and_images", "targets");

    static final class Reader extends StdDeserializer<JobChoices> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(JobChoices.class);
        }

        @Override
        public JobChoices deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return NONE;
            }
            var services = new TreeSet<String>();
            var tests = new TreeSet<String>();
            var targets = new TreeSet<String>();
            var environment = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                var list = parser.nextToken() == JsonToken.START_ARRAY;
                if (list && SERVICES.contains(field)) {
                    names(parser, services);
                } else if (list && TESTS.contains(field)) {
                    names(parser, tests);
                } else if (list && TARGETS.contains(field)) {
                    names(parser, targets);
                } else if (field.equals("env") && parser.currentToken().isScalarValue()) {
                    environment = LenientText.read(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return new JobChoices(services, tests, environment, targets);
        }

        private static void names(JsonParser parser, Set<String> names) throws IOException {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    parser.skipChildren();
                    continue;
                }
                var service = "";
                var module = "";
                var name = "";
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var field = parser.currentName();
                    parser.nextToken();
                    switch (field) {
                        case "service_name" -> service = LenientText.read(parser);
                        case "service_module" -> module = LenientText.read(parser);
                        case "name", "target" -> name = LenientText.read(parser);
                        default -> parser.skipChildren();
                    }
                }
                var key = !service.isEmpty() ? module.isEmpty() ? service : service + "/" + module : name;
                if (!key.isEmpty()) {
                    names.add(key);
                }
            }
        }
    }
}
