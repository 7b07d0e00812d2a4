package hudson.console;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Base64;

public abstract class ConsoleNote<T> implements Serializable, Describable<ConsoleNote<?>>, ExtensionPoint {
    private static final long serialVersionUID = 1L;

    public static final String PREAMBLE_STR = "\u001B[8mha:";
    public static final String POSTAMBLE_STR = "\u001B[0m";

    public String encode() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        }
        return PREAMBLE_STR + Base64.getEncoder().encodeToString(bytes.toByteArray()) + POSTAMBLE_STR;
    }

    public static String removeNotes(String line) {
        int start = line.indexOf(PREAMBLE_STR);
        int end = start < 0 ? -1 : line.indexOf(POSTAMBLE_STR, start);
        return end < 0 ? line : removeNotes(line.substring(0, start) + line.substring(end + POSTAMBLE_STR.length()));
    }
}
