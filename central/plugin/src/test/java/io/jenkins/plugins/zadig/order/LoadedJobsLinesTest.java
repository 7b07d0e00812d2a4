package io.jenkins.plugins.zadig.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.TestClients;
import io.jenkins.plugins.zadig.config.FormServer.WorkflowChoices;
import io.jenkins.plugins.zadig.pipelines.LineTable;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.RecordedServer;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import io.jenkins.plugins.zadig.task.LaunchRefused;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * On which servers the jobs that <i>Load jobs from workflow</i> brings into a form run as they are brought, as
 * docs/server-lines.md says: workflows of the servers that were recorded, and those of the demo.
 */
class LoadedJobsLinesTest {
    private static final LineTable TABLE = new LineTable("loaded jobs", Pattern.compile("[^· ][^·]*[^· ]"));

    /** Workflows in a reader's words, with project and key. */
    private static final Map<String, String> WORKFLOWS = workflows();

    /** What only the user knows, and is asked for: an image, and what to deploy where a workflow does not say. */
    private static final Set<Kind> ASKED = Set.of(Kind.IMAGE_MISSING, Kind.NOTHING_LISTED);

    private static Map<String, String> workflows() {
        var workflows = new LinkedHashMap<String, String>();
        workflows.put("a build and the deployment of what it builds", "demo release");
        workflows.put("the same into two environments", "demo two-deploys");
        workflows.put("a build, an approval and the deployment", "demo release-gated");
        workflows.put("a build and its tests", "shop nightly");
        workflows.put("all of these, tests, a scan and a freestyle job", "demo mixed");
        workflows.put("tests of repositories", "demo tests-repos");
        workflows.put("a scan", "demo scan");
        workflows.put("a freestyle job with repositories", "demo free");
        workflows.put("a freestyle job without", "demo hello-vm");
        workflows.put("a deployment of images, once they are filled in", "demo promote");
        return workflows;
    }

    private static ZadigSimulator start(Line line, String project) {
        return project.equals("shop") ? ZadigSimulator.start(line) : RecordedServer.start(line);
    }

    /** Whether they run; what else a user has to fill in is a fault. */
    private static boolean runs(Line line, String named) {
        var place = WORKFLOWS.get(named).split(" ");
        try (var zadig = start(line, place[0])) {
            var client = TestClients.of(zadig);
            var choices = new WorkflowChoices(
                    TestClients.valueOf(client.customWorkflows().detail(place[0], place[1])),
                    TestClients.valueOf(client.registries().list()));
            var jobs = new WorkflowJobs(choices, 100).listed(name -> true);
            var order =
                    LaunchOrder.written(place[0], place[1], Map.of(), jobs, List.of(), false, false, false);
            try {
                Planner.plan(client, order).join();
                return true;
            } catch (CompletionException x) {
                if (x.getCause() instanceof LaunchRefused refused) {
                    return refused.problems().stream().allMatch(problem -> ASKED.contains(problem.kind()));
                }
                throw x;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.jenkins.plugins.zadig.pipelines.LineTable#lines")
    void runWhereTheTableSays(Line line) {
        var said = TABLE.rows();
        assertThat(said.keySet()).containsExactlyInAnyOrderElementsOf(WORKFLOWS.keySet());
        assertThat(WORKFLOWS.keySet().stream().filter(named -> runs(line, named)).collect(Collectors.toSet()))
                .isEqualTo(said.keySet().stream()
                        .filter(named -> said.get(named).get(line))
                        .collect(Collectors.toSet()));
    }

    @Test
    @EnabledIf("io.jenkins.plugins.zadig.pipelines.LineTable#writes")
    void writeTable() throws IOException {
        TABLE.write(WORKFLOWS.keySet().stream(), named -> named, (named, line) -> runs(line, named));
    }
}
