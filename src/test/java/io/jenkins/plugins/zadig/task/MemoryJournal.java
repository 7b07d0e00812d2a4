package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.RecordJson;
import io.jenkins.plugins.zadig.api.ZadigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps an intent as a build does: written and read again. */
class MemoryJournal implements LaunchJournal {
    final List<LaunchIntent> saved = new ArrayList<>();
    final List<ZadigException> lost = new ArrayList<>();

    @Override
    public CompletableFuture<Void> save(LaunchIntent intent) {
        saved.add(written(intent));
        return CompletableFuture.completedFuture(null);
    }

    private static LaunchIntent written(LaunchIntent intent) {
        try {
            return RecordJson.read(RecordJson.write(intent), LaunchIntent.class);
        } catch (IOException x) {
            throw new AssertionError(x);
        }
    }

    @Override
    public void answerLost(ZadigException why) {
        lost.add(why);
    }
}
