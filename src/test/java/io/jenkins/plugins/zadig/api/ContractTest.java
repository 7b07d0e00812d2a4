package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of the API document and of the servers' source are understood, and leave their secrets behind. */
class ContractTest {
    private static final String PLANTED = "planted-secret";
    private static final Set<String> SECRET_FIELDS = Set.of("oauth_token", "token", "password", "job_output");

    static Stream<Arguments> answers() {
        return Stream.of(
                        Map.entry("task", WorkflowTask.class),
                        Map.entry("workflow", WorkflowDetail.class),
                        Map.entry("tasks", TaskPage.class),
                        Map.entry("projects", Projects.Page.class))
                .flatMap(operation -> Fixtures.names(operation.getKey()).stream()
                        .map(name -> Arguments.of(operation.getKey(), name, operation.getValue())));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void noCredentialSurvivesDecoding(String operation, String name, Class<?> type) throws Exception {
        var json = Fixtures.json(operation, name);
        plant(json);

        var value = Fixtures.decode(json, type);

        assertThat(value.toString()).doesNotContain(PLANTED);
        assertThat(Fixtures.MAPPER.writeValueAsString(value)).doesNotContain(PLANTED);
    }

    /** Puts a text that can be found into every place of a secret. */
    private static void plant(JsonNode json) {
        if (json instanceof ObjectNode object) {
            if (object.path("is_credential").asBoolean()) {
                object.put("value", PLANTED).put("default", PLANTED);
            }
            object.fieldNames().forEachRemaining(field -> {
                if (SECRET_FIELDS.contains(field)) {
                    object.put(field, PLANTED);
                }
            });
        }
        json.forEach(ContractTest::plant);
    }

    @Test
    void credentialVariableOfAWorkflowHasNoValue() {
        var json = (ObjectNode) Fixtures.json("workflow", "v5.json");
        json.withArray("params")
                .addObject()
                .put("name", "PASSWORD")
                .put("value", PLANTED)
                .put("is_credential", true);

        var workflow = Fixtures.decode(json, WorkflowDetail.class);

        assertThat(workflow.variables().get(1).credential()).isTrue();
        assertThat(workflow.variables().get(1).value()).isEmpty();
        assertThat(workflow.toString()).doesNotContain(PLANTED);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void taskKeepsItsIdentityStatusAndJobs(String name) {
        var json = Fixtures.json("task", name);

        var task = Fixtures.decode(json, WorkflowTask.class);

        assertThat(task.id()).isEqualTo(json.path("task_id").asLong());
        assertThat(task.workflow()).isEqualTo(json.path("workflow_key").asText());
        assertThat(task.project()).isEqualTo(json.path("project_key").asText());
        assertThat(task.status()).isEqualTo(json.path("status").asText());
        assertThat(task.creator()).isEqualTo(json.path("task_creator").asText());
        assertThat(task.revoker()).isEqualTo(json.path("task_revoker").asText());
        assertThat(task.endTime()).isEqualTo(json.path("end_time").asLong());
        assertThat(task.stages()).extracting(TaskStage::name).isEqualTo(texts(json.path("stages"), "name"));
        assertThat(task.stages()).extracting(TaskStage::status).isEqualTo(texts(json.path("stages"), "status"));
        var jobs = json.path("stages").findValues("jobs");
        var expected = new ArrayList<String>();
        jobs.forEach(list -> expected.addAll(texts(list, "status")));
        assertThat(task.jobs()).extracting(TaskJob::status).isEqualTo(expected);
    }

    static List<String> tasks() {
        return Fixtures.names("task");
    }

    private static List<String> texts(JsonNode list, String field) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.path(field).asText("")));
        return texts;
    }

    @Test
    void approvalOfAStageHasItsVotes() {
        var task = Fixtures.decode(Fixtures.json("task", "v1.18-reject.json"), WorkflowTask.class);

        var approval = task.stages().get(1).approval();
        assertThat(approval.enabled()).isTrue();
        assertThat(approval.type()).isEqualTo("native");
        assertThat(approval.voting().needed()).isEqualTo(1);
        assertThat(approval.voting().users())
                .containsExactly(new Approval.Vote("9792310b", "admin", "reject", "no", 1690180100));
    }

    @Test
    void approvalJobHasItsVotes() {
        var task = Fixtures.decode(Fixtures.json("task", "v5-passed.json"), WorkflowTask.class);

        var job = task.jobs().get(1);
        assertThat(job.name()).isEqualTo("job-1-0-0-approve");
        assertThat(job.configuredName()).isEqualTo("approve");
        assertThat(job.spec().approval().type()).isEqualTo("native");
        assertThat(job.spec().approval().voting().users())
                .extracting(Approval.Vote::user, Approval.Vote::decision, Approval.Vote::comment)
                .containsExactly(tuple("jenkins-bot", "approve", "LGTM"));
    }

    @Test
    void jobsTellWhatTheyMade() {
        var jobs = Fixtures.decode(Fixtures.json("task", "v5-passed.json"), WorkflowTask.class)
                .jobs();

        var image = "registry.example.com/ns/svc1:20260822101010-31-main";
        assertThat(jobs.get(0).spec().images()).containsExactly(image);
        assertThat(jobs.get(0).label()).isEqualTo("build (svc1/svc1)");
        assertThat(jobs.get(2).spec().images()).containsExactly(image);
        assertThat(jobs.get(2).spec().environment()).isEqualTo("dev");
        assertThat(jobs.get(3).spec().test()).isEqualTo("smoke-test");
        assertThat(jobs.get(3).spec().junitReport()).isTrue();
        assertThat(jobs.get(3).info().test()).isEqualTo("smoke-test");
    }

    @Test
    void workflowOfTheDocumentApprovesByStage() {
        var workflow = Fixtures.decode(Fixtures.json("workflow", "document.json"), WorkflowDetail.class);

        assertThat(workflow.approvesByStage()).isTrue();
        assertThat(workflow.jobs().get(0).choices().services()).containsOnlyKeys("service1/service1");
        assertThat(workflow.variables()).extracting(Variable::type).containsExactly("repo", "string");
    }

    @Test
    void workflowOfANewServerApprovesByJob() {
        var workflow = Fixtures.decode(Fixtures.json("workflow", "v5.json"), WorkflowDetail.class);

        assertThat(workflow.approvesByStage()).isFalse();
        assertThat(workflow.jobs().get(1).isApproval()).isTrue();
        assertThat(workflow.jobs().get(1).runPolicy()).isEqualTo("force_run");
        assertThat(workflow.jobs().get(0).choices().services()).containsOnlyKeys("svc1/svc1");
    }

    @Test
    void listHasTimesOfZeroForNotYet() {
        var page = Fixtures.decode(Fixtures.json("tasks", "v5.json"), TaskPage.class);

        assertThat(page.total()).isEqualTo(31);
        assertThat(page.tasks()).extracting(TaskSummary::id).containsExactly(31L, 30L, 29L);
        assertThat(page.tasks()).extracting(TaskSummary::endTime).containsExactly(0L, 0L, 1787364490L);
        assertThat(page.tasks()).extracting(TaskSummary::creator).contains("admin", "jenkins-bot");
        assertThat(Fixtures.decode(Fixtures.json("tasks", "missing-project.json"), TaskPage.class)
                        .tasks())
                .isEmpty();
    }
}
