package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.Util;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import jenkins.model.FullyNamedModelObject;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.springframework.security.access.AccessDeniedException;

@ExportedBean
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot, FullyNamedModelObject {
    public static final PermissionGroup PERMISSIONS = new PermissionGroup(Run.class, null);
    public static final Permission DELETE =
            new Permission(PERMISSIONS, "Delete", null, Permission.DELETE, PermissionScope.RUN);
    public static final Permission UPDATE =
            new Permission(PERMISSIONS, "Update", null, Permission.UPDATE, PermissionScope.RUN);

    protected final transient @NonNull JobT project;
    public transient int number;
    protected long timestamp;
    protected volatile Result result;

    @CheckForNull
    protected volatile String description;
    private volatile String displayName;

    protected Run(@NonNull JobT job) throws IOException {
        this(job, System.currentTimeMillis());
        number = job.assignBuildNumber();
        // As RunMap does once the build is known to its job.
        Files.createDirectories(getRootDir().toPath());
    }

    protected Run(@NonNull JobT job, long timestamp) {
        this.project = job;
        this.timestamp = timestamp;
    }

    @Override
    public void addAction(@NonNull Action a) {
        super.addAction(a);
        if (a instanceof RunAction2 attached) {
            attached.onAttached(this);
        }
    }

    @Override
    public int compareTo(@NonNull RunT that) {
        return Integer.compare(number, that.number);
    }

    @Exported
    public @CheckForNull Result getResult() {
        return result;
    }

    public void setResult(@NonNull Result r) {
        synchronized (this) {
            if (result == null || r.isWorseThan(result)) {
                result = r;
            }
        }
    }

    @Exported
    public boolean isBuilding() {
        return true;
    }

    public @NonNull List<Cause> getCauses() {
        List<Cause> causes = new ArrayList<>();
        for (CauseAction action : getActions(CauseAction.class)) {
            causes.addAll(action.getCauses());
        }
        return causes;
    }

    public @CheckForNull <T extends Cause> T getCause(Class<T> type) {
        List<T> causes = Util.filter(getCauses(), type);
        return causes.isEmpty() ? null : causes.get(0);
    }

    public @NonNull JobT getParent() {
        return project;
    }

    public final @NonNull Date getTime() {
        return new Date(timestamp);
    }

    public final long getStartTimeInMillis() {
        return timestamp;
    }

    @Exported
    @CheckForNull
    public String getDescription() {
        return description;
    }

    public void setDescription(String description) throws IOException {
        this.description = description;
    }

    @Exported
    @Override
    public String getFullDisplayName() {
        return project.getFullDisplayName() + ' ' + getDisplayName();
    }

    @Override
    @Exported
    public String getDisplayName() {
        return displayName == null ? "#" + number : displayName;
    }

    public void setDisplayName(String value) throws IOException {
        displayName = value;
    }

    @Exported(visibility = 2)
    public int getNumber() {
        return number;
    }

    public @CheckForNull RunT getPreviousBuild() {
        return project.getBuildByNumber(number - 1);
    }

    public @NonNull String getUrl() {
        return project.getUrl() + number + '/';
    }

    @Exported(visibility = 2, name = "url")
    @Deprecated
    public final @NonNull String getAbsoluteUrl() {
        return project.getAbsoluteUrl() + number + '/';
    }

    @Exported
    public @NonNull String getId() {
        return Integer.toString(number);
    }

    @Override
    public @NonNull File getRootDir() {
        return new File(project.getBuildDir(), getId());
    }

    @Override
    public ACL getACL() {
        return project.getACL();
    }

    @Override
    public synchronized void save() throws IOException {}

    public @NonNull EnvVars getEnvironment(@NonNull TaskListener listener) throws IOException, InterruptedException {
        EnvVars env = new EnvVars();
        env.put("BUILD_NUMBER", Integer.toString(number));
        env.put("BUILD_ID", getId());
        env.put("BUILD_TAG", "jenkins-" + project.getFullName().replace('/', '-') + '-' + number);
        env.put("BUILD_DISPLAY_NAME", getDisplayName());
        env.put("JOB_NAME", project.getFullName());
        env.put("JOB_BASE_NAME", project.getName());
        env.put("JENKINS_URL", Jenkins.get().getRootUrl());
        env.put("BUILD_URL", Jenkins.get().getRootUrl() + getUrl());
        env.put("JOB_URL", Jenkins.get().getRootUrl() + project.getUrl());
        for (EnvironmentContributor contributor : EnvironmentContributor.all()) {
            contributor.buildEnvironmentFor(this, env, listener);
        }
        for (EnvironmentContributingAction action : getActions(EnvironmentContributingAction.class)) {
            action.buildEnvironment(this, env);
        }
        return env;
    }

    public @NonNull String getExternalizableId() {
        return project.getFullName() + '#' + getNumber();
    }

    @CheckForNull
    public static Run<?, ?> fromExternalizableId(String id) throws IllegalArgumentException, AccessDeniedException {
        int hash = id.lastIndexOf('#');
        if (hash <= 0) {
            throw new IllegalArgumentException("Invalid id");
        }
        Job<?, ?> job = Jenkins.get().getItemByFullName(id.substring(0, hash), Job.class);
        return job == null ? null : job.getBuildByNumber(Integer.parseInt(id.substring(hash + 1)));
    }

    @Override
    public String toString() {
        return project.getFullName() + " #" + number;
    }
}
