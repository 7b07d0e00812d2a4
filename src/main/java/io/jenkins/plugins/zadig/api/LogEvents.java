package io.jenkins.plugins.zadig.api;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Reads a live log, which comes as server-sent events, and passes each line on. Servers never end it, not even with the
 * job (zadig-servers 17.2). They answer without a type, and without a line ever after, when the job has written nothing
 * yet (17.3) or has no live log.
 */
final class LogEvents extends StreamedBody<Void> {
    private static final String DATA = "data:";

    private final Consumer<String> lines;
    private final LineSplitter splitter = new LineSplitter(DATA.length() + LogText.MAX_LINE, this::field);
    private final List<String> event = new ArrayList<>();
    private volatile boolean stopped;

    private volatile Runnable hangUp = () -> {};

    LogEvents(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Closes the connection. No line is passed on afterwards, but for one that is being passed on now. */
    void stop() {
        stopped = true;
        cancel();
        end.complete(new byte[0]);
        hangUp.run();
    }

    @Override
    void whenUnwanted(Runnable connection) {
        hangUp = connection;
        if (stopped) {
            connection.run();
        }
    }

    private void field(String text) {
        var line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (line.startsWith(DATA)) {
            event.add(line.substring(DATA.length()));
        } else if (line.isEmpty()) {
            dispatch();
        }
    }

    private void dispatch() {
        // Lines of deployments keep their end, which comes as one more empty piece of data.
        if (event.size() > 1 && event.get(event.size() - 1).isEmpty()) {
            event.remove(event.size() - 1);
        }
        for (String line : event) {
            if (!stopped) {
                lines.accept(LogText.line(line));
            }
        }
        event.clear();
    }

    /** Ends with an answer that is no live log, which would stay silent (zadig-servers 17.3). */
    @Override
    StreamedBody<Void> begun(HttpResponse.ResponseInfo head) {
        var type = head.headers().firstValue("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
            stopped = true;
            end.complete(new byte[0]);
        }
        return this;
    }

    @Override
    boolean isWanted() {
        return !stopped;
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (stopped) {
            return;
        }
        try {
            buffers.forEach(splitter::feed);
            more();
        } catch (RuntimeException x) {
            stopped = true;
            cancel();
            end.completeExceptionally(x);
        }
    }

    @Override
    public void onComplete() {
        if (!stopped) {
            splitter.end();
            dispatch();
        }
        end.complete(new byte[0]);
    }

    @Override
    public Void decode(byte[] nothing) {
        return null;
    }
}
