package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.PlainJson;
import java.util.Map;

/** The text of a map whose values are more than text: a JSON object. */
final class JsonText {
    private JsonText() {}

    static TextMap of(String field, @CheckForNull Map<String, Object> values) {
        return new TextMap(field, values, JsonText::format, JsonText::parse);
    }

    private static String format(Map<String, Object> values) {
        return values.isEmpty() ? "" : PlainJson.write(values);
    }

    static FormValidation check(@CheckForNull String text) {
        try {
            parse(text);
            return FormValidation.ok();
        } catch (IllegalArgumentException x) {
            return FormValidation.error(x.getMessage());
        }
    }

    private static Map<String, Object> parse(@CheckForNull String json) {
        try {
            return Util.fixEmptyAndTrim(json) == null ? Map.of() : PlainJson.read(json);
        } catch (IllegalArgumentException x) {
            throw new IllegalArgumentException(Messages.JsonText_noJson(x.getMessage()), x);
        }
    }
}
