package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A case of a JUnit report as Zadig tells it (zadig-servers 18.3). */
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

    /** Cases of a large suite, of which one in a hundred fails and one in fifty is skipped. */
    public static TestCase[] many(int count) {
        var cases = new TestCase[count];
        for (int i = 0; i < count; i++) {
            var of = "com.example.shop.module" + i / 1_000 + ".Suite" + i / 20 + "Test";
            var name = "handlesCase" + i + "OfTheOrderThatArrives";
            cases[i] = i % 100 == 99
                    ? failed(of, name, 0.25, "expected: <200> but was: <500>", stackTrace(of, i))
                    : i % 50 == 0 ? skipped(of, name) : passed(of, name, i % 1_000 / 1_000.0);
        }
        return cases;
    }

    private static String stackTrace(String of, int line) {
        return ("org.opentest4j.AssertionFailedError: expected: <200> but was: <500>\n\tat " + of + ".call(" + line
                        + ")\n")
                .repeat(10);
    }

    boolean isBad() {
        return result == Result.FAILED || result == Result.ERROR;
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

    /** The type of the problem: said in brackets, before a colon, or an assertion's. */
    private String type() {
        if (message.matches("\\[\\w+] .*")) {
            return message.substring(1, message.indexOf(']'));
        }
        return message.contains(":") ? message.substring(0, message.indexOf(':')) : "AssertionError";
    }

    private ObjectNode problem() {
        return Json.object()
                .put("message", message.replaceFirst("^\\[\\w+] ", ""))
                .put("type", type())
                .put("text", text);
    }
}
