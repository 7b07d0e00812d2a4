package io.jenkins.plugins.zadig.task;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Time spans as users write and read them: {@code 90s}, {@code 30m}, {@code 2h}, {@code 1d}, or {@code 1h30m}. */
public final class TimeSpan {
    private static final Pattern FORM = Pattern.compile("(?:\\d{1,6}[dhms])+");
    private static final Pattern PART = Pattern.compile("(\\d+)([dhms])");
    private static final Map<String, Long> SECONDS = Map.of("d", 86_400L, "h", 3_600L, "m", 60L, "s", 1L);

    private TimeSpan() {}

    /**
     * Reads a span.
     *
     * @throws IllegalArgumentException if it is none, or zero
     */
    public static Duration parse(String text) {
        var span = text.replace(" ", "");
        var seconds = 0L;
        if (FORM.matcher(span).matches()) {
            var parts = PART.matcher(span);
            while (parts.find()) {
                seconds += Long.parseLong(parts.group(1)) * SECONDS.get(parts.group(2));
            }
        }
        if (seconds == 0) {
            throw new IllegalArgumentException(text);
        }
        return Duration.ofSeconds(seconds);
    }

    /** The two largest units of a span, such as {@code 1h 5m}. */
    public static String format(Duration span) {
        var seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return join(seconds / 60 + "m", seconds % 60, "s");
        }
        return seconds < 86_400
                ? join(seconds / 3_600 + "h", seconds % 3_600 / 60, "m")
                : join(seconds / 86_400 + "d", seconds % 86_400 / 3_600, "h");
    }

    private static String join(String first, long second, String unit) {
        return second == 0 ? first : first + " " + second + unit;
    }
}
