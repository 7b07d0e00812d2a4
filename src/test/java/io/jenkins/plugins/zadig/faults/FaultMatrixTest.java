package io.jenkins.plugins.zadig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.config.ErrorText;
import io.jenkins.plugins.zadig.faults.FaultMatrix.Result;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation in every fault ends as docs/reliability.md says, at most once, and leaves nothing behind. */
class FaultMatrixTest {
    private static final Locale LOCALE = Locale.getDefault();
    private static final ErrorText TEXT = new ErrorText("main", "token", "such a thing");

    private static FaultTable table;
    private static List<Result> results;
    private static long threadsBefore;
    private static long threadsAfter;
    private static int connectionsAfter;
    private static List<String> strays;

    @BeforeAll
    static void run() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        table = FaultTable.read();
        try (var server = new FaultServer();
                var matrix = new FaultMatrix()) {
            matrix.warmUp(server);
            threadsBefore = FaultMatrix.threads();
            results = matrix.run(server, ApiOperation.all());
            connectionsAfter = server.awaitNoConnection();
            threadsAfter = FaultMatrix.threads();
            strays = List.copyOf(server.strays());
        }
    }

    @AfterAll
    static void restoreLocale() {
        Locale.setDefault(LOCALE);
    }

    @Test
    void noOperationIsForgotten() {
        assertThat(ApiOperation.all().stream().map(ApiOperation::name))
                .containsExactlyInAnyOrderElementsOf(ApiOperation.known());
    }

    @Test
    void tableHasEveryFaultAndNoOther() {
        assertThat(table.faults())
                .containsExactlyElementsOf(
                        Arrays.stream(WireFault.values()).map(WireFault::title).toList());
        assertThat(results.stream()
                        .map(result -> List.of(
                                result.operation().name(), result.fault().title())))
                .containsAll(table.exceptions().keySet());
    }

    @Test
    void outcomesAreThoseOfTheTable() {
        var others = results.stream()
                .filter(result -> !result.outcome().equals(table.outcome(result.operation(), result.fault())))
                .map(result -> result + " → " + result.outcome() + ", not "
                        + table.outcome(result.operation(), result.fault()) + "; " + result.failure());
        assertThat(others).isEmpty();
    }

    @Test
    void countsAreThoseOfTheTable() {
        var counts = new TreeMap<String, String>();
        results.stream()
                .collect(Collectors.groupingBy(Result::outcome, Collectors.counting()))
                .forEach((outcome, count) -> counts.put(outcome, count.toString()));
        counts.put(
                "operations",
                String.valueOf(
                        results.stream().map(Result::operation).distinct().count()));
        counts.put("faults", String.valueOf(WireFault.values().length));
        counts.put("combinations", String.valueOf(results.size()));
        System.out.println("Fault matrix: " + counts);

        assertThat(counts).isEqualTo(new TreeMap<>(table.counts()));
    }

    @Test
    void nothingIsWrittenTwice() {
        assertThat(results)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.writes())
                        .as(result.toString())
                        .isLessThanOrEqualTo(
                                result.operation().isWrite() && !result.fault().isBeforeSending() ? 1 : 0));
        assertThat(results.stream().mapToLong(Result::writes).sum()).isPositive();
    }

    @Test
    void readsAreRepeatedABitAndNothingFollowsARedirect() {
        assertThat(results)
                .allSatisfy(result -> assertThat(result.requests().size())
                        .as(result.toString())
                        .isLessThanOrEqualTo(result.operation().isWrite() ? 2 : 2 * FaultMatrix.ATTEMPTS));
        assertThat(strays).isEmpty();
    }

    @Test
    void whatNeverArrivedIsSaidToBeNeverSent() {
        assertThat(results)
                .filteredOn(result -> result.fault().isBeforeSending())
                .allSatisfy(result ->
                        assertThat(result.requests()).as(result.toString()).isEmpty());
        assertThat(results)
                .filteredOn(result -> result.failure() != null
                        && result.failure().delivery() == ZadigException.Delivery.NEVER_SENT
                        && result.fault() != WireFault.REDIRECT_ELSEWHERE
                        && !result.fault().isSlow())
                .isNotEmpty()
                .allSatisfy(result ->
                        assertThat(result.requests()).as(result.toString()).isEmpty());
    }

    @Test
    void neitherThreadsNorConnectionsAreLeft() {
        // Clients of tests that ran before can end meanwhile.
        assertThat(threadsAfter).isPositive().isLessThanOrEqualTo(threadsBefore);
        assertThat(connectionsAfter).isZero();
    }

    @Test
    void messagesNameTheOperationAndTheRemedyAndNoToken() {
        var remedies = new LinkedHashMap<String, String>();
        for (Result result : results) {
            var failure = result.failure();
            if (failure == null) {
                continue;
            }
            var detail = failure.getMessage();
            assertThat(detail)
                    .as(result.toString())
                    .containsPattern("^(GET|POST|PUT|DELETE) /[^ ?]+ → ")
                    .doesNotContain(FaultMatrix.TOKEN);
            if (result.requests().isEmpty()) {
                assertThat(detail).startsWith(result.operation().route() + " → ");
            } else {
                assertThat(result.requests()).contains(detail.substring(0, detail.indexOf(" → ")));
            }
            var text = TEXT.of(failure);
            assertThat(text)
                    .as(result.toString())
                    .contains(table.remedy(remedyOf(failure)))
                    .doesNotContain(FaultMatrix.TOKEN);
            remedies.put(remedyOf(failure), text);
        }
        assertThat(remedies).hasSizeGreaterThan(8);
    }

    private static String remedyOf(ZadigException failure) {
        var kind = failure.getClass().getSimpleName();
        if (failure instanceof ZadigException.Forbidden forbidden && forbidden.mfa()) {
            return kind + " (multi-factor)";
        }
        if (failure instanceof ZadigException.NotFound missing
                && !missing.known().isEmpty()) {
            return kind + " (others known)";
        }
        return failure instanceof ZadigException.Unsupported unsupported
                ? kind + " (" + unsupported.feature() + ")"
                : kind;
    }
}
