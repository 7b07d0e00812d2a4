package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Tells the cases of a test job (zadig-servers 18.2, 18.3). */
final class ReportCalls {
    private final World world;

    ReportCalls(World world) {
        this.world = world;
    }

    void register(Map<Operation, Call.Handler> handlers) {
        handlers.put(Operation.TEST_REPORT, this::get);
    }

    private Answer get(Call call) {
        var task = world.task(call.path("key"), call.taskId())
                .orElseThrow(() -> Refusal.internal("cannot find workflow task, workflow name: " + call.path("key")
                        + ", task id: " + call.path("id")));
        var job = task.allJobs()
                .filter(candidate -> candidate.name.equals(call.path("job")))
                .findFirst()
                .orElseThrow(() -> missing(call));
        if (!"zadig-test".equals(job.definition.type())) {
            throw Refusal.internal("job: " + job.name + " was not a testing job");
        }
        if (!job.isOver() || job.cases.isEmpty()) {
            throw missing(call);
        }
        if (job.definition.script().reportLost) {
            throw Refusal.internal("getLocalTestSuite s3 Download err: NoSuchKey: The specified key does not exist.");
        }
        return Answer.json(report(job.cases, job.definition.script().suites));
    }

    /** Totals; under a testsuite root skipped cases count twice, and no success leaves the field out. */
    private static JsonNode report(List<TestCase> cases, boolean suites) {
        var suite = Json.object();
        var skips = count(cases, TestCase.Result.SKIPPED);
        suite.put("tests", suites ? cases.size() : cases.size() + skips)
                .put("failures", count(cases, TestCase.Result.FAILED));
        if (count(cases, TestCase.Result.PASSED) > 0) {
            suite.put("successes", count(cases, TestCase.Result.PASSED));
        }
        suite.put("skips", skips)
                .put("errors", count(cases, TestCase.Result.ERROR))
                .put(
                        "time",
                        suites
                                ? 0
                                : cases.stream().mapToDouble(TestCase::seconds).sum())
                .put("system_out", "")
                .put("system_err", "");
        var list = suite.putArray("testcase");
        cases.forEach(testCase -> list.add(testCase.json()));
        suite.put("suite_type", "").put("name", "");
        return Json.object().set("functionTestSuite", suite);
    }

    private static int count(List<TestCase> cases, TestCase.Result result) {
        return (int)
                cases.stream().filter(testCase -> testCase.result() == result).count();
    }

    private static Refusal missing(Call call) {
        return Refusal.internal("cannot find step task, workflow name: " + call.path("key") + ", task id: "
                + call.path("id") + ", job name: " + call.path("job"));
    }
}
