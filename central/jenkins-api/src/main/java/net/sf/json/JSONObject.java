package net.sf.json;

import java.util.LinkedHashMap;

public final class JSONObject extends LinkedHashMap<String, Object> implements JSON {
    private static final long serialVersionUID = 1L;

    public JSONObject() {}

    public boolean has(String key) {
        return containsKey(key);
    }

    public String optString(String key) {
        Object value = get(key);
        return value == null ? "" : value.toString();
    }

    @Override
    public Object put(String key, Object value) {
        return super.put(key, value);
    }
}
