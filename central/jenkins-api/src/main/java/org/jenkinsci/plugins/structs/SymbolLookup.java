package org.jenkinsci.plugins.structs;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.util.List;
import org.jenkinsci.Symbol;

@Extension
public class SymbolLookup {
    public Descriptor<?> findDescriptor(Class<?> type, String symbol) {
        for (Descriptor<?> candidate : ExtensionList.lookup(Descriptor.class)) {
            Symbol names = candidate.getClass().getAnnotation(Symbol.class);
            if (names != null
                    && List.of(names.value()).contains(symbol)
                    && type.isAssignableFrom(candidate.clazz)) {
                return candidate;
            }
        }
        return null;
    }

    public static SymbolLookup get() {
        return new SymbolLookup();
    }
}
