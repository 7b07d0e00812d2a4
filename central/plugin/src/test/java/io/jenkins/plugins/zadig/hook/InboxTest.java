package io.jenkins.plugins.zadig.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.config.NotificationAddress;
import io.jenkins.plugins.zadig.task.TaskNotice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<Hint> followed = new ArrayList<>();
    private final Inbox inbox = new Inbox(3, work::add, followed::add);

    private static final NotificationAddress EAST = new NotificationAddress("", "east");

    private static Hint notice(long id, String status) {
        return new Hint(EAST, new TaskNotice("east", "release", id, status));
    }

    private void work() {
        while (!work.isEmpty()) {
            work.poll().run();
        }
    }

    @Test
    void nothingIsFollowedByWhoeverPutsItIn() {
        assertThat(inbox.put(notice(1, "created"))).isTrue();
        assertThat(followed).isEmpty();
        work();
        assertThat(followed).containsExactly(notice(1, "created"));
    }

    @Test
    void severalOnOneTaskAreOne() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(inbox.put(notice(1, "status " + i))).isTrue();
        }
        inbox.put(notice(2, "created"));
        assertThat(work).hasSize(1);
        work();
        assertThat(followed).containsExactly(notice(1, "status 999"), notice(2, "created"));
    }

    @Test
    void tooManyTasksAreNotKept() {
        for (long id = 1; id <= 1_000; id++) {
            assertThat(inbox.put(notice(id, "created"))).isEqualTo(id <= 3);
        }
        assertThat(inbox.put(notice(2, "passed"))).isTrue();
        work();
        assertThat(followed).extracting(hint -> hint.notice().id()).containsExactly(1L, 2L, 3L);
        assertThat(inbox.put(notice(4, "created"))).isTrue();
        work();
        assertThat(followed).hasSize(4);
    }

    @Test
    void whoFollowsOneCanTakeAnother() {
        var chained = new ArrayList<Hint>();
        var self = new Inbox[1];
        self[0] = new Inbox(3, work::add, notice -> {
            chained.add(notice);
            if (notice.notice().id() < 5) {
                self[0].put(notice(notice.notice().id() + 1, ""));
            }
        });
        self[0].put(notice(1, ""));
        work();
        assertThat(chained).hasSize(5);
    }

    @Test
    void defectWithOneDoesNotKeepTheOthers() {
        var log = Logger.getLogger(Inbox.class.getName());
        var level = log.getLevel();
        log.setLevel(Level.OFF);
        try {
            var broken = new Inbox(3, work::add, notice -> {
                followed.add(notice);
                throw new IllegalStateException("a defect");
            });
            broken.put(notice(1, ""));
            broken.put(notice(2, ""));
            work();
            broken.put(notice(3, ""));
            work();
        } finally {
            log.setLevel(level);
        }
        assertThat(followed).hasSize(3);
    }
}
