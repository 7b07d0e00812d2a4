package io.jenkins.plugins.zadig.step;

import java.util.EnumMap;
import java.util.Map;

/** The operations on views, as a Jenkinsfile calls them. */
final class ViewWalks {
    private static final String CREATE =
            "def view = zadigCreateView(project: 'shop', name: '发布 1', workflows: [[workflow: 'release']])\n";
    private static final String PATH = "/openapi/workflows/view/%E5%8F%91%E5%B8%83%201";
    private static final Map<String, String> PROJECT = Map.of("projectKey", "shop");

    private ViewWalks() {}

    static Map<DocumentOperation, Walk> all() {
        var walks = new EnumMap<DocumentOperation, Walk>(DocumentOperation.class);
        walks.put(
                DocumentOperation.LIST_VIEWS,
                Walk.of(CREATE
                                + "def views = zadigListViews(project: 'shop')\n"
                                + "echo \"listed ${views.collect { it.name + ' by ' + it.updatedBy }} "
                                + "${views[0].workflows.collect { it.workflow + ' ' + it.type }}\"")
                        .sends("/openapi/workflows/view", PROJECT)
                        .prints("listed [发布 1 by jenkins-bot] [release custom]"));
        walks.put(
                DocumentOperation.CREATE_VIEW,
                Walk.of(CREATE + "echo \"made ${view.project} ${view.name} ${view.updated != null}\"\n")
                        .sends("/openapi/workflows/view", Map.of())
                        .body("""
                                {"project_key": "shop", "name": "发布 1", "workflow_list": [
                                 {"workflow_key": "release", "workflow_name": "发布 Release", "workflow_type": "custom",
                                  "enabled": true}]}
                                """)
                        .prints("made shop 发布 1 true"));
        walks.put(
                DocumentOperation.UPDATE_VIEW,
                Walk.of(CREATE
                                + "view = zadigUpdateView(project: 'shop', name: '发布 1', workflows: ["
                                + "[workflow: 'hotfix', enabled: true], [workflow: 'release', enabled: false]])\n"
                                + "echo \"now ${view.workflows.collect { it.workflow }} and "
                                + "${zadigListWorkflows(project: 'shop', view: '发布 1').collect { it.workflow }}\"")
                        .sends(PATH, PROJECT)
                        .body("""
                                {"workflow_list": [
                                 {"workflow_key": "hotfix", "workflow_name": "Hotfix", "workflow_type": "custom",
                                  "enabled": true},
                                 {"workflow_key": "release", "workflow_name": "发布 Release", "workflow_type": "custom",
                                  "enabled": false}]}
                                """)
                        .prints("now [hotfix] and [hotfix]"));
        walks.put(
                DocumentOperation.DELETE_VIEW,
                Walk.of(CREATE
                                + "zadigDeleteView(project: 'shop', name: '发布 1')\n"
                                + "echo \"left ${zadigListViews(project: 'shop')}\"")
                        .sends(PATH, PROJECT)
                        .prints("Deleted the view 发布 1 of the project shop", "left []"));
        return walks;
    }
}
