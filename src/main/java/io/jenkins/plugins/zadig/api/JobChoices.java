package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a configured job can be started with, as far as its spec lists it. Specs differ by job type and server line and
 * carry credentials, so only what a run can name is kept; something empty means that the spec does not tell, never that
 * nothing exists.
 *
 * @param kind whether a freestyle, test or scan job works on services ({@code service_…}); empty for an ordinary one
 * @param source where the job takes its services from: {@code fromjob}, {@code runtime} or empty
 * @param fromJob the job that {@code fromjob} means
 * @param services {@code service/module} of builds, tests, scans and freestyle jobs; {@code service} alone where a job
 *     has no modules
 * @param tests the tests or scans of a job, or the resources that it patches, by name
 * @param offered tests, scans and services that people can choose in Zadig, and a run cannot (zadig-servers 6.28)
 * @param deployment where a deployment goes; {@link Deployment#NONE} for other jobs
 * @param targets what a deployment is configured to reach, not all that it could: {@code service/module} of services,
 *     {@code Deployment/workload/container} of workloads, without what a job does not keep; one name alone where a job
 *     knows its targets by that
 * @param registry id of the registry that a build pushes to
 * @param confirmed whether the job waits until somebody confirms what it found, as an approval does (zadig-servers 6.21)
 * @param codeOfOther whether its repositories are those of the job that it takes its services from (zadig-servers 9.20)
 * @param own variables and repositories of the job itself
 */
@JsonDeserialize(using = JobChoices.Reader.class)
public record JobChoices(
        String kind,
        String source,
        String fromJob,
        Map<String, Part> services,
        Map<String, Part> tests,
        Set<String> offered,
        Deployment deployment,
        Set<String> targets,
        String registry,
        boolean confirmed,
        boolean codeOfOther,
        Part own) {
    static final JobChoices NONE = new JobChoices(
            "", "", "", Map.of(), Map.of(), Set.of(), Deployment.NONE, Set.of(), "", false, false, Part.NONE);

    /** The builds that a run is compared with: the first of these that there is, which newer servers have. */
    private static final List<String> BUILDS =
            List.of("service_and_builds_options", "service_and_builds", "default_service_and_builds");

    /** The other services that a run is compared with: what people have chosen in Zadig. */
    private static final List<String> SERVICES =
            List.of("service_and_tests", "service_and_scannings", "default_services");

    /** The services of a test or scan that takes them from another job. */
    private static final List<String> SERVICES_OF_JOB = List.of("service_test_options", "service_scanning_options");

    private static final List<String> TESTS = List.of("test_modules", "scannings", "patch_items");

    /** What people can choose in Zadig. */
    private static final List<String> OFFERED =
            List.of("test_module_options", "scanning_options", "service_test_options", "service_scanning_options");

    private static final List<String> TARGETS = List.of("service_and_images", "targets", "iterations");

    /**
     * Something that a run can give variables and repositories to.
     *
     * @param variables that it has; {@code null} when the spec does not tell
     * @param repositories that are checked out for it; {@code null} when the spec does not tell
     */
    public record Part(
            @CheckForNull List<Variable> variables,
            @CheckForNull List<StoredRepository> repositories) {
        /** A part of which nothing is told. */
        public static final Part NONE = new Part(null, null);
    }

    /**
     * Where a deployment goes.
     *
     * @param environment that it is configured for; empty when the spec does not tell
     * @param fixed whether a run must leave the environment as it is
     * @param production whether it goes to a production environment
     * @param images whether it changes images, and not variables or configuration alone
     * @param values what becomes of the values of charts
     */
    public record Deployment(String environment, boolean fixed, boolean production, boolean images, Values values) {
        static final Deployment NONE = new Deployment("", false, false, true, Values.KEPT);

        /** Whether it adds a service to the environment that is not in it yet (zadig-servers 7.28). */
        public boolean adds(Environment.Service service) {
            return service.isOfHelm() || !images || values.mixed();
        }
    }

    /**
     * What a deployment does with the values that a chart has in its environment (zadig-servers 7.27).
     *
     * @param replaced whether the values of the run replace them; a run has none, so they are lost
     * @param mixed whether it deploys more than one of images, variables and configuration; the tag 3.3.0 then replaces
     *     them, too
     * @param strategy for merging them that the job fixes; empty when the run says it
     */
    public record Values(boolean replaced, boolean mixed, String strategy) {
        /** The strategy by which they stay. */
        public static final String REUSE = "reuse-values";

        static final Values KEPT = new Values(false, false, "");
    }

    /** What a resource to patch is known by: servers compare all four. */
    public static String resource(String kind, String name, String group, String version) {
        return kind + "/" + name + " (" + (group.isEmpty() ? version : group + "/" + version) + ")";
    }

    /** Whether the job works on services, which are listed for each run. */
    public boolean onServices() {
        return kind.startsWith("service_");
    }

    /** Whether its services come from another job of the run. */
    public boolean takesFromJob() {
        return source.equals("fromjob");
    }

    static final class Reader extends StdDeserializer<JobChoices> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(JobChoices.class);
        }

        @Override
        public JobChoices deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var spec = context.readTree(parser);
            if (!spec.isObject()) {
                return NONE;
            }
            var kind = text(spec, "freestyle_type") + text(spec, "test_type") + text(spec, "scanning_type");
            var services = parts(spec, services(spec, kind));
            var tests = parts(spec, TESTS);
            var offered = new TreeSet<>(parts(spec, OFFERED).keySet());
            offered.removeAll(services.keySet());
            offered.removeAll(tests.keySet());
            return new JobChoices(
                    kind,
                    text(spec, "source"),
                    text(spec, spec.has("from_job") ? "from_job" : "job_name"),
                    services,
                    tests,
                    Collections.unmodifiableSet(offered),
                    deployment(spec),
                    Collections.unmodifiableSet(
                            new TreeSet<>(parts(spec, TARGETS).keySet())),
                    text(spec, "docker_registry_id"),
                    spec.path("require_manual_confirm").asBoolean(),
                    spec.path("ref_repos").asBoolean(),
                    own(spec));
        }

        private static List<String> services(JsonNode spec, String kind) {
            var lists = new ArrayList<>(SERVICES);
            BUILDS.stream()
                    .filter(list -> !spec.path(list).isEmpty())
                    .findFirst()
                    .ifPresent(lists::add);
            if (!kind.isEmpty()) {
                lists.add("services");
            }
            if (text(spec, "source").equals("fromjob")) {
                lists.addAll(SERVICES_OF_JOB);
            }
            return lists;
        }

        private static String text(JsonNode node, String field) {
            return node.path(field).asText("");
        }

        private static Map<String, Part> parts(JsonNode spec, List<String> lists) throws IOException {
            var parts = new TreeMap<String, Part>();
            for (String list : lists) {
                for (JsonNode item : spec.path(list)) {
                    var name = name(item);
                    // The list of all that exists can lack what the configured one has, and the other way round.
                    if (!name.isEmpty() && parts.getOrDefault(name, Part.NONE).equals(Part.NONE)) {
                        parts.put(name, part(item, list.equals("patch_items") ? "params" : "key_vals"));
                    }
                }
            }
            return Collections.unmodifiableMap(parts);
        }

        private static String name(JsonNode item) {
            var service = text(item, "service_name");
            var module = text(item, "service_module");
            if (!service.isEmpty()) {
                return module.isEmpty() ? service : service + "/" + module;
            }
            if (item.has("resource_kind")) {
                return JobChoices.resource(
                        text(item, "resource_kind"),
                        text(item, "resource_name"),
                        text(item, "resource_group"),
                        text(item, "resource_version"));
            }
            return Stream.of("name", "target", "k8s_service_name", "iteration_id")
                    .map(field -> text(item, field))
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElseGet(() -> Stream.of("workload_type", "workload_name", "container_name")
                            .map(field -> text(item, field))
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining("/")));
        }

        private static Part part(JsonNode item, String variables) throws IOException {
            return new Part(
                    list(item.path(variables), Variable.class), list(item.path("repos"), StoredRepository.class));
        }

        /** {@code null} where the server sends nothing at all; Go sends an empty list as {@code null}. */
        @CheckForNull
        private static <T> List<T> list(JsonNode items, Class<T> type) throws IOException {
            if (items.isMissingNode()) {
                return null;
            }
            var list = new ArrayList<T>();
            for (JsonNode item : items) {
                if (item.isObject()) {
                    list.add(Json.MAPPER.treeToValue(item, type));
                }
            }
            return List.copyOf(list);
        }

        private static Deployment deployment(JsonNode spec) {
            var environment = text(spec, "env");
            var marked = environment.startsWith(Variable.FIXED);
            var contents = spec.path("deploy_contents");
            var images = contents.isEmpty();
            var variables = false;
            for (JsonNode content : contents) {
                images |= content.asText("").equals("image");
                variables |= content.asText("").equals("vars");
            }
            var strategy =
                    text(spec, "merge_strategy_source").equals("fixed") ? text(spec, "value_merge_strategy") : "";
            var synchronised = text(spec, "value_sync_strategy").equals("auto");
            return new Deployment(
                    marked ? environment.substring(Variable.FIXED.length()) : environment,
                    marked || text(spec, "env_source").equals("fixed"),
                    spec.path("production").asBoolean(),
                    images,
                    new Values(variables && !synchronised, contents.size() > 1, strategy));
        }

        /** Before 3.4.0 variables are properties, and repositories are a step (zadig-servers 4.10). */
        private static Part own(JsonNode spec) throws IOException {
            var inputs = spec.path("plugin").path("inputs");
            if (inputs.isArray()) {
                return new Part(list(inputs, Variable.class), null);
            }
            if (spec.has("iterations")) {
                return new Part(stored(spec, "project_id", "status"), null);
            }
            var part = part(spec, "envs");
            return new Part(
                    part.variables() == null
                            ? list(spec.path("properties").path("envs"), Variable.class)
                            : part.variables(),
                    part.repositories() == null ? checkedOutBySteps(spec.path("steps")) : part.repositories());
        }

        /** Fields of a job that a run gives, as variables are. */
        private static List<Variable> stored(JsonNode spec, String... fields) {
            return Stream.of(fields)
                    .map(field -> new Variable(field, "string", text(spec, field), false, List.of()))
                    .toList();
        }

        @CheckForNull
        private static List<StoredRepository> checkedOutBySteps(JsonNode steps) throws IOException {
            for (JsonNode step : steps) {
                if (text(step, "type").equals("git")) {
                    return list(step.path("spec").path("repos"), StoredRepository.class);
                }
            }
            // Steps that check out nothing take no repository either.
            return steps.isEmpty() ? null : List.of();
        }
    }
}
