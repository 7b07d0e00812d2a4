package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * What a product workflow's task worked on and made (API document "获取工作流任务详情", zadig-servers 22.10). It has
 * neither the task's number nor its times.
 *
 * @param workflow key of the workflow
 * @param environment always empty (zadig-servers 22.10)
 * @param targets what it builds or deploys
 * @param images what it built; only of stages that passed
 * @param reports totals of its function tests
 */
public record ProductTaskDetail(
        @JsonProperty("workflow_name") String workflow,
        @JsonProperty("env_name") String environment,
        String status,
        List<Target> targets,
        List<Image> images,
        @JsonProperty("test_reports") List<TestReport> reports) {
    /** The names of the images, each once. */
    public List<String> built() {
        return images.stream()
                .map(Image::image)
                .filter(image -> !image.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * A service that the task works on.
     *
     * @param serviceType {@code k8s}, {@code helm} …
     */
    public record Target(
            String name,
            @JsonProperty("service_type") String serviceType,
            @CheckForNull Build build) {
        /** The code that it is built from; empty when it is not built. */
        public List<SourceCode> code() {
            return build == null ? List.of() : build.repos();
        }
    }

    public record Build(List<SourceCode> repos) {}

    /**
     * A repository as a task checked it out.
     *
     * @param pr number of the pull request, 0 for none
     */
    public record SourceCode(@JsonProperty("repo_name") String repository, String branch, long pr) {}

    public record Image(
            String image,
            @JsonProperty("service_name") String service,
            @JsonProperty("registry_repo") String registry) {}

    /** The report of one test; there are no cases, only totals, and none ({@code null}) where there is no report. */
    public record TestReport(
            @JsonProperty("test_name") String test,

            @JsonProperty("function_test_report") @CheckForNull
            Totals totals) {}

    /**
     * How many tests there were.
     *
     * @param page path of the page that shows them
     */
    public record Totals(
            int tests,
            int failures,
            int skips,
            int errors,
            @JsonProperty("detail_url") String page) {}
}
