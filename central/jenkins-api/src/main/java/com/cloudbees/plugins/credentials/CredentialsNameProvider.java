package com.cloudbees.plugins.credentials;

import edu.umd.cs.findbugs.annotations.NonNull;

public abstract class CredentialsNameProvider<C extends Credentials> {
    @NonNull
    public static String name(@NonNull Credentials credentials) {
        for (Class<?> type = credentials.getClass(); type != null; type = type.getSuperclass()) {
            NameWith nameWith = type.getAnnotation(NameWith.class);
            if (nameWith != null) {
                return name(credentials, nameWith);
            }
        }
        return credentials.getDescriptor().getDisplayName();
    }

    @SuppressWarnings("unchecked")
    private static String name(Credentials credentials, NameWith nameWith) {
        try {
            CredentialsNameProvider<Credentials> provider = (CredentialsNameProvider<Credentials>)
                    nameWith.value().getDeclaredConstructor().newInstance();
            return provider.getName(credentials);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @NonNull
    public abstract String getName(@NonNull C credentials);
}
