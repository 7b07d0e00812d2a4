package io.jenkins.plugins.zadig.config;

import hudson.model.Describable;
import hudson.model.Descriptor;
import org.jvnet.localizer.ResourceBundleHolder;

/** A descriptor whose display name is the message {@code <class>.displayName} of the room that the class is in. */
public abstract class LocalizedDescriptor<T extends Describable<T>> extends Descriptor<T> {
    @Override
    public final String getDisplayName() {
        return displayName(clazz);
    }

    /**
     * The same for what has to extend another descriptor.
     *
     * @return the name in the reader's language
     * @throws IllegalStateException if the room has no messages
     */
    public static String displayName(Class<?> described) {
        try {
            var messages = described.getClassLoader().loadClass(described.getPackageName() + ".Messages");
            return ResourceBundleHolder.get(messages).format(described.getSimpleName() + ".displayName");
        } catch (ClassNotFoundException x) {
            throw new IllegalStateException(x);
        }
    }
}
