package io.jenkins.plugins.zadig.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workflow views of all projects (zadig-servers 21.1). */
final class Views {
    private final Map<String, View> views = new LinkedHashMap<>();

    /** A view; only enabled entries are told. */
    record View(String project, String name, List<Entry> entries, String updatedBy, long updated) {
        View {
            entries = List.copyOf(entries);
        }
    }

    record Entry(String workflow, String type, boolean enabled) {}

    Optional<View> find(String project, String name) {
        return Optional.ofNullable(views.get(project + "/" + name));
    }

    void put(View view) {
        views.put(view.project() + "/" + view.name(), view);
    }

    void remove(View view) {
        views.remove(view.project() + "/" + view.name());
    }

    List<View> of(String project) {
        var found = new ArrayList<>(views.values());
        found.removeIf(view -> !view.project().equals(project));
        // By name, the last first (recorded 1.18 to 5.0).
        found.sort(Comparator.comparing(View::name).reversed());
        return found;
    }

    /** What a view selects; an unknown view selects nothing, which Zadig takes for everything. */
    List<String> workflowsOf(String project, String name) {
        return find(project, name).stream()
                .flatMap(view -> view.entries().stream())
                .filter(Entry::enabled)
                .map(Entry::workflow)
                .toList();
    }
}
