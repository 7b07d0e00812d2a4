package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists, creates, updates and deletes workflow views (zadig-servers 21.1, 21.2). */
final class ViewCalls {
    private final World world;
    private final Views views;

    ViewCalls(World world, Views views) {
        this.world = world;
        this.views = views;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.LIST_VIEWS, this::list);
        handlers.put(Operation.CREATE_VIEW, this::create);
        handlers.put(Operation.UPDATE_VIEW, this::update);
        handlers.put(Operation.DELETE_VIEW, this::delete);
    }

    private Answer list(Call call) {
        var list = Json.array();
        for (Views.View view : views.of(call.required("projectKey"))) {
            var node = list.addObject().put("name", view.name()).put("project_key", view.project());
            var workflows = node.putArray("workflows");
            view.entries().stream()
                    .filter(Views.Entry::enabled)
                    .forEach(entry -> workflows
                            .addObject()
                            .put("workflow_key", entry.workflow())
                            .put("workflow_type", entry.type()));
            node.put("update_time", view.updated()).put("update_by", view.updatedBy());
        }
        return Answer.json(list);
    }

    /** Every entry is enabled, whatever the request says. */
    private Answer create(Call call) {
        var body = call.object();
        var project = body.path("project_key").asText();
        var name = body.path("name").asText();
        if (project.isEmpty() || name.isEmpty()) {
            throw Refusal.invalid("project_key and name are required");
        }
        checkAdmin(call, project);
        if (views.find(project, name).isPresent()) {
            throw Refusal.business(6892, "mongo duplicate key error");
        }
        var entries = entries(body.path("workflow_list")).stream()
                .map(entry -> new Views.Entry(entry.workflow(), entry.type(), true))
                .toList();
        views.put(view(call, project, name, entries));
        return Answer.success();
    }

    /** Entries of the request are switched on or off, or added when they are on; others stay as they are. */
    private Answer update(Call call) {
        var project = call.required("projectKey");
        var name = call.path("name");
        checkAdmin(call, project);
        var view = views.find(project, name)
                .orElseThrow(
                        () -> Refusal.internal("failed to find workflow view " + name + " for project " + project));
        var entries = new LinkedHashMap<String, Views.Entry>();
        view.entries().forEach(entry -> entries.put(entry.workflow(), entry));
        for (Views.Entry entry : entries(call.object().path("workflow_list"))) {
            if (entry.enabled() || entries.containsKey(entry.workflow())) {
                entries.put(entry.workflow(), entry);
            }
        }
        views.put(view(call, project, name, List.copyOf(entries.values())));
        return Answer.success();
    }

    private Answer delete(Call call) {
        var project = call.required("projectKey");
        checkAdmin(call, project);
        views.remove(views.find(project, call.path("name"))
                .orElseThrow(() -> Refusal.business(6894, "find workflow view error: mongo: no documents in result")));
        return Answer.success();
    }

    private Views.View view(Call call, String project, String name, List<Views.Entry> entries) {
        return new Views.View(project, name, entries, call.user().name(), Json.seconds(world.now()));
    }

    private static List<Views.Entry> entries(JsonNode list) {
        var entries = new ArrayList<Views.Entry>();
        list.forEach(entry -> entries.add(new Views.Entry(
                entry.path("workflow_key").asText(),
                entry.path("workflow_type").asText(),
                entry.path("enabled").asBoolean())));
        return entries;
    }

    private void checkAdmin(Call call, String project) {
        if (world.line().checksExecutePermission()
                && !call.user().may(Permission.ADMINISTER, project, world.projects())) {
            throw Refusal.empty(403);
        }
    }
}
