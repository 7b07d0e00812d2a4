package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Lists what a run can name: registries (recorded from 1.18 to 5.0), code hosts, branches and environments (read in the
 * source of these lines).
 */
final class ProjectCalls {
    private final World world;

    ProjectCalls(World world) {
        this.world = world;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.LIST_REGISTRIES, call -> registries());
        handlers.put(Operation.DELETE_BUILD, call -> {
            world.deleteBuild(call.query("name"));
            return Answer.success();
        });
        handlers.put(Operation.LIST_CODEHOSTS, call -> codehosts());
        handlers.put(Operation.LIST_LARK_GROUPS, call -> {
            throw Refusal.internal("invalid query type");
        });
        handlers.put(Operation.LIST_OPERATIONS, call -> {
            throw call.user().isAdmin()
                    ? Refusal.business(6652, "strconv.Atoi: parsing \"\": invalid syntax")
                    : Refusal.empty(403);
        });
        handlers.put(Operation.GET_LANGUAGE, call -> Answer.json(Json.object().put("language", "zh-cn")));
        handlers.put(Operation.LIST_BRANCHES, ProjectCalls::branches);
        handlers.put(Operation.LIST_ENVIRONMENTS, call -> environments(call, false));
        handlers.put(Operation.LIST_PRODUCTION_ENVIRONMENTS, call -> environments(call, true));
        handlers.put(Operation.GET_ENVIRONMENT, call -> environment(call, false));
        handlers.put(Operation.GET_PRODUCTION_ENVIRONMENT, call -> environment(call, true));
        handlers.put(Operation.LIST_SERVICES, this::services);
    }

    private Answer registries() {
        var list = Json.array();
        world.settings()
                .registries()
                .forEach(registry -> list.addObject()
                        .put("registry_id", registry.id())
                        .put("address", registry.address())
                        .put("provider", "native")
                        .put("region", "")
                        .put("namespace", registry.namespace())
                        .put("is_default", list.size() == 1));
        return Answer.json(list);
    }

    /** Keys are masked, what else is there is in clear. */
    private Answer codehosts() {
        var list = Json.array();
        world.settings()
                .codehosts()
                .forEach(codehost -> list.addObject()
                        .put("id", codehost.id())
                        .put("address", codehost.address())
                        .put("type", "gitlab")
                        .put("access_token", "******")
                        .put("private_access_token", PlantedSecrets.OAUTH_TOKEN)
                        .put("alias", codehost.name()));
        return Answer.json(list);
    }

    private static Answer branches(Call call) {
        call.required("repoOwner");
        call.required("repoName");
        var list = Json.array();
        list.addObject().put("name", "main").put("protected", true).put("merged", false);
        list.addObject().put("name", "release/1.4").put("protected", false).put("merged", false);
        return Answer.json(list);
    }

    private Answer environments(Call call, boolean production) {
        var list = Json.array();
        var project = world.look(call.required("projectKey"));
        (production ? project.production : project.environments)
                .forEach(name -> describe(list.addObject(), project, name).put("production", production));
        return Answer.json(list);
    }

    private static ObjectNode describe(ObjectNode environment, ProjectDefinition project, String name) {
        if (project.aliases.containsKey(name)) {
            environment.put("envName", project.aliases.get(name));
        }
        return environment
                .put("env_key", name)
                .put("cluster_id", "0123456789abcdef12345678")
                .put("namespace", "shop-env-" + name)
                .put("registry_id", "r1")
                .put("status", project.asleep.contains(name) ? "sleeping" : "running")
                .put("update_by", "alice")
                .put("update_time", 1_700_000_000);
    }

    private Answer environment(Call call, boolean production) {
        var project = world.look(call.required("projectKey"));
        var name = call.path("name");
        if (!(production ? project.production : project.environments).contains(name)) {
            throw Refusal.notFound();
        }
        var answer = describe(Json.object().put("project_key", project.key), project, name);
        var services = answer.putArray("services");
        project.services().keySet().stream()
                .filter(service -> !project.undeployed.contains(service))
                .forEach(service -> describe(services.addObject().put("status", "Running"), project, service, name));
        return Answer.json(answer);
    }

    private Answer services(Call call) {
        var list = Json.array();
        var project = world.look(call.required("projectKey"));
        project.services().keySet().forEach(service -> describe(list.addObject(), project, service, ""));
        return Answer.json(list);
    }

    private static void describe(ObjectNode answer, ProjectDefinition project, String service, String environment) {
        var containers = answer.put("service_name", service)
                .put("type", project.charts.contains(service) ? "helm" : "k8s")
                .putArray("containers");
        project.services()
                .get(service)
                .forEach(module -> containers
                        .addObject()
                        .put("name", module)
                        .put("image", project.image(environment, new ServiceRef(service, module))));
    }
}
