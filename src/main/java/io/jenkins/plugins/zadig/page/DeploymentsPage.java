package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.security.ACL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What builds have deployed where: of all jobs, or of those of a folder, as far as the reader may see them. */
@ExportedBean
public class DeploymentsPage implements Action {
    static final String URL = "zadig-deployments";

    /** Full name of the folder; empty for the controller. */
    private final String folder;

    DeploymentsPage(String folder) {
        this.folder = folder;
    }

    @CheckForNull
    @Override
    public final String getIconFileName() {
        return DeploymentLog.isEmpty() ? null : "symbol-zadig plugin-zadig";
    }

    @Override
    public final String getDisplayName() {
        return Messages.DeploymentsPage_displayName();
    }

    @Override
    public final String getUrlName() {
        return URL;
    }

    public final Api getApi() {
        return new Api(this);
    }

    /** The latest deployment of each service in each environment. */
    @Exported
    public final List<DeploymentRow> getDeployments() {
        var rows = new ArrayList<DeploymentRow>();
        var jobs = new VisibleJobs();
        for (List<Deployment> history : DeploymentLog.all().values()) {
            history.stream()
                    .filter(jobs)
                    .findFirst()
                    .ifPresent(
                            shown -> rows.add(new DeploymentRow(shown, jobs.address(shown), shown != history.get(0))));
        }
        rows.sort(Comparator.comparing(
                DeploymentRow::deployment,
                Comparator.comparing(Deployment::project)
                        .thenComparing(Deployment::environment)
                        .thenComparing(Deployment::part)
                        .thenComparing(Deployment::server)));
        return rows;
    }

    /**
     * What was deployed of a service to an environment, {@code null} if nothing that the reader may see.
     *
     * @param place as {@link DeploymentRow#getPlace} has it
     */
    @CheckForNull
    public final DeploymentHistory getService(String place) {
        var jobs = new VisibleJobs();
        var history = DeploymentLog.all().getOrDefault(place, List.of());
        var rows = history.stream()
                .filter(jobs)
                .map(one -> new DeploymentRow(one, jobs.address(one), false))
                .toList();
        return rows.isEmpty() ? null : new DeploymentHistory(rows, rows.get(0).deployment() != history.get(0));
    }

    /** Knows the jobs that the reader may see; each is looked up once. */
    private final class VisibleJobs implements Predicate<Deployment> {
        private static final String HIDDEN = "\0";

        private final Map<String, String> addresses = new HashMap<>();

        @Override
        public boolean test(Deployment one) {
            return address(one) != null;
        }

        /** The build, from Jenkins' root; empty when its job is gone, {@code null} when the reader may not see it. */
        @CheckForNull
        String address(Deployment one) {
            if (!folder.isEmpty() && !one.job().startsWith(folder + "/")) {
                return null;
            }
            var job = addresses.computeIfAbsent(one.job(), VisibleJobs::lookUp);
            return job.equals(HIDDEN) ? null : job.isEmpty() ? "" : job + one.build() + "/";
        }

        private static String lookUp(String name) {
            Job<?, ?> job = null;
            if (!name.isEmpty()) {
                // As Jenkins, since a job that the reader may only discover is an error otherwise.
                try (var system = ACL.as2(ACL.SYSTEM2)) {
                    job = Jenkins.get().getItemByFullName(name, Job.class);
                }
            }
            if (job == null) {
                return Jenkins.get().getACL().hasPermission(Jenkins.ADMINISTER) ? "" : HIDDEN;
            }
            return job.getACL().hasPermission(Item.READ) ? job.getUrl() : HIDDEN;
        }
    }
}
