package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public abstract class Cause {
    @Exported(visibility = 3)
    public abstract String getShortDescription();

    public void print(TaskListener listener) {
        listener.getLogger().println(getShortDescription());
    }

    public static class UserIdCause extends Cause {
        @CheckForNull
        private final String userId;

        public UserIdCause(@CheckForNull String userId) {
            this.userId = userId;
        }

        @Exported(visibility = 3)
        @CheckForNull
        public String getUserId() {
            return userId;
        }

        @Override
        public String getShortDescription() {
            return "Started by user "
                    + (userId == null
                            ? "anonymous"
                            : User.getOrCreateByIdOrFullName(userId).getDisplayName());
        }
    }
}
