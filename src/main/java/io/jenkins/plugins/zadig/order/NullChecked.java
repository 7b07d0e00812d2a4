package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a Jenkinsfile writes, with the keys that it gives null: a variable that is not set, most likely. Whether the
 * default or nothing is meant nobody can tell, so they are refused. A setter is called for a key that is there with null,
 * and not for one that is left out (seen in the source of structs' {@code DescribableModel}); of a constructor's
 * parameters nobody can tell, so those are required.
 */
abstract class NullChecked {
    /** {@code null} while there is none. */
    @CheckForNull
    private transient Set<String> nulls;

    /** Notes what a key is given. */
    @CheckForNull
    final <T> T given(String key, @CheckForNull T value) {
        if (value == null) {
            nulls = nulls == null ? new TreeSet<>() : nulls;
            nulls.add(key);
        }
        return value;
    }

    /**
     * Refuses null.
     *
     * @throws IllegalArgumentException naming the keys and the remedies
     */
    final void refuseNulls() {
        if (nulls != null) {
            throw new IllegalArgumentException(Messages.PlainValues_null(String.join(", ", nulls)));
        }
    }
}
