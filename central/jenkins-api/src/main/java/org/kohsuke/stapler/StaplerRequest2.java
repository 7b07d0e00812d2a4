package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletRequest;
import net.sf.json.JSONObject;

public interface StaplerRequest2 extends HttpServletRequest {
    String getRestOfPath();

    String getOriginalRestOfPath();

    <T> T findAncestorObject(Class<T> type);

    boolean hasParameter(String name);

    String getReferer();

    void bindJSON(Object bean, JSONObject src);
}
