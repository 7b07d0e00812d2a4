package net.sf.json;

import java.util.ArrayList;

public final class JSONArray extends ArrayList<Object> implements JSON {
    private static final long serialVersionUID = 1L;

    public JSONArray() {}
}
