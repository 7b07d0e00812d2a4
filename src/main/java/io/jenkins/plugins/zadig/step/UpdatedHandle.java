package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Something of a project that people change: whose it is, and who changed it last. */
public abstract class UpdatedHandle extends Handle {
    private static final long serialVersionUID = 1L;

    private final String server;
    private final String project;
    private final String updatedBy;

    /** Epoch seconds; 0 when Zadig does not tell. */
    private final long updateTime;

    UpdatedHandle(String server, String project, String updatedBy, long updateTime) {
        this.server = server;
        this.project = project;
        this.updatedBy = updatedBy;
        this.updateTime = updateTime;
    }

    @Whitelisted
    public String getServer() {
        return server;
    }

    @Whitelisted
    public String getProject() {
        return project;
    }

    @Whitelisted
    public String getUpdatedBy() {
        return updatedBy;
    }

    @Whitelisted
    @CheckForNull
    public Instant getUpdated() {
        return instant(updateTime);
    }

    /** In epoch milliseconds; 0 when Zadig does not tell, as after a change. */
    @Whitelisted
    public long getUpdatedMillis() {
        return millis(updateTime);
    }

    /** In ISO form; empty when Zadig does not tell. */
    @Whitelisted
    public String getUpdatedText() {
        return iso(updateTime);
    }

    final void putProject(Map<String, Object> values) {
        values.put("server", server);
        values.put("project", project);
    }

    final void putUpdate(Map<String, Object> values) {
        values.put("updatedBy", updatedBy);
        values.put("updateTime", updateTime);
    }
}
