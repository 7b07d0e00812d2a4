package io.jenkins.plugins.zadig.page;

import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A line on the page of a build about what became of a task after its console was closed. Plain values. */
@ExportedBean(defaultVisibility = 9)
public final class LateWord {
    private final String text;
    private final String url;

    LateWord(String text, String url) {
        this.text = KeptText.message(text);
        this.url = url;
    }

    @Exported
    public String getText() {
        return text;
    }

    /** A page in Zadig to look at. */
    @Exported
    public String getUrl() {
        return url;
    }
}
