package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a page is asked for, how large it is, whether the next one is worth it, and who waits for what it tells. */
class PageRoundsTest {
    private static final Duration PAGE = Duration.ofSeconds(2);

    private final ManualTimeline time = new ManualTimeline();
    private final MemoryZadig zadig = new MemoryZadig(time);
    private final TaskWatcher watcher = new TaskWatcher(time, () -> true, new Random(7)::nextDouble);
    private final Map<Long, Watch> watches = new LinkedHashMap<>();
    private final Map<Long, Heard> heard = new LinkedHashMap<>();

    private void exist(int newest) {
        LongStream.rangeClosed(1, newest).forEach(id -> zadig.task("nightly", id));
    }

    private void watch(long... ids) {
        for (long id : ids) {
            heard.put(id, new Heard());
            watches.put(
                    id,
                    watcher.watch(
                            zadig.access("build " + id),
                            MemoryZadig.ref("nightly", id),
                            WatchSettings.DEFAULT,
                            heard.get(id)));
        }
    }

    private void hurry(long... ids) {
        Arrays.stream(ids).forEach(id -> watches.get(id).hurry());
    }

    private void slowPages(Duration delay) {
        zadig.latency = asked -> asked.isPage() ? delay : Duration.ZERO;
    }

    /** A page was asked for a second ago, and the next one is seconds away. */
    private void calmUntilAPage() {
        time.advance(Duration.ofMinutes(10));
        zadig.asked.clear();
        time.until(() -> !zadig.pages().isEmpty());
        time.advance(Duration.ofSeconds(1));
        zadig.asked.clear();
    }

    private List<Duration> pauses() {
        return MemoryZadig.pauses(zadig.pages());
    }

    @Test
    void threeThatBeginAtOnceAreToldByOnePage() {
        exist(3);
        slowPages(PAGE);
        watch(1, 2, 3);
        time.advance(PAGE.minusMillis(1));
        assertThat(zadig.asked).singleElement().matches(MemoryZadig.Asked::isPage);

        time.advance(Duration.ofMillis(1));
        assertThat(heard.values()).allSatisfy(one -> assertThat(one.rows).containsExactly("running"));
    }

