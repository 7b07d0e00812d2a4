package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** Records as JSON, for files that later versions of the plugin read, too: what they do not know is ignored. */
public final class RecordJson {
    private RecordJson() {}

    /** @throws IllegalArgumentException for a record with a value that has no JSON */
    public static byte[] write(Record value) {
        try {
            return Json.MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException x) {
            throw new IllegalArgumentException(x.getOriginalMessage());
        }
    }

    /**
     * What {@link #write} wrote; text and lists that are missing are empty, all else is {@code null}, 0 or
     * {@code false}.
     *
     * @throws IOException if it is no such record
     */
    public static <T extends Record> T read(byte[] json, Class<T> type) throws IOException {
        var value = Json.MAPPER.readValue(json, type);
        if (value == null) {
            throw new IOException("nothing in it");
        }
        return value;
    }
}
