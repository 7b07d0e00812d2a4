package io.jenkins.plugins.zadig.preview;

import hudson.console.HyperlinkNote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.reflect.Field;
import java.util.Base64;

/** Reads back the notes that the declarations of Jenkins write into a console. */
final class Hyperlinks {
    private Hyperlinks() {}

    static String urlOf(String note) {
        byte[] bytes = Base64.getDecoder().decode(note);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            Field url = HyperlinkNote.class.getDeclaredField("url");
            url.setAccessible(true);
            return (String) url.get(in.readObject());
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("A broken note in the console", e);
        }
    }
}
