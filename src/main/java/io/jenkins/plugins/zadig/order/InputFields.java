package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields that servers read of what a job is given. They drop a field of another name without a word, and take a map
 * for nothing where a list belongs (zadig-servers 6.16).
 *
 * @param values fields of one value each
 * @param lists fields of several entries each, and what is read of an entry
 */
record InputFields(Set<String> values, Map<String, InputFields> lists) {
    /** What servers read as numbers, or as yes and no; all else are texts. */
    private static final Set<String> NO_TEXTS =
            Set.of("pr", "prs", "enable_commit", "submodules", "changelist_id", "shelve_id");

    private static final InputFields VARIABLE = of("key", "value", "type");

    private static final InputFields REPOSITORY = of(
            "codehost_name",
            "repo_namespace",
            "repo_name",
            "branch",
            "pr",
            "prs",
            "enable_commit",
            "commit_id",
            "remote_name",
            "checkout_path",
            "submodules",
            "stream",
            "view_mapping",
            "changelist_id",
            "shelve_id");

    private static final InputFields CONTAINER = of("workload_type", "workload_name", "container_name", "image_name");

    private static final Map<String, InputFields> BY_TYPE = Map.ofEntries(
            Map.entry("zadig-build", of("registry").with("service_list", part("service_name", "service_module"))),
            Map.entry(
                    "zadig-deploy",
                    of("env_name")
                            .with(
                                    "service_list",
                                    of("service_name", "service_module", "image_name", "value_merge_strategy"))),
            Map.entry("zadig-vm-deploy", of("env_name").with("service_list", of("service_name", "file_name"))),
            Map.entry("zadig-test", parts("testing_list", "testing_name")),
            Map.entry("zadig-scanning", parts("scanning_list", "scanning_name")),
            Map.entry(
                    "freestyle",
                    of().with("kv", VARIABLE)
                            .with("repo_info", REPOSITORY)
                            .with("services", part("service_name", "service_module"))),
            Map.entry("plugin", of().with("kv", VARIABLE)),
            Map.entry("custom-deploy", of().with("target_list", CONTAINER)),
            Map.entry("k8s-gray-release", of().with("target_list", CONTAINER)),
            Map.entry("k8s-gray-rollback", of().with("target_list", of("workload_type", "workload_name"))),
            Map.entry("k8s-blue-green-deploy", of().with("service_list", of("service_name", "image_name"))),
            Map.entry("k8s-canary-deploy", of().with("service_list", of("service_name", "image_name"))),
            Map.entry(
                    "k8s-resource-patch",
                    of().with(
                                    "target_list",
                                    of("resource_name", "resource_kind", "resource_group", "resource_version")
                                            .with("inputs", VARIABLE))),
            Map.entry("sql", of("database_name", "sql")),
            Map.entry("tapd", of("project_id", "project_name", "status", "iteration_ids")));

    private static InputFields of(String... values) {
        return new InputFields(Set.of(values), Map.of());
    }

    private static InputFields part(String... names) {
        return of(names).with("repo_info", REPOSITORY).with("inputs", VARIABLE);
    }

    private static InputFields parts(String list, String name) {
        return of().with(list, part(name)).with("service_list", part("service_name", "service_module"));
    }

    private InputFields with(String list, InputFields entries) {
        var all = new HashMap<>(lists);
        all.put(list, entries);
        return new InputFields(values, Map.copyOf(all));
    }

    /** The fields of a type of job; none for a type that takes no input. */
    static InputFields ofJob(String type) {
        return BY_TYPE.getOrDefault(type, of());
    }

    /**
     * What is given, with texts in place of numbers and booleans where servers read texts: they refuse anything else
     * (zadig-servers 3.23).
     */
    Map<String, Object> texts(Map<String, ?> given) {
        var texts = new LinkedHashMap<String, Object>();
        given.forEach((name, value) -> {
            var entries = lists.get(name);
            texts.put(name, NO_TEXTS.contains(name) ? value : entries == null ? text(value) : entries.each(value));
        });
        return texts;
    }

    @CheckForNull
    private Object each(@CheckForNull Object entries) {
        return entries instanceof List<?> items && items.stream().allMatch(Map.class::isInstance)
                ? Inputs.maps(items).stream().map(this::texts).toList()
                : entries;
    }

    @CheckForNull
    private static Object text(@CheckForNull Object value) {
        if (value instanceof List<?> items) {
            return items.stream().map(InputFields::text).toList();
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : value;
    }

    /** Makes a problem of each field that a server would not read. */
    void check(String place, Map<String, ?> given, Planning planning) {
        given.forEach(
                (name, value) -> check(place + (place.contains(": ") ? "." : ": ") + name, name, value, planning));
        if (equals(VARIABLE)) {
            for (String field : List.of("key", "value")) {
                if (!given.containsKey(field)) {
                    planning.problem(Kind.FIELD_MISSING, place + "." + field);
                }
            }
        }
    }

    private void check(String place, String name, @CheckForNull Object value, Planning planning) {
        var entries = lists.get(name);
        if (entries != null) {
            entries.checkEach(place, value, planning);
        } else if (!values.contains(name)) {
            planning.problem(Kind.NO_EFFECT, place, "", names());
        }
    }

    private void checkEach(String place, @CheckForNull Object value, Planning planning) {
        if (value instanceof List<?> items && items.stream().allMatch(Map.class::isInstance)) {
            for (int i = 0; i < items.size(); i++) {
                check(place + "[" + i + "]", Inputs.maps(List.of(items.get(i))).get(0), planning);
            }
        } else if (value != null) {
            planning.problem(Kind.NOT_A_LIST, place, "", names());
        }
    }

    private List<String> names() {
        var names = new TreeSet<>(values);
        names.addAll(lists.keySet());
        return List.copyOf(names);
    }
}