    @Test
    void twoThatBeginAtOnceAreLookedAt() {
        exist(2);
        watch(1, 2);
        time.advance(Duration.ofSeconds(7));
        assertThat(zadig.pages()).isEmpty();
        assertThat(zadig.details(1)).isNotEmpty();
        assertThat(zadig.details(2)).isNotEmpty();

        // Then a page tells about both of them.
        time.advance(Duration.ofSeconds(4));
        assertThat(zadig.pages()).hasSize(1);
        assertThat(heard.values()).allSatisfy(one -> assertThat(one.looks).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({"1, 9, 10", "1, 10, 20", "5, 44, 50", "1, 89, 90", "1, 90, 100", "1, 500, 100"})
    void pageReachesFromTheNewestToTheOldest(long oldest, int newest, int size) {
        exist(newest);
        watch(oldest, newest - 1, newest);
        time.advance(Duration.ZERO);

        assertThat(zadig.pages()).singleElement().matches(page -> page.size() == size && page.page() == 1);
    }

    @Test
    void thirdWaitsForThePageThatIsUnderWay() {
        exist(3);
        slowPages(PAGE);
        watch(1, 2);
        time.until(() -> !zadig.pages().isEmpty());
        watch(3);
        time.advance(PAGE.minusMillis(1));
        assertThat(zadig.details(3)).isEmpty();

        time.advance(Duration.ofSeconds(1));
        assertThat(heard.get(3L).rows).containsExactly("running");
        assertThat(zadig.details(3)).isNotEmpty();
        assertThat(zadig.pages()).hasSize(1);
    }

    @Test
    void twoDoNotWaitForAPage() {
        exist(2);
        slowPages(Duration.ofSeconds(20));
        watch(1, 2);
        time.until(() -> !zadig.pages().isEmpty());
        zadig.asked.clear();
        time.advance(Duration.ofSeconds(19));

        assertThat(zadig.details(1)).hasSizeGreaterThan(3);
        assertThat(zadig.details(2)).hasSizeGreaterThan(3);
    }

    @Test
    void whoeverHasAHintDoesNotWaitForAPage() {
        exist(6);
        slowPages(Duration.ofSeconds(20));
        watch(1, 2, 3, 4, 5, 6);
        time.advance(Duration.ofSeconds(1));
        assertThat(zadig.asked).hasSize(1);

        hurry(1, 2, 3);
        time.advance(Duration.ofSeconds(1));
        assertThat(zadig.asked).hasSize(4);
        assertThat(heard.get(2L).looks).hasSize(1);
        assertThat(heard.get(4L).looks).isEmpty();
    }

    @Test
    void threeHintsAtOnceAreWorthOnePage() {
        exist(3);
        watch(1, 2, 3);
        time.advance(Duration.ofMinutes(10));
        zadig.asked.clear();
        slowPages(PAGE);

        hurry(1, 2, 3);
        time.advance(PAGE.minusMillis(1));
        assertThat(zadig.asked).singleElement().matches(MemoryZadig.Asked::isPage);

        // The page brings no news, so the hint is followed.
        time.advance(Duration.ofSeconds(2));
        assertThat(List.of(zadig.details(1), zadig.details(2), zadig.details(3)))
                .allSatisfy(looks -> assertThat(looks).isNotEmpty());
    }

    @Test
    void noticeHurriesItsOwnTaskOnly() {
        exist(3);
        watch(1, 2, 3);
        calmUntilAPage();

        watcher.notice(new TaskNotice("zadig", "nightly", 2, "passed"));
        time.advance(Duration.ofMillis(200));
        assertThat(zadig.asked).extracting(MemoryZadig.Asked::id).containsExactly(2L);
    }

    @Test
    void taskThatPagesDoNotShowMakesNoneWorthIt() {
        exist(3);
        zadig.task("nightly", 4).archived = true;
        watch(1, 2, 4);
        calmUntilAPage();

        hurry(1, 2, 4);
        time.advance(Duration.ofMillis(500));
        assertThat(zadig.pages()).isEmpty();
        assertThat(zadig.details(1)).isNotEmpty();
        assertThat(zadig.details(2)).isNotEmpty();
        assertThat(zadig.details(4)).isNotEmpty();
    }

    @Test
    void refusedPageIsNotAskedForAgainForAMinute() {
        exist(3);
        zadig.fault = asked -> asked.isPage() ? MemoryZadig.Reply.of(403) : null;
        watch(1, 2, 3);
        time.advance(Duration.ofSeconds(1));
        assertThat(heard.values()).allSatisfy(one -> assertThat(one.looks).isNotEmpty());

        hurry(1, 2, 3);
        time.advance(Duration.ofSeconds(43));
        assertThat(zadig.pages()).hasSize(1);

        time.advance(Duration.ofSeconds(18));
        assertThat(zadig.pages()).hasSize(2);
        assertThat(pauses()).allMatch(pause -> pause.toSeconds() >= 45);
    }

    @Test
    void whilePagesAreRefusedListedTasksAreLookedAtAsOftenAsOneAlone() {
        exist(3);
        watch(1, 2, 3);
        calmUntilAPage();
        zadig.fault = asked -> asked.isPage() ? MemoryZadig.Reply.of(403) : null;
        time.advance(Duration.ofSeconds(20));
        zadig.asked.clear();
        time.advance(Duration.ofMinutes(10));

        for (long id = 1; id <= 3; id++) {
            assertThat(zadig.details(id)).hasSizeGreaterThanOrEqualTo(39);
        }
    }

    @Test
    void pageThatIsNotAnsweredIsAskedForThreeTimes() {
        exist(3);
        watch(1, 2, 3);
        calmUntilAPage();
        zadig.fault = asked -> asked.isPage() ? MemoryZadig.Reply.of(504) : null;
        time.advance(Duration.ofMinutes(2));

        assertThat(pauses().subList(0, 2))
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(1500), Duration.ofMillis(2300)));
        assertThat(pauses().get(2)).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(61));
    }

    @Test
    void whoeverWaitedForAPageThatFailsIsLookedAt() {
        exist(3);
        zadig.fault = asked -> asked.isPage() ? MemoryZadig.Reply.of(504) : null;
        watch(1, 2, 3);
        time.advance(Duration.ofSeconds(5));

        assertThat(heard.values()).allSatisfy(one -> assertThat(one.looks).isNotEmpty());
        assertThat(zadig.pages()).hasSize(3);
        assertThat(pauses()).allMatch(pause -> pause.compareTo(Duration.ofMillis(1500)) >= 0);
    }

    @Test
    void pageThatIsAnsweredInBetweenCountsAnew() {
        exist(3);
        watch(1, 2, 3);
        calmUntilAPage();
        var answered = new int[1];
        zadig.fault = asked -> asked.isPage() && answered[0]++ != 2 ? MemoryZadig.Reply.of(504) : null;
        time.advance(Duration.ofMinutes(1));

        // Two fail, one is answered, three fail.
        assertThat(zadig.pages()).hasSize(6);
        assertThat(pauses().get(2)).isBetween(Duration.ofMillis(7500), Duration.ofMillis(10_500));
        assertThat(pauses().get(4)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(2300));
    }

    private List<Integer> askedFor(int newest, long... ids) {
        exist(newest);
        watch(newest, newest - 1);
        watch(ids);
        time.advance(Duration.ofSeconds(3));
        assertThat(zadig.pages()).allMatch(page -> page.size() == 100);
        assertThat(heard.values())
                .allSatisfy(
                        one -> assertThat(one.rows.size() + one.looks.size()).isPositive());
        return zadig.pages().stream().map(MemoryZadig.Asked::page).toList();
    }

    @Test
    void oneTaskOnTheNextPageIsLookedAtByItself() {
        assertThat(askedFor(300, 150)).containsExactly(1);
        assertThat(zadig.details(150)).isNotEmpty();
    }

    @Test
    void twoTasksOnTheNextPageAreWorthIt() {
        assertThat(askedFor(300, 102, 101)).containsExactly(1, 2);
    }

    @Test
    void oneTaskOnEachOfTheNextPagesIsNotWorthThem() {
        assertThat(askedFor(300, 101, 100)).containsExactly(1);
    }

    @Test
    void fourTasksAreWorthTwoPages() {
        assertThat(askedFor(300, 1, 2, 3, 4)).containsExactly(1, 2, 3);
    }

    @Test
    void threeTasksAreNotWorthTwoPages() {
        assertThat(askedFor(300, 1, 2, 3)).containsExactly(1);
    }

    @Test
    void eightTasksAreWorthFourMorePages() {
        assertThat(askedFor(500, 1, 2, 3, 4, 5, 6, 7, 8)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void sixthPageIsNeverAskedFor() {
        assertThat(askedFor(600, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).containsExactly(1);
    }

    @Test
    void tasksThatPagesHaveNotShownMakeNoFurtherPageWorthItAgain() {
        exist(300);
        for (long id = 150; id < 158; id++) {
            zadig.task("nightly", id).archived = true;
        }
        watch(299, 300);
        LongStream.range(150, 158).forEach(this::watch);
        time.advance(Duration.ofMinutes(1));

        assertThat(zadig.pages())
                .extracting(MemoryZadig.Asked::page)
                .startsWith(1, 2, 1, 1, 1)
                .containsOnlyOnce(2);
    }

    @Test
    void pageThatIsNotFullIsTheLast() {
        exist(3);
        for (long id : new long[] {101, 102, 103, 104}) {
            zadig.task("nightly", id).archived = true;
        }
        watch(1, 2, 3, 101, 102, 103, 104);
        time.advance(Duration.ofSeconds(3));

        assertThat(zadig.pages()).hasSize(1);
        assertThat(heard.get(104L).looks).isNotEmpty();
    }

    @Test
    void whenPagesShowNoMoreThanOneOfThemNoneIsAskedForAgain() {
        zadig.task("nightly", 1).archived = true;
        zadig.task("nightly", 2).archived = true;
        zadig.task("nightly", 3);
        watch(1, 2, 3);
        time.advance(Duration.ofMinutes(10));

        assertThat(zadig.pages()).hasSize(1);
        for (long id = 1; id <= 3; id++) {
            assertThat(zadig.details(id)).hasSizeGreaterThan(40);
        }
    }

    @Test
    void thoseThatThePageWasTooSmallForAreToldByTheNextOneAtOnce() {
        exist(102);
        slowPages(PAGE);
        watch(100, 101, 102);
        time.advance(Duration.ofSeconds(1));
        watch(50);
        time.advance(PAGE.plusSeconds(1));
        assertThat(zadig.details(50)).isEmpty();
        assertThat(zadig.pages()).extracting(MemoryZadig.Asked::size).containsExactly(10, 60);

        time.advance(Duration.ofSeconds(1));
        assertThat(heard.get(50L).rows).containsExactly("running");
    }

    @Test
    void whenOneOfTwoIsLetGoTheOtherOneIsLookedAtInsteadOfAPage() {
        exist(2);
        watch(1, 2);
        time.advance(Duration.ofMinutes(10));
        zadig.asked.clear();
        watches.get(2L).stop();
        time.advance(Duration.ofSeconds(11));

        assertThat(zadig.pages()).isEmpty();
        assertThat(zadig.details(1)).isNotEmpty();
        time.advance(Duration.ofMinutes(2));
        assertThat(zadig.details(1)).hasSizeGreaterThanOrEqualTo(8);
        assertThat(watcher.figures().get("zadig").waits()).isOne();
    }

    @Test
    void sameNameInAnotherProjectIsAnotherWorkflow() {
        exist(2);
        watch(1);
        watcher.watch(
                zadig.access("other"),
                new TaskRef("zadig", "bakery", "nightly", 2),
                WatchSettings.DEFAULT,
                new Heard());
        time.advance(Duration.ofMinutes(1));

        assertThat(zadig.pages()).isEmpty();
    }
}
