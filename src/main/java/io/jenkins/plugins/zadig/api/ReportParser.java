package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads a test report piece by piece and hands over each case as soon as it is complete; holds one case at most. What
 * does not look as expected is left out, as long as it is JSON.
 */
final class ReportParser {
    /** Longest text of a case that is kept whole: as much as the junit plugin keeps of a failed case's output. */
    static final int MAX_TEXT = 100_000;

    /** Longest text that is read at all. */
    private static final int MAX_READ = 20_000_000;

    /** More cases than any suite has, and few enough for a controller's memory. */
    static final int MAX_CASES = 1_000_000;

    private static final int MAX_DEPTH = 50;

    private static final int OF_REPORT = 1;
    private static final int OF_SUITE = 2;
    private static final int OF_CASES = 3;
    private static final int OF_CASE = 4;
    private static final int OF_TROUBLE = 5;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_READ)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final Consumer<? super TestCase> cases;
    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    /** The field that is read at each depth. */
    private final String[] fields = new String[OF_TROUBLE + 1];

    private int depth;
    private int count;
    private boolean found;
    private boolean complete;
    private boolean inCases;
    private CaseDraft draft;

    ReportParser(Consumer<? super TestCase> cases) {
        this.cases = cases;
        try {
            parser = JSON.createNonBlockingByteArrayParser();
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
        feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
        Arrays.fill(fields, "");
    }

    /** Reads the next bytes, all of the first {@code length}, and keeps none. */
    void feed(byte[] bytes, int length) throws IOException {
        if (!complete && length > 0) {
            feeder.feedInput(bytes, 0, length);
            drain();
        }
    }

    /** Fails when the report was not complete. */
    void end() throws IOException {
        feeder.endOfInput();
        if (!complete) {
            drain();
        }
        if (!complete || !found) {
            throw new IOException("no whole report");
        }
    }

    private void drain() throws IOException {
        for (JsonToken token = next(); token != null; token = next()) {
            take(token);
            if (depth == 0) {
                complete = true;
                return;
            }
        }
    }

    /** The next token, or {@code null} when more bytes are needed. */
    @CheckForNull
    private JsonToken next() throws IOException {
        var token = parser.nextToken();
        return token == JsonToken.NOT_AVAILABLE ? null : token;
    }

    private void take(JsonToken token) throws IOException {
        if (token.isStructStart()) {
            depth++;
            opened(token == JsonToken.START_OBJECT);
        } else if (token.isStructEnd()) {
            closed();
            depth--;
        } else if (token == JsonToken.FIELD_NAME) {
            if (depth < fields.length) {
                fields[depth] = parser.currentName();
            }
        } else if (draft != null) {
            value(token);
        }
    }

    private void opened(boolean object) {
        if (depth < fields.length) {
            fields[depth] = "";
        }
        switch (depth) {
            case OF_SUITE -> found |= object && fields[OF_REPORT].equals("functionTestSuite");
            case OF_CASES ->
                inCases =
                        !object && fields[OF_REPORT].equals("functionTestSuite") && fields[OF_SUITE].equals("testcase");
            case OF_CASE -> draft = object && inCases ? new CaseDraft() : null;
            case OF_TROUBLE -> {
                if (draft != null && object) {
                    draft.open(fields[OF_CASE]);
                }
            }
            default -> {}
        }
    }

    private void closed() throws IOException {
        if (depth == OF_CASE && draft != null) {
            if (++count > MAX_CASES) {
                throw new CappedBody.TooLarge("with more than " + MAX_CASES + " cases");
            }
            cases.accept(draft.finish());
            draft = null;
        }
    }

    private void value(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (depth == OF_TROUBLE) {
            draft.inside(fields[OF_CASE], fields[OF_TROUBLE], text());
        } else if (depth == OF_CASE) {
            if (fields[OF_CASE].equals("time")) {
                draft.seconds(token.isNumeric() ? parser.getDoubleValue() : CaseDraft.seconds(text()));
            } else if (token != JsonToken.VALUE_FALSE) {
                draft.field(fields[OF_CASE], text());
            }
        }
    }

    private String text() throws IOException {
        if (parser.getTextLength() <= MAX_TEXT) {
            return parser.getText();
        }
        var cut = new CutText(MAX_TEXT);
        parser.getText(cut);
        return cut.toString();
    }
}
