package io.jenkins.plugins.zadig.task;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.ProductRunRequest;
import io.jenkins.plugins.zadig.api.ProductTaskDetail;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a run asks of one job, by which its task is recognised. It is written to disk, so it has names in clear and
 * values as digests; secret values are left out.
 *
 * @param optional whether a policy of the workflow may skip it, so that the task need not have it
 * @param parts what it names: {@code service/module}, or tests and scans; empty where it leaves that to the workflow
 * @param checkouts repositories that it must check out, as {@code namespace/name}; empty where that is not certain
 * @param values by their {@linkplain #slot places}, as digests
 */
public record AskedJob(
        String job,
        String type,
        boolean optional,
        List<String> parts,
        List<String> checkouts,
        Map<String, String> values) {
    /** Types of variables whose value a task shows as it was sent. */
    private static final Set<String> TEXTS = Set.of("", "string", "text", "choice");

    /** Types of jobs whose tasks show what they were given (zadig-servers 11.8). */
    private static final Set<String> SHOWN =
            Set.of("zadig-build", "zadig-deploy", "zadig-test", "zadig-scanning", "freestyle");

    private static final Set<String> SERVICES = Set.of("service_list", "services");
    private static final Map<String, String> TESTS =
            Map.of("testing_list", "testing_name", "scanning_list", "scanning_name");

    /** So many characters of a commit tell it from others; tasks show it in full. */
    private static final int COMMIT = 7;

    public AskedJob {
        parts = parts == null ? List.of() : List.copyOf(parts);
        checkouts = checkouts == null ? List.of() : List.copyOf(checkouts);
        values = values == null ? Map.of() : Map.copyOf(values);
    }

    /**
     * What a plan asks of its jobs.
     *
     * @param digest of a value
     */
    static List<AskedJob> of(LaunchPlan plan, UnaryOperator<String> digest) {
        return plan.request().jobs().stream()
                .map(input -> new Reader(input, digest)
                        .read(
                                plan.optional().contains(input.job()),
                                plan.checkouts().getOrDefault(input.job(), List.of())))
                .toList();
    }

    /**
     * What a run of a product workflow asks for, as one job: its services, and the branches that they are built from.
     *
     * @param digest of a value
     */
    static AskedJob of(ProductRunRequest request, UnaryOperator<String> digest) {
        var services = new TreeSet<String>();
        var values = new HashMap<String, String>();
        for (Map<?, ?> item : request.build()) {
            var service = Reader.text(item.get("service_name"));
            services.add(service);
            for (Map<?, ?> repository : Reader.maps(item.get("repo_info"))) {
                var branch = Reader.text(repository.get("branch"));
                if (!branch.isEmpty()) {
                    var name = Reader.text(repository.get("repo_name"));
                    values.put(slot("branch", service, name), digest.apply(branch));
                }
            }
        }
        return new AskedJob("", "product", false, List.copyOf(services), List.of(), values);
    }

    /** Whether a task of a product workflow has what was asked for (zadig-servers 22.10). */
    boolean isIn(ProductTaskDetail task, UnaryOperator<String> digest) {
        var services = task.targets().stream()
                .map(ProductTaskDetail.Target::name)
                .distinct()
                .sorted()
                .toList();
        return services.equals(parts)
                && task.targets().stream()
                        .allMatch(target -> target.code().stream().allMatch(code -> {
                            var asked = values.get(slot("branch", target.name(), code.repository()));
                            return asked == null || asked.equals(digest.apply(code.branch()));
                        }));
    }

    /** Whether a type of variable shows what was sent. */
    static boolean isText(String type) {
        return TEXTS.contains(type);
    }

    /** Where a value belongs: what it is, and of what. */
    static String slot(String... words) {
        return Arrays.stream(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    static String commit(String id) {
        return id.toLowerCase(Locale.ROOT).substring(0, Math.min(COMMIT, id.length()));
    }

    /** Merge requests in one text, in whatever order they are told. */
    static String numbers(List<?> prs) {
        return prs.stream().map(String::valueOf).sorted().collect(Collectors.joining(","));
    }

    /** Reads a job's parameters by Zadig's names. */
    private static final class Reader {
        private final JobInput input;
        private final UnaryOperator<String> digest;
        private final TreeSet<String> parts = new TreeSet<>();
        private final Map<String, String> values = new HashMap<>();

        Reader(JobInput input, UnaryOperator<String> digest) {
            this.input = input;
            this.digest = digest;
        }

        AskedJob read(boolean optional, List<String> checkouts) {
            if (SHOWN.contains(input.type())) {
                value(slot("environment"), text(input.parameters().get("env_name")));
                given("", input.parameters());
            }
            input.parameters().forEach((list, items) -> {
                for (Map<?, ?> item : maps(items)) {
                    if (SERVICES.contains(list)) {
                        service(item);
                    } else if (TESTS.containsKey(list)) {
                        part(text(item.get(TESTS.get(list))), item);
                    }
                }
            });
            return new AskedJob(input.job(), input.type(), optional, List.copyOf(parts), checkouts, values);
        }

        private void service(Map<?, ?> item) {
            var module = text(item.get("service_module"));
            var service = text(item.get("service_name"));
            var name = module.isEmpty() ? service : service + "/" + module;
            part(name, item);
            if (!module.isEmpty()) {
                value(slot("image", name), text(item.get("image_name")));
            }
        }

        private void part(String name, Map<?, ?> item) {
            if (!name.isEmpty()) {
                parts.add(name);
                if (SHOWN.contains(input.type())) {
                    given(name, item);
                }
            }
        }

        /** The variables and repositories of a part; those of a job without parts have no name. */
        private void given(String part, Map<?, ?> item) {
            for (String list : List.of("kv", "inputs")) {
                for (Map<?, ?> pair : maps(item.get(list))) {
                    var sent = text(pair.get("value"));
                    if (!input.secrets().contains(sent)) {
                        values.put(slot("variable", part, text(pair.get("key"))), digest.apply(sent));
                    }
                }
            }
            for (Map<?, ?> repository : maps(item.get("repo_info"))) {
                var name = text(repository.get("repo_namespace")) + "/" + text(repository.get("repo_name"));
                value(slot("branch", part, name), text(repository.get("branch")));
                value(slot("commit", part, name), commit(text(repository.get("commit_id"))));
                if (repository.get("prs") instanceof List<?> prs) {
                    values.put(slot("prs", part, name), digest.apply(numbers(prs)));
                } else if (!repository.containsKey("pr")) {
                    values.put(slot("prs", part, name), digest.apply(""));
                }
            }
        }

        private void value(String slot, String value) {
            if (!value.isEmpty()) {
                values.put(slot, digest.apply(value));
            }
        }

        private static List<Map<?, ?>> maps(@CheckForNull Object items) {
            return items instanceof List<?> list
                    ? list.stream()
                            .filter(Map.class::isInstance)
                            .<Map<?, ?>>map(Map.class::cast)
                            .toList()
                    : List.of();
        }

        private static String text(@CheckForNull Object value) {
            return value == null ? "" : value.toString();
        }
    }
}
