package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A case of a JUnit report as Zadig tells it (api-facts 6.3). */
public record TestCase(String className, String name, double seconds, Result result, String message, String text) {
    /** How a case ended. */
    public enum Result {
        PASSED,
        FAILED,
        ERROR,
        SKIPPED
    }

    public static TestCase passed(String className, String name, double seconds) {
        return new TestCase(className, name, seconds, Result.PASSED, "", "");
    }

    public static TestCase failed(String className, String name, double seconds, String message, String text) {
        return new TestCase(className, name, seconds, Result.FAILED, message, text);
    }

    public static TestCase error(String className, String name, double seconds, String message, String text) {
        return new TestCase(className, name, seconds, Result.ERROR, message, text);
    }

    public static TestCase skipped(String className, String name) {
        return new TestCase(className, name, 0, Result.SKIPPED, "", "");
    }

    ObjectNode json() {
        var node =
                Json.object().put("tc_name", name).put("classname", className).put("time", seconds);
        node.set("failure", result == Result.FAILED ? problem() : null);
        node.set("skipped", result == Result.SKIPPED ? Json.object() : null);
        node.put("system_out", "").put("system_err", "");
        node.set("error", result == Result.ERROR ? problem() : null);
        return node;
    }

    private ObjectNode problem() {
        return Json.object()
                .put("message", message)
                .put("type", message.contains(":") ? message.substring(0, message.indexOf(':')) : "AssertionError")
                .put("text", text);
    }
}
