package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Records as JSON, for files that later versions of the plugin read, too: what they do not know is ignored. */
public final class RecordJson {
    private static final ObjectMapper MAPPER = Json.builder().build();

    private RecordJson() {}

    /** A record in UTF-8. */
    public static byte[] write(Record value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException x) {
            throw new IllegalArgumentException(x.getOriginalMessage());
        }
    }

    /**
     * What {@link #write} wrote; its canonical constructor sees {@code null}, 0 or {@code false} for what is missing.
     *
     * @throws IOException if it is no such record
     */
    public static <T extends Record> T read(byte[] json, Class<T> type) throws IOException {
        var value = MAPPER.readValue(json, type);
        if (value == null) {
            throw new IOException("nothing in it");
        }
        return value;
    }
}
