package org.jenkinsci.plugins.structs.describable;

import java.lang.reflect.Type;

public final class DescribableParameter {
    private final String name;
    private final Type rawType;
    private final boolean required;

    DescribableParameter(String name, Type rawType, boolean required) {
        this.name = name;
        this.rawType = rawType;
        this.required = required;
    }

    public Type getRawType() {
        return rawType;
    }

    public String getName() {
        return name;
    }

    public boolean isRequired() {
        return required;
    }
}
