package io.jenkins.plugins.zadig.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TaskPage;
import io.jenkins.plugins.zadig.api.TaskSummary;
import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import io.jenkins.plugins.zadig.api.WorkflowTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Pages are read until there are no more, or enough, and each task is told once. */
class TaskListingTest {
    private final Server server = new Server();

    private TaskListing.Result newest(int max) {
        return TestClients.valueOf(new TaskListing(server, "shop", "nightly").newest(max));
    }

    private static List<Long> ids(TaskListing.Result result) {
        return result.tasks().stream().map(TaskSummary::id).toList();
    }

    @Test
    void stopsAtTheTotal() {
        server.count = 2 * TaskListing.PAGE;
        var result = newest(1_000);
        assertThat(ids(result))
                .isEqualTo(
                        LongStream.iterate(100, id -> id - 1).limit(100).boxed().toList());
        assertThat(result.more()).isFalse();
        assertThat(server.pages).containsExactly(1, 2);
    }

    @Test
    void stopsWhenThereAreEnough() {
        server.count = 500;
        var result = newest(70);
        assertThat(ids(result)).hasSize(70).startsWith(500L).endsWith(431L);
        assertThat(result.more()).isTrue();
        assertThat(server.pages).containsExactly(1, 2);
    }

    @Test
    void readsNoMoreThanAsked() {
        server.count = 500;
        assertThat(ids(newest(3))).containsExactly(500L, 499L, 498L);
        assertThat(server.sizes).containsExactly(3);
    }

    @Test
    void tasksThatArriveBetweenPagesMakeNoDuplicates() {
        server.count = 120;
        server.arrivals = 7;
        var result = newest(1_000);
        assertThat(ids(result))
                .doesNotHaveDuplicates()
                .hasSize(120)
                .startsWith(120L)
                .endsWith(1L);
    }

    @Test
    void shortPageIsTheLastWhereNoTotalIsTold() {
        server.count = 60;
        server.tellsTotal = false;
        assertThat(ids(newest(1_000))).hasSize(60);
        assertThat(server.pages).containsExactly(1, 2);
    }

    @Test
    void serverThatKnowsOnePageOnlyIsNotAskedForEver() {
        server.count = 60;
        server.tellsTotal = false;
        server.alwaysFirst = true;
        assertThat(ids(newest(1_000))).hasSize(TaskListing.PAGE);
        server.tellsTotal = true;
        server.count = 1_000_000;
        assertThat(ids(newest(1_000))).hasSize(TaskListing.PAGE);
        assertThat(server.pages).hasSizeLessThan(60);
    }

    /** Counts tasks down from the newest. */
    private static final class Server implements WorkflowTasks {
        private final List<Integer> pages = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();
        private long count;
        private int arrivals;
        private boolean tellsTotal = true;
        private boolean alwaysFirst;

        @Override
        public CompletableFuture<TaskPage> tasks(String project, String workflow, int page, int size) {
            pages.add(page);
            sizes.add(size);
            var first = count - (alwaysFirst ? 0 : (page - 1L) * size);
            var rows = LongStream.iterate(first, id -> id > 0, id -> id - 1)
                    .limit(size)
                    .mapToObj(id -> new TaskSummary(id, "passed", "alice", 1, 1, 1))
                    .toList();
            var total = tellsTotal ? count : -1;
            count += arrivals;
            return CompletableFuture.completedFuture(new TaskPage(total, rows));
        }

        @Override
        public CompletableFuture<WorkflowTask> task(String project, String workflow, long id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Void> cancel(String project, String workflow, long id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Void> retry(String project, String workflow, long id) {
            throw new UnsupportedOperationException();
        }
    }
}
