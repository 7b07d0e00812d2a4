package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Map;

/**
 * A case of a JUnit report that Zadig keeps (api-facts section 6.3).
 *
 * @param seconds how long it took; what test tools write, so negative, NaN and absurd values occur
 * @param failure an assertion that failed, or {@code null}
 * @param error an unexpected problem, or {@code null}
 * @param skipped not {@code null} when it was skipped
 */
public record TestCase(
        @JsonProperty("classname") String className,
        @JsonProperty("tc_name") String name,
        @JsonProperty("time") double seconds,
        @CheckForNull Trouble failure,
        @CheckForNull Trouble error,
        @CheckForNull Map<String, Object> skipped,
        @JsonProperty("system_out") String output,
        @JsonProperty("system_err") String errorOutput) {
    public TestCase {
        className = Text.orEmpty(className);
        name = Text.orEmpty(name);
        output = Text.orEmpty(output);
        errorOutput = Text.orEmpty(errorOutput);
    }

    /** What went wrong. */
    public record Trouble(
            @JsonDeserialize(using = LenientText.class) String message,
            @JsonDeserialize(using = LenientText.class) String type,
            @JsonDeserialize(using = LenientText.class) String text) {
        public Trouble {
            message = Text.orEmpty(message);
            type = Text.orEmpty(type);
            text = Text.orEmpty(text);
        }
    }
}
