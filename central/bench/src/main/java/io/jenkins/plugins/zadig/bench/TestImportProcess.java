package io.jenkins.plugins.zadig.bench;

import hudson.model.TaskListener;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.TestCase;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.report.TestPublisher;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Publishes a task's tests in a process of its own, and writes the same ones as XML. */
final class TestImportProcess {
    private static final String JOB = "job-0-0-0-smoke";

    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final ZadigClient client;
    private final TaskRef task;

    private TestImportProcess(URI url, String token, TaskRef task) {
        client = new ZadigClient(
                url,
                () -> token,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(threads)
                        .build(),
                ClientLimits.DEFAULT);
        this.task = task;
    }

    public static void main(String[] args) throws IOException {
        var task = new TaskRef("zadig-0", "bench", args[2], Long.parseLong(args[3]));
        var program = new TestImportProcess(URI.create(args[0]), args[1], task);
        new Commands()
                .on("publish", words -> program.publish())
                .on("write", words -> program.write())
                .on("read", words -> program.read())
                .on("peak", words -> program.peak())
                .serve();
    }

    /** Nanoseconds from the request to the build's test result, and the number of cases. */
    private String publish() {
        var build = BenchBuild.start();
        var nanos = publish(build);
        return nanos + " " + build.getAction(TestResultAction.class).getTotalCount();
    }

    private long publish(BenchBuild build) {
        var ended = client.customWorkflows().task(task.workflow(), task.id()).join();
        var began = System.nanoTime();
        new TestPublisher(build, console(), null, true, UnaryOperator.identity())
                .publish(client, task, ended, threads)
                .join();
        return System.nanoTime() - began;
    }

    private static TaskListener console() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return () -> nowhere;
    }

    /** Nanoseconds to write the cases as a JUnit report, once they are in memory. */
    private long write() throws XMLStreamException, IOException {
        var cases = client.testReports()
                .cases(task.workflow(), task.id(), JOB, Collected::new)
                .join()
                .cases;
        var began = System.nanoTime();
        try (var out = new BufferedOutputStream(OutputStream.nullOutputStream(), 1 << 16)) {
            write(cases, XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8"));
        }
        return System.nanoTime() - began;
    }

    /** Nanoseconds to read the same report, once it is in memory, with every name and text of it, and its bytes. */
    private String read() throws XMLStreamException, IOException {
        var cases = client.testReports()
                .cases(task.workflow(), task.id(), JOB, Collected::new)
                .join()
                .cases;
        var out = new ByteArrayOutputStream();
        write(cases, XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8"));
        var began = System.nanoTime();
        var xml = XMLInputFactory.newInstance().createXMLStreamReader(new ByteArrayInputStream(out.toByteArray()));
        var length = 0L;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        length += xml.getAttributeValue(i).length();
                    }
                }
                case XMLStreamConstants.CHARACTERS -> length += xml.getText().length();
                default -> {}
            }
        }
        var nanos = System.nanoTime() - began;
        if (length == 0) {
            throw new IllegalStateException("Nothing was read");
        }
        return nanos + " " + out.size();
    }

    private static final class Collected implements Consumer<TestCase> {
        final List<TestCase> cases = new ArrayList<>();

        @Override
        public void accept(TestCase testCase) {
            cases.add(testCase);
        }
    }

    private static void write(List<TestCase> cases, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartDocument();
        xml.writeStartElement("testsuite");
        for (TestCase testCase : cases) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", testCase.className());
            xml.writeAttribute("name", testCase.name());
            xml.writeAttribute("time", Double.toString(testCase.seconds()));
            if (testCase.failure() != null) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", testCase.failure().message());
                xml.writeCharacters(testCase.failure().text());
                xml.writeEndElement();
            } else if (testCase.skipped() != null) {
                xml.writeEmptyElement("skipped");
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    /** The most bytes that are alive while tests are published, the result included, above what was before. */
    private long peak() throws InterruptedException {
        var before = alive();
        var most = new AtomicLong();
        var over = new AtomicBoolean();
        var watch = new Thread(() -> {
            while (!over.get()) {
                most.accumulateAndGet(alive(), Math::max);
            }
        });
        watch.start();
        var build = BenchBuild.start();
        publish(build);
        most.accumulateAndGet(alive(), Math::max);
        over.set(true);
        watch.join();
        if (build.getAction(TestResultAction.class) == null) {
            throw new IllegalStateException("Nothing was published");
        }
        return most.get() - before;
    }

    private static long alive() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }
}
