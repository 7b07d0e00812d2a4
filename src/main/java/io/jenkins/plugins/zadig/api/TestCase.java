package io.jenkins.plugins.zadig.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * A case of a JUnit report that Zadig keeps (zadig-servers 18.3). Its texts are what a test wrote, so any character
 * can occur in them; very long ones are cut in the middle.
 *
 * @param seconds how long it took; what test tools write, so negative, NaN and absurd values occur
 * @param failure an assertion that failed, or {@code null}
 * @param error an unexpected problem, or {@code null}
 * @param skipped why it was skipped, perhaps empty; {@code null} when it was not
 */
public record TestCase(
        String className,
        String name,
        double seconds,
        @CheckForNull Trouble failure,
        @CheckForNull Trouble error,
        @CheckForNull String skipped,
        String output,
        String errorOutput) {
    /** What went wrong. */
    public record Trouble(String message, String type, String text) {}
}
