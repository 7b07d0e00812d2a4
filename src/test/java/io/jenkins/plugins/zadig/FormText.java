package io.jenkins.plugins.zadig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A form as Jenkins reads it, with what it takes from the plugin's own tags, {@code lib/zadig}, in their places. */
final class FormText {
    private static final Pattern TAG = Pattern.compile("(?s)<z:(\\w+)[^>/]*(?:/>|>(.*?)</z:\\1>)");

    private FormText() {}

    /**
     * The text of a form.
     *
     * @param root where the resources lie
     */
    static String of(Path root, Path form) throws IOException {
        var text = Files.readString(form);
        var tag = TAG.matcher(text);
        while (tag.find()) {
            var shared = of(root, root.resolve("lib/zadig").resolve(tag.group(1) + ".jelly"));
            var body = tag.group(2) == null ? "" : tag.group(2);
            text = text.replace(tag.group(), shared.replace("<d:invokeBody />", body));
            tag = TAG.matcher(text);
        }
        return text;
    }
}
