package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.api.Defects;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/**
 * Something that only shows how it is with a task, on a build's page or in its graph: whatever it throws is logged, as no
 * step ends because of it.
 *
 * @param target is asked for at each call
 */
record Shown(Supplier<?> target) implements InvocationHandler {
    /** What shows, by a type whose methods return nothing. */
    static <T> T calmly(Class<T> type, Supplier<? extends T> target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Shown(target)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        try {
            method.invoke(target.get(), arguments);
        } catch (InvocationTargetException x) {
            Defects.log(x.getCause());
        } catch (Throwable x) {
            Defects.log(x);
        }
        return null;
    }
}
