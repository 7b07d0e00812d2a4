package io.jenkins.plugins.zadig.order;

import hudson.model.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundResolvable;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * A map of a Jenkinsfile that a form shows as text. Stapler cannot bind text to a map, so the form has the text under a
 * name of its own: that of the map and {@code Text}.
 *
 * @param field what users call the map
 * @param values the map itself, which a form fills; {@code null} stands for an empty one
 * @param format its text
 * @param parse throws {@link IllegalArgumentException} saying why a text is no such map
 */
public record TextMap(
        String field,
        Map<String, Object> values,
        Function<Map<String, Object>, String> format,
        Function<String, Map<String, Object>> parse) {
    public TextMap {
        values = values == null ? new LinkedHashMap<>() : values;
    }

    /** Something that has such a map. */
    public interface Owner extends DataBoundResolvable {
        /** The map, to be shown and to be filled. */
        TextMap textMap();

        /** For the form. */
        default String getMapText() {
            var map = textMap();
            return map.format.apply(map.values);
        }

        /**
         * Fills the map, where the form has its field.
         *
         * @throws Failure saying why the text is no such map
         */
        @Override
        default Object bindResolve(StaplerRequest2 request, JSONObject form) {
            var map = textMap();
            if (form.has(map.field + "Text")) {
                try {
                    map.values.clear();
                    map.values.putAll(map.parse.apply(form.optString(map.field + "Text")));
                } catch (IllegalArgumentException x) {
                    throw new Failure(x.getMessage());
                }
            }
            return this;
        }
    }
}
