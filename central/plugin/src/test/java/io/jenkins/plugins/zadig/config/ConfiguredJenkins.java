package io.jenkins.plugins.zadig.config;

import central.memory.ItemCredentials;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import hudson.util.Secret;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Jenkins with servers, credentials and a build, and without them again after the test. */
public final class ConfiguredJenkins implements BeforeEachCallback, AfterEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        clear();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clear();
    }

    private static void clear() {
        ZadigGlobalConfiguration.get().setServers(List.of());
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        ItemCredentials.clear();
        Jenkins.get().setProxy(null);
        Jenkins.get().setAuthorizationStrategy(null);
    }

    public void servers(ZadigServer... servers) {
        ZadigGlobalConfiguration.get().setServers(List.of(servers));
    }

    public void token(String id, String token) {
        credential(new ZadigToken(CredentialsScope.GLOBAL, id, "", Secret.fromString(token)));
    }

    public void credential(Credentials credential) {
        SystemCredentialsProvider.getInstance().getCredentials().add(credential);
    }

    void credentialOf(Item folder, Credentials credential) {
        ItemCredentials.add(folder, credential);
    }

    public void noCredentials() {
        SystemCredentialsProvider.getInstance().getCredentials().clear();
    }

    /** From now on nobody but Jenkins itself may do anything. */
    public void nothingAllowed() {
        allowed();
    }

    /** From now on everybody may do this and no more. */
    void allowed(Permission... permissions) {
        var allowed = Set.of(permissions);
        Jenkins.get().setAuthorizationStrategy(new AuthorizationStrategy() {
            @Override
            public ACL getRootACL() {
                return ACL.lambda2((user, permission) -> allowed.contains(permission));
            }

            @Override
            public Collection<String> getGroups() {
                return List.of();
            }
        });
    }

    public Run<?, ?> build() {
        return build(Jenkins.get());
    }

    Run<?, ?> build(ItemGroup<?> folder) {
        try {
            return new Build(new Project(folder));
        } catch (IOException x) {
            throw new AssertionError(x);
        }
    }

    private static final class Project extends Job<Project, Build> {
        Project(ItemGroup<?> folder) {
            super(folder, "release");
        }

        @Override
        public boolean isBuildable() {
            return true;
        }

        @Override
        protected SortedMap<Integer, Build> _getRuns() {
            return Collections.emptySortedMap();
        }

        @Override
        protected void removeRun(Build run) {}
    }

    private static final class Build extends Run<Project, Build> {
        Build(Project project) throws IOException {
            super(project);
        }
    }
}
