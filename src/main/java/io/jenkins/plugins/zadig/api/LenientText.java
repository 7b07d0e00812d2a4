package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Text that some job or variable types send as an object or list: anything but a scalar reads as empty. */
final class LenientText extends StdDeserializer<String> {
    private static final long serialVersionUID = 1L;

    LenientText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return read(parser);
    }

    @Override
    public String getEmptyValue(DeserializationContext context) {
        return "";
    }

    /** Reads the value at the parser's current token and leaves the parser at its last token. */
    static String read(JsonParser parser) throws IOException {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
            return "";
        }
        var text = parser.getValueAsString();
        return text == null ? "" : text;
    }
}
