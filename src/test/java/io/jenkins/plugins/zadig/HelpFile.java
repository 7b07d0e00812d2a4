package io.jenkins.plugins.zadig;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.file.Files;
import java.nio.file.Path;

/** Help of a form, where Jenkins and structs look: a class's own folder, then those of its superclasses. */
final class HelpFile {
    private HelpFile() {}

    /**
     * The file that readers of {@code type} see.
     *
     * @param classes where the classes lie, and the resources beside them
     * @param name such as {@code help-project.html}; {@code null} is the answer when no class of the plugin has it
     */
    @CheckForNull
    static Path of(Path classes, Class<?> type, String name) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            var file = own(classes, owner, name);
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }

    static Path own(Path classes, Class<?> type, String name) {
        return classes.resolve(type.getName().replace('.', '/').replace('$', '/'))
                .resolve(name);
    }
}
