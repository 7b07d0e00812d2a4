package hudson.security;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.AbstractItem;
import hudson.model.Describable;
import hudson.model.Job;
import java.util.Collection;
import java.util.Set;

public abstract class AuthorizationStrategy implements Describable<AuthorizationStrategy>, ExtensionPoint {
    public static final AuthorizationStrategy UNSECURED = new AuthorizationStrategy() {
        @Override
        public ACL getRootACL() {
            return ACL.lambda2((authentication, permission) -> true);
        }

        @Override
        public Collection<String> getGroups() {
            return Set.of();
        }
    };

    public abstract @NonNull ACL getRootACL();

    public @NonNull ACL getACL(@NonNull Job<?, ?> project) {
        return getRootACL();
    }

    public @NonNull ACL getACL(@NonNull AbstractItem item) {
        return getRootACL();
    }

    public abstract @NonNull Collection<String> getGroups();
}
