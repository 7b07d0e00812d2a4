package io.jenkins.plugins.zadig.task;

import static io.jenkins.plugins.zadig.task.Orders.BUILD;
import static io.jenkins.plugins.zadig.task.Orders.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.JobSpec;
import io.jenkins.plugins.zadig.api.RunRequest;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.TaskStage;
import io.jenkins.plugins.zadig.api.WorkflowTask;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Servers leave out silently what they do not run, which the task shows as soon as it is there. */
class TaskComparisonTest {
    private static final JobInput DEPLOY = new JobInput(
            "deploy",
            "zadig-deploy",
            Map.of("service_list", List.of(Map.of("service_name", "cart", "service_module", "api"))));

    private static TaskJob made(String job, String type, String service, String module, JobSpec spec) {
        return new TaskJob(
                "job-0-0-0-" + job,
                job,
                "",
                type,
                "",
                0,
                0,
                "",
                spec,
                new TaskJob.JobInfo(job, service, module, "", ""),
                null);
    }

    private static JobSpec puts(String... modules) {
        var services = Stream.of(modules)
                .map(module -> module.split("/"))
                .map(parts -> new JobSpec.Service(parts[0], parts[1], "", ""))
                .toList();
        return new JobSpec(List.of(), "dev", "", false, null, services, List.of(), List.of());
    }

    private static JobSpec checksOut(String... repositories) {
        var code = Stream.of(repositories)
                .map(repository -> repository.split("/"))
                .map(parts -> new JobSpec.Code(parts[0], parts[1], "main", "", false, List.of()))
                .toList();
        return new JobSpec(List.of(), "", "", false, null, List.of(), code, List.of());
    }

    private static List<String> differences(
            List<JobInput> listed, List<String> optional, Map<String, List<String>> checkouts, TaskJob... made) {
        var request = new RunRequest("shop", "release", List.of(), listed, List.of());
        var plan = new LaunchPlan(
                request, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), optional, List.of(),
                checkouts, Map.of(), 0);
        var stage = new TaskStage("one", "", 0, 0, null, List.of(made), "");
        return LaunchIntent.of(plan, "key", 0, 0, null)
                .missingIn(new WorkflowTask(
                        1, "release", "", "shop", "", "", "", 0, 0, 0, List.of(), List.of(stage), "", ""));
    }

    private static List<String> differences(List<JobInput> listed, TaskJob... made) {
        return differences(listed, List.of(), Map.of(), made);
    }

    private static final TaskJob BUILT = made("build", "zadig-build", "cart", "api", null);

    @Test
    void taskOfAllThatIsListedIsAsOrdered() {
        assertThat(differences(
                        List.of(BUILD, DEPLOY), BUILT, made("deploy", "zadig-deploy", "cart", "", puts("cart/api"))))
                .isEmpty();
    }

    @Test
    void jobThatIsNotInTheTaskIsMissing() {
        assertThat(differences(List.of(BUILD, DEPLOY), BUILT)).containsExactly("deploy");
        assertThat(differences(List.of(BUILD, SMOKE), BUILT)).containsExactly("smoke");
    }

    @Test
    void jobThatAPolicyMaySkipIsNotMissed() {
        assertThat(differences(List.of(BUILD, SMOKE), List.of("smoke"), Map.of(), BUILT))
                .isEmpty();
    }

    @Test
    void serviceOrModuleThatIsNotInTheTaskIsMissing() {
        assertThat(differences(List.of(BUILD), made("build", "zadig-build", "cart", "web", null)))
                .containsExactly("build: cart/api");
        assertThat(differences(List.of(DEPLOY), made("deploy", "zadig-deploy", "pay", "", puts("pay/web"))))
                .containsExactlyInAnyOrder("deploy: cart/api", "deploy: +pay/web");
    }

    @Test
    void whatWouldBeDeployedUnaskedIsTold() {
        assertThat(differences(
                        List.of(DEPLOY), made("deploy", "zadig-deploy", "cart", "", puts("cart/api", "cart/web"))))
                .containsExactly("deploy: +cart/web");
    }

    @Test
    void serverThatTellsNoServicesLacksNone() {
        assertThat(differences(List.of(BUILD), made("build", "zadig-build", "", "", null)))
                .isEmpty();
    }

    @Test
    void repositoriesThatMustBeCheckedOutAreMissed() {
        var work = new JobInput("work", "freestyle", Map.of());
        var both = Map.of("work", List.of("shop/cart", "shop/common"));
        assertThat(differences(List.of(work), List.of(), both, made("work", "freestyle", "", "", checksOut())))
                .containsExactly("work: shop/cart", "work: shop/common");
        assertThat(differences(
                        List.of(work),
                        List.of(),
                        both,
                        made("work", "freestyle", "", "", checksOut("shop/cart", "shop/common"))))
                .isEmpty();
    }
}
