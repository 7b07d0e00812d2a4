package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the plugin needs of a task job's spec, whose shape depends on the job's type (zadig-servers 11.8). Everything else
 * is skipped unread: specs carry credentials in clear (24.2), and a field of one type can be an object in another.
 *
 * @param images what a build made or a deployment put in place, without repetitions; none that Zadig still has to fill in
 * @param environment of a deployment, else empty
 * @param test name of the test of a {@code zadig-test} job, else empty
 * @param junitReport whether a {@code zadig-test} job has a JUnit report to fetch
 * @param approval of an {@code approval} job, else {@code null}
 * @param services what a job builds, deploys or runs for, as far as the spec tells
 * @param code the repositories that it checked out, or is going to
 * @param variables what it runs with
 */
@JsonDeserialize(using = JobSpec.Reader.class)
public record JobSpec(
        List<String> images,
        String environment,
        String test,
        boolean junitReport,
        @CheckForNull Approval approval,
        List<Service> services,
        List<Code> code,
        List<Variable> variables) {
    static final JobSpec NONE = new JobSpec(List.of(), "", "", false, null, List.of(), List.of(), List.of());

    public JobSpec {
        images = List.copyOf(images);
        services = List.copyOf(services);
        code = List.copyOf(code);
        variables = List.copyOf(variables);
    }

    /**
     * A service that a job is about.
     *
     * @param service empty where the spec does not tell
     * @param module empty where the service has none, or the spec does not tell
     * @param image empty while it is not known
     * @param builtBy configured name of the job that builds the image while that is not known; else empty
     */
    public record Service(String service, String module, String image, String builtBy) {
        /** Until a deploy job starts, its image is a template of Zadig's own (zadig-servers 11.9). */
        private static final Pattern BUILT =
                Pattern.compile("\\{\\{\\s*\\.job\\.([^.{}]+)(?:\\.[^.{}]+)*\\.output\\.IMAGE\\s*}}");

        static Service of(String service, String module, String image) {
            if (!image.contains("{{")) {
                return new Service(service, module, image, "");
            }
            var built = BUILT.matcher(image);
            return new Service(service, module, "", built.find() ? built.group(1) : "");
        }
    }

    /**
     * A repository as a task checks it out.
     *
     * @param commit empty while it is not known
     * @param pinned whether that commit was asked for and will be checked out (zadig-servers 9.11, 9.12)
     * @param prs numbers of the pull requests that are merged into it
     */
    public record Code(
            String namespace, String repository, String branch, String commit, boolean pinned, List<Long> prs) {
        public Code {
            prs = List.copyOf(prs);
        }
    }

    /** {@code service/module} that a deployment puts in place. */
    public List<String> modules() {
        return services.stream()
                .map(service -> joined(service.service(), service.module()))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** {@code namespace/name} of what is checked out, and {@code namespace/name@commit} of what was asked for by commit. */
    public Set<String> repositories() {
        var names = new LinkedHashSet<String>();
        for (Code repository : code) {
            var name = joined(repository.namespace(), repository.repository());
            names.add(name);
            if (repository.pinned()) {
                names.add(name + "@" + repository.commit());
            }
        }
        return names;
    }

    private static String joined(String start, String end) {
        return end.isEmpty() ? start : start + "/" + end;
    }

    /** The images that are not known yet, as the jobs that build them. */
    public List<String> buildsAwaited() {
        return services.stream()
                .map(Service::builtBy)
                .filter(job -> !job.isEmpty())
                .distinct()
                .toList();
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
            var image = "";
            var service = "";
            var module = "";
            var services = new ArrayList<Service>();
            var code = new ArrayList<Code>();
            var variables = new ArrayList<Variable>();
            var environment = "";
            var test = "";
            var junitReport = false;
            var approvalType = "";
            var description = "";
            Approval.Voting voting = null;
            var asked = List.<Approval.Vote>of();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                var token = parser.nextToken();
                switch (field) {
                    case "image" -> image = LenientText.read(parser);
                    case "service_name" -> service = LenientText.read(parser);
                    case "service_module" -> module = LenientText.read(parser);
                    case "service_and_images" -> services.addAll(ObjectList.read(parser, Reader::service));
                    case "repos" -> code.addAll(ObjectList.read(parser, Reader::code));
                    case "envs" -> variables.addAll(ObjectList.read(parser, Reader::variable));
                    case "env" -> environment = LenientText.read(parser);
                    case "test_name" -> test = LenientText.read(parser);
                    case "type" -> approvalType = LenientText.read(parser);
                    case "description" -> description = LenientText.read(parser);
                    case "junit_report" -> {
                        junitReport = token == JsonToken.VALUE_TRUE;
                        parser.skipChildren();
                    }
                    case "native_approval" -> voting = object(parser, context, Approval.Voting.class);
                    case "lark_approval", "dingtalk_approval", "workwx_approval" -> {
                        var elsewhere = object(parser, context, Approval.Elsewhere.class);
                        asked = elsewhere == null ? asked : Approval.Elsewhere.people(elsewhere);
                    }
                    default -> parser.skipChildren();
                }
            }
            var approval = voting == null && approvalType.isEmpty()
                    ? null
                    : new Approval(false, "", approvalType, description, voting, asked);
            if (!image.isEmpty() || !service.isEmpty()) {
                services.add(0, Service.of(service, module, image));
            }
            var images = new ArrayList<String>(services.size());
            for (Service of : services) {
                if (!of.image().isEmpty() && !images.contains(of.image())) {
                    images.add(of.image());
                }
            }
            return new JobSpec(images, environment, test, junitReport, approval, services, code, variables);
        }

        @CheckForNull
        private static <T> T object(JsonParser parser, DeserializationContext context, Class<T> type)
                throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return null;
            }
            return context.readValue(parser, type);
        }

        private static Service service(JsonParser parser) throws IOException {
            var service = "";
            var module = "";
            var image = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "service_name" -> service = LenientText.read(parser);
                    case "service_module" -> module = LenientText.read(parser);
                    case "image" -> image = LenientText.read(parser);
                    default -> parser.skipChildren();
                }
            }
            return Service.of(service, module, image);
        }

        /** One whose value may be compared; that of a credential is not read. */
        private static Variable variable(JsonParser parser) throws IOException {
            var name = "";
            var type = "";
            var value = "";
            var credential = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                var token = parser.nextToken();
                switch (field) {
                    case "key" -> name = LenientText.read(parser);
                    case "type" -> type = LenientText.read(parser);
                    case "value" -> value = LenientText.read(parser);
                    case "is_credential" -> {
                        credential = token == JsonToken.VALUE_TRUE;
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
            }
            return new Variable(name, type, value, credential, List.of());
        }

        private static Code code(JsonParser parser) throws IOException {
            var namespace = "";
            var repository = "";
            var branch = "";
            var commit = "";
            var pinned = false;
            var prs = new ArrayList<Long>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "repo_namespace" -> namespace = LenientText.read(parser);
                    case "repo_name" -> repository = LenientText.read(parser);
                    case "branch" -> branch = LenientText.read(parser);
                    case "commit_id" -> commit = LenientText.read(parser);
                    case "enable_commit" -> pinned = parser.currentToken() == JsonToken.VALUE_TRUE;
                    case "prs" -> numbers(parser, prs);
                    default -> parser.skipChildren();
                }
            }
            return new Code(namespace, repository, branch, commit, pinned, prs);
        }

        private static void numbers(JsonParser parser, List<Long> numbers) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    numbers.add(parser.getLongValue());
                } else {
                    parser.skipChildren();
                }
            }
        }
    }
}
