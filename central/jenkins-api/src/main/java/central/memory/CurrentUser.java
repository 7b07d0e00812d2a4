package central.memory;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Who acts in this thread, unless {@code ACL.as2} said otherwise: in those of Jenkins and of a test, the system itself; in
 * those of a plugin, nobody.
 */
public final class CurrentUser {
    public static final Authentication SYSTEM = named("SYSTEM");
    public static final Authentication ANONYMOUS = named("anonymous");
    private static final ThreadLocal<Authentication> CURRENT = ThreadLocal.withInitial(
            () -> Thread.currentThread().getName().startsWith("zadig-") ? ANONYMOUS : SYSTEM);

    private CurrentUser() {}

    public static Authentication get() {
        return CURRENT.get();
    }

    /** Returns what undoes it. */
    public static Runnable set(Authentication authentication) {
        Authentication previous = CURRENT.get();
        CURRENT.set(authentication);
        return () -> CURRENT.set(previous);
    }

    public static Authentication named(String name) {
        return new Named(name);
    }

    private record Named(String name) implements Authentication {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getDetails() {
            return null;
        }

        @Override
        public Object getPrincipal() {
            return name;
        }

        @Override
        public boolean isAuthenticated() {
            return true;
        }

        @Override
        public void setAuthenticated(boolean isAuthenticated) {}

        @Override
        public String toString() {
            return name;
        }
    }
}
