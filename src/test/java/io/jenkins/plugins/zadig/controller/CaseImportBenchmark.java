package io.jenkins.plugins.zadig.controller;

import static io.jenkins.plugins.zadig.api.TestClients.valueOf;

import hudson.model.FreeStyleBuild;
import hudson.model.TaskListener;
import hudson.tasks.junit.TestResult;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.report.TestPublisher;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.SimulatedTask;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.File;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLOutputFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Measures 100,000 cases on their way from Zadig to a build's test result, beside the junit plugin's own way from an XML
 * file. Judges no time, and runs only when asked for: {@code mvn test -Dtest=CaseImportBenchmark}.
 */
@WithJenkins
class CaseImportBenchmark {
    private static final int CASES = 100_000;
    private static final int ROUNDS = 8;
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void measure(JenkinsRule jenkins) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try (var zadig = ZadigSimulator.builder().line(Line.V5_0).start()) {
            zadig.define(WorkflowDefinition.of("shop", "large")
                    .stage("test")
                    .job(JobDefinition.test("smoke", "smoke").cases(TestCase.many(CASES))));
            var task = zadig.launch("large", "alice");
            zadig.awaitTask("large", SimulatedTask::isCompleted, SOON);
            zadig.keepReport(task, "smoke");
            var http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(executor)
                    .build();
            var client = new ZadigClient(zadig.url(), zadig::token, http, ClientLimits.DEFAULT);
            var ended = valueOf(client.customWorkflows().task("large", task.id()));
            var ref = new TaskRef("zadig", "shop", "large", task.id());
            var file = write(directory.resolve("TEST-large.xml"));
            var project = jenkins.createFreeStyleProject();

            var published = Double.MAX_VALUE;
            var recorded = Double.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                var ours = jenkins.buildAndAssertSuccess(project);
                var publisher = new TestPublisher(ours, TaskListener.NULL, null, true, UnaryOperator.identity());
                published = Math.min(
                        published,
                        seconds(() ->
                                publisher.publish(client, ref, ended, executor).get()));
                check(ours);
                ours.delete();
                var theirs = jenkins.buildAndAssertSuccess(project);
                recorded = Math.min(recorded, seconds(() -> {
                    var result = new TestResult();
                    result.parse(file, null);
                    theirs.addAction(new TestResultAction(theirs, result, TaskListener.NULL));
                    return result;
                }));
                check(theirs);
                theirs.delete();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d cases to a build's test result: from Zadig by HTTP %.2f s, %,.0f cases/s;"
                            + " from XML by the junit plugin %.2f s; ratio %.2f, target 1.5%n",
                    CASES,
                    published,
                    CASES / published,
                    recorded,
                    published / recorded);
        } finally {
            executor.shutdown();
        }
    }

    private static void check(FreeStyleBuild build) {
        var total = build.getAction(TestResultAction.class).getTotalCount();
        if (total != CASES) {
            throw new IllegalStateException(total + " cases");
        }
    }

    private static double seconds(Callable<?> work) throws Exception {
        var began = System.nanoTime();
        work.call();
        return (System.nanoTime() - began) / 1e9;
    }

    private static File write(Path file) throws Exception {
        try (var out = Files.newOutputStream(file)) {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument();
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "large / smoke");
            for (TestCase testCase : TestCase.many(CASES)) {
                xml.writeStartElement("testcase");
                xml.writeAttribute("classname", testCase.className());
                xml.writeAttribute("name", testCase.name());
                xml.writeAttribute("time", Double.toString(testCase.seconds()));
                if (testCase.result() == TestCase.Result.FAILED) {
                    xml.writeStartElement("failure");
                    xml.writeAttribute("message", testCase.message());
                    xml.writeCharacters(testCase.text());
                    xml.writeEndElement();
                } else if (testCase.result() == TestCase.Result.SKIPPED) {
                    xml.writeEmptyElement("skipped");
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        }
        return file.toFile();
    }
}
