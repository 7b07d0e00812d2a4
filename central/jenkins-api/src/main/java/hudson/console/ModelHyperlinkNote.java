package hudson.console;

import hudson.model.User;

public class ModelHyperlinkNote extends HyperlinkNote {
    private static final long serialVersionUID = 1L;

    public ModelHyperlinkNote(String url, int length) {
        super(url, length);
    }

    public static String encodeTo(User u, String text) {
        return encodeTo('/' + u.getUrl(), text);
    }

    public static String encodeTo(String url, String text) {
        return HyperlinkNote.encodeTo(url, text);
    }
}
