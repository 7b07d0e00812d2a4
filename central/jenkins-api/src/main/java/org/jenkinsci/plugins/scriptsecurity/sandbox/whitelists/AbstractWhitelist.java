package org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jenkinsci.plugins.scriptsecurity.sandbox.Whitelist;

public abstract class AbstractWhitelist extends Whitelist {
    @Override
    public boolean permitsMethod(@NonNull Method method, @NonNull Object receiver, @NonNull Object[] args) {
        return false;
    }

    @Override
    public boolean permitsConstructor(@NonNull Constructor<?> constructor, @NonNull Object[] args) {
        return false;
    }

    @Override
    public boolean permitsStaticMethod(@NonNull Method method, @NonNull Object[] args) {
        return false;
    }

    @Override
    public boolean permitsFieldSet(@NonNull Field field, @NonNull Object receiver, Object value) {
        return false;
    }

    @Override
    public boolean permitsFieldGet(@NonNull Field field, @NonNull Object receiver) {
        return false;
    }

    @Override
    public boolean permitsStaticFieldSet(@NonNull Field field, Object value) {
        return false;
    }

    @Override
    public boolean permitsStaticFieldGet(@NonNull Field field) {
        return false;
    }
}
