package hudson.util;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.logging.Logger;

public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(Secret.class.getName());

    @NonNull
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** As the real one: it gives the value away and warns about that. */
    @Override
    @Deprecated
    public String toString() {
        LOGGER.warning("Use of toString() on hudson.util.Secret from " + new Throwable().getStackTrace()[1]);
        return value;
    }

    @NonNull
    public String getPlainText() {
        return value;
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    public String getEncryptedValue() {
        return '{' + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + '}';
    }

    @CheckForNull
    public static Secret decrypt(@CheckForNull String data) {
        if (data == null || !data.startsWith("{") || !data.endsWith("}")) {
            return null;
        }
        try {
            byte[] value = Base64.getDecoder().decode(data.substring(1, data.length() - 1));
            return new Secret(new String(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @NonNull
    public static Secret fromString(@CheckForNull String data) {
        Secret decrypted = decrypt(data);
        return decrypted == null ? new Secret(data == null ? "" : data) : decrypted;
    }

    @NonNull
    public static String toString(@CheckForNull Secret s) {
        return s == null ? "" : s.value;
    }
}
