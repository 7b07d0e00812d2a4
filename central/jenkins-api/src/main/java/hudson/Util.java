package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Util {
    private static final Pattern MACRO = Pattern.compile("\\$\\$|\\$\\{([^}]+)}|\\$([A-Za-z0-9_]+)");
    private static final String UNRESERVED = "-_.~";

    @NonNull
    public static <T> List<T> filter(@NonNull Iterable<?> base, @NonNull Class<T> type) {
        List<T> matching = new ArrayList<>();
        for (Object o : base) {
            if (type.isInstance(o)) {
                matching.add(type.cast(o));
            }
        }
        return matching;
    }

    @NonNull
    public static <T> List<T> filter(@NonNull List<?> base, @NonNull Class<T> type) {
        return filter((Iterable<?>) base, type);
    }

    @Nullable
    public static String replaceMacro(@CheckForNull String s, @NonNull Map<String, String> properties) {
        if (s == null) {
            return null;
        }
        Matcher matcher = MACRO.matcher(s);
        StringBuilder expanded = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            String value = name == null ? "$" : properties.get(name);
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(expanded).toString();
    }

    @NonNull
    public static String fixNull(@CheckForNull String s) {
        return fixNull(s, "");
    }

    @NonNull
    public static <T> T fixNull(@CheckForNull T s, @NonNull T defaultValue) {
        return s == null ? defaultValue : s;
    }

    @CheckForNull
    public static String fixEmpty(@CheckForNull String s) {
        return s == null || s.isEmpty() ? null : s;
    }

    @CheckForNull
    public static String fixEmptyAndTrim(@CheckForNull String s) {
        return s == null ? null : fixEmpty(s.trim());
    }

    @NonNull
    public static String rawEncode(@NonNull String s) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    @Nullable
    public static String escape(@CheckForNull String text) {
        if (text == null) {
            return null;
        }
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\n' -> escaped.append("<br>");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#039;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @NonNull
    public static String getTimeSpanString(long duration) {
        long days = TimeUnit.MILLISECONDS.toDays(duration);
        long hours = TimeUnit.MILLISECONDS.toHours(duration) % 24;
        long minutes = TimeUnit.MILLISECONDS.toMinutes(duration) % 60;
        long seconds = TimeUnit.MILLISECONDS.toSeconds(duration) % 60;
        if (days > 0) {
            return span(days, days == 1 ? " day" : " days", hours, " hr");
        }
        if (hours > 0) {
            return span(hours, " hr", minutes, " min");
        }
        if (minutes > 0) {
            return span(minutes, " min", seconds, " sec");
        }
        if (duration < 100) {
            return duration + " ms";
        }
        BigDecimal exact = BigDecimal.valueOf(duration, 3);
        int digits = duration < 1_000 ? 2 : duration < 10_000 ? 1 : 0;
        return exact.setScale(digits, RoundingMode.DOWN).stripTrailingZeros().toPlainString() + " sec";
    }

    /** The smaller unit is told beside few of the bigger one. */
    private static String span(long big, String unit, long small, String smallUnit) {
        return big + unit + (big < 10 ? " " + small + smallUnit : "");
    }
}
