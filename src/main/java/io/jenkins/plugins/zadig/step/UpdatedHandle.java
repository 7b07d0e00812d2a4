package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Something of a project that people change: whose it is, and who changed it last. */
public abstract class UpdatedHandle extends NamedHandle {
    private static final long serialVersionUID = 1L;

    UpdatedHandle(String server, String project) {
        put("server", server);
        put("project", project);
    }

    /** Sets who changed it last, and when: epoch seconds; 0 when Zadig does not tell. */
    final void putUpdate(String updatedBy, long updateTime) {
        put("updatedBy", updatedBy);
        put("updateTime", updateTime);
    }

    @Whitelisted
    public String getServer() {
        return text("server");
    }

    @Whitelisted
    public String getProject() {
        return text("project");
    }

    @Whitelisted
    public String getUpdatedBy() {
        return text("updatedBy");
    }

    /** {@code null} when Zadig does not tell, as after a change (zadig-servers 21.5). */
    @Whitelisted
    @CheckForNull
    public Instant getUpdated() {
        return instant("updateTime");
    }

    /** In epoch milliseconds; 0 when Zadig does not tell, as after a change. */
    @Whitelisted
    public long getUpdatedMillis() {
        return millis("updateTime");
    }

    /** In ISO form; empty when Zadig does not tell. */
    @Whitelisted
    public String getUpdatedText() {
        return iso("updateTime");
    }

    @Override
    public String toString() {
        return getProject() + "/" + getName();
    }
}
