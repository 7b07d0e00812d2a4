package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a request says to one test or scan: variables, and what to check out. */
record Checkout(Line line, Repositories repositories) {
    void update(JsonNode module, JsonNode said) {
        JobKind.assign(module.path("key_vals"), said.path("inputs"), line.takesSeveral());
        if (line.replacesRepositoriesOfTests() && !said.path("repo_info").isEmpty()) {
            ((ObjectNode) module).set("repos", repositories.named(module.path("repos"), said.path("repo_info")));
        } else {
            repositories.merge(module.path("repos"), said.path("repo_info"), line.replacesRepositoriesOfTests());
        }
    }
}
