package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Failure;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.PlainJson;
import java.util.Map;
import net.sf.json.JSONObject;

/** The map of a Jenkinsfile as a form shows it, where its values are more than text: a JSON object. */
final class JsonText {
    private JsonText() {}

    static String format(@CheckForNull Map<String, Object> values) {
        return values == null || values.isEmpty() ? "" : PlainJson.write(values);
    }

    /** Fills a map with that of a form's field, where a form has that field. */
    static void bind(JSONObject form, String field, Map<String, Object> target) {
        if (form.has(field)) {
            try {
                target.clear();
                target.putAll(parse(form.optString(field)));
            } catch (IllegalArgumentException x) {
                throw new Failure(Messages.JsonText_noJson(x.getMessage()));
            }
        }
    }

    static FormValidation check(@CheckForNull String text) {
        try {
            parse(text);
            return FormValidation.ok();
        } catch (IllegalArgumentException x) {
            return FormValidation.error(Messages.JsonText_noJson(x.getMessage()));
        }
    }

    private static Map<String, Object> parse(@CheckForNull String json) {
        return Util.fixEmptyAndTrim(json) == null ? Map.of() : PlainJson.read(json);
    }
}
