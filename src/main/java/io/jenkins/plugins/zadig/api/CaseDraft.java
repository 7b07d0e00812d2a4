package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** A test case of which not everything has been read yet. */
final class CaseDraft {
    private static final TestCase.Trouble NOTHING_SAID = new TestCase.Trouble("", "", "");

    private String className = "";
    private String name = "";
    private double seconds;
    private TestCase.Trouble failure;
    private TestCase.Trouble error;
    private String skipped;
    private String output = "";
    private String errorOutput = "";

    /** Takes the start of an object. An empty one counts, too: a case with an empty failure has failed. */
    void open(String field) {
        switch (field) {
            case "failure" -> failure = NOTHING_SAID;
            case "error" -> error = NOTHING_SAID;
            case "skipped" -> skipped = "";
            default -> {}
        }
    }

    /** Takes a plain value. */
    void field(String field, String text) {
        switch (field) {
            case "classname" -> className = text;
            case "tc_name" -> name = text;
            case "system_out" -> output = text;
            case "system_err" -> errorOutput = text;
            case "failure" -> failure = new TestCase.Trouble("", "", text);
            case "error" -> error = new TestCase.Trouble("", "", text);
            case "skipped" -> skipped = text;
            default -> {}
        }
    }

    /** Takes a value of an object. */
    void inside(String object, String field, String text) {
        switch (object) {
            case "failure" -> failure = with(failure, field, text);
            case "error" -> error = with(error, field, text);
            case "skipped" -> {
                if (field.equals("message") || field.equals("text")) {
                    skipped = text;
                }
            }
            default -> {}
        }
    }

    @CheckForNull
    private static TestCase.Trouble with(@CheckForNull TestCase.Trouble trouble, String field, String text) {
        return trouble == null
                ? null
                : switch (field) {
                    case "message" -> new TestCase.Trouble(text, trouble.type(), trouble.text());
                    case "type" -> new TestCase.Trouble(trouble.message(), text, trouble.text());
                    case "text" -> new TestCase.Trouble(trouble.message(), trouble.type(), text);
                    default -> trouble;
                };
    }

    void seconds(double duration) {
        seconds = duration;
    }

    /** A duration that is no number in JSON; NaN where it is none at all. */
    static double seconds(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException x) {
            return Double.NaN;
        }
    }

    TestCase finish() {
        return new TestCase(className, name, seconds, failure, error, skipped, output, errorOutput);
    }
}
