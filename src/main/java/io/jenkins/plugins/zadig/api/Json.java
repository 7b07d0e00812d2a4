package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** How JSON is read and written: what is unknown is ignored, and errors quote no source. */
final class Json {
    /** Deep enough for any answer seen (about 15 levels), far below what a hostile one needs. */
    private static final int MAX_DEPTH = 200;

    /**
     * For what servers send and builds keep. Text that is missing or {@code null} becomes empty text. A list becomes
     * an empty list then, as Go sends an empty one as {@code null}; lists have no {@code null} in them.
     */
    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    // An excerpt of the answer in an exception could hold a credential.
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
            .annotationIntrospector(new Skipping())
            .withConfigOverride(
                    String.class, text -> text.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(
                    List.class, list -> list.setSetterInfo(JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.SKIP)))
            .withCoercionConfig(
                    LogicalType.Collection,
                    list -> list.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsEmpty))
            .build();

    /** Skips what a record does not know. Jackson would copy it first, as far as it comes before the record is complete. */
    private static final class Skipping extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated annotated) {
            return super.findPropertyIgnoralByName(config, annotated).withIgnoreUnknown();
        }
    }

    private Json() {}

    /** A list at the root of an answer, without its nulls; empty for {@code null}. */
    static <T> List<T> list(byte[] json, Class<T> type) throws IOException {
        List<T> items = MAPPER.readerForListOf(type).readValue(json);
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }
}
