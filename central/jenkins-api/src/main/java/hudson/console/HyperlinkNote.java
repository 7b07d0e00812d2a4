package hudson.console;

import java.io.IOException;
import java.io.UncheckedIOException;

public class HyperlinkNote extends ConsoleNote {
    private static final long serialVersionUID = 3908468829358026949L;

    private final String url;
    private final int length;

    public HyperlinkNote(String url, int length) {
        this.url = url;
        this.length = length;
    }

    public static String encodeTo(String url, String text) {
        String line = text.replace('\n', ' ').replace('\r', ' ');
        try {
            return new HyperlinkNote(url, line.length()).encode() + line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
