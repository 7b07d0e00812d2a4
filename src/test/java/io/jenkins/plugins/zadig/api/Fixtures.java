package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** JSON that Zadig sends and reads, by operation and case. */
public final class Fixtures {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Fixtures() {}

    static JsonNode json(String operation, String name) {
        try (var stream = Fixtures.class.getResourceAsStream(operation + "/" + name)) {
            return MAPPER.readTree(stream);
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    /** The names of all cases of an operation. */
    static List<String> names(String operation) {
        try (var files =
                Files.list(Path.of(Fixtures.class.getResource(operation).toURI()))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException | URISyntaxException x) {
            throw new IllegalStateException(x);
        }
    }

    static <T> T decode(JsonNode json, Class<T> type) {
        return decode(json.toString(), type);
    }

    /** What the plugin makes of an answer. */
    public static <T> T decode(String json, Class<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }
}
