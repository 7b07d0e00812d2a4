package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a list of objects, and of anything else nothing. */
final class ObjectList {
    /** Reads one object, from after its start to its end. */
    @FunctionalInterface
    interface Item<T> {
        T read(JsonParser parser) throws IOException;
    }

    private ObjectList() {}

    static <T> List<T> read(JsonParser parser, Item<T> item) throws IOException {
        var items = new ArrayList<T>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return items;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                items.add(item.read(parser));
            } else {
                parser.skipChildren();
            }
        }
        return items;
    }
}
