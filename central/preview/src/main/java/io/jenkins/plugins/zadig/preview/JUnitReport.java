package io.jenkins.plugins.zadig.preview;

import hudson.tasks.junit.CaseResult;
import hudson.tasks.junit.SuiteResult;
import hudson.tasks.junit.TestResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The test results of a build as a JUnit XML file. */
final class JUnitReport {
    private final XMLStreamWriter xml;

    private JUnitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static void write(TestResult result, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            new JUnitReport(xml).suites(result);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("Cannot write " + file, e);
        }
    }

    private void suites(TestResult result) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        newLine(0);
        xml.writeStartElement("testsuites");
        for (SuiteResult suite : result.getSuites()) {
            newLine(1);
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", printable(suite.getName()));
            xml.writeAttribute("tests", Integer.toString(suite.getCases().size()));
            xml.writeAttribute("failures", count(suite, CaseResult::isFailed));
            xml.writeAttribute("skipped", count(suite, CaseResult::isSkipped));
            xml.writeAttribute("time", seconds(suite.getDuration()));
            for (CaseResult testcase : suite.getCases()) {
                newLine(2);
                testcase(testcase);
            }
            text("system-out", suite.getStdout());
            text("system-err", suite.getStderr());
            newLine(1);
            xml.writeEndElement();
        }
        newLine(0);
        xml.writeEndElement();
        newLine(0);
        xml.writeEndDocument();
    }

    private void testcase(CaseResult testcase) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", printable(testcase.getClassName()));
        xml.writeAttribute("name", printable(testcase.getName()));
        xml.writeAttribute("time", seconds(testcase.getDuration()));
        if (testcase.isSkipped()) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", printable(testcase.getSkippedMessage()));
        } else if (testcase.isFailed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(testcase.getErrorDetails()));
            xml.writeCharacters(printable(testcase.getErrorStackTrace()));
            xml.writeEndElement();
        }
        text("system-out", testcase.getStdout());
        text("system-err", testcase.getStderr());
        xml.writeEndElement();
    }

    private void text(String element, String text) throws XMLStreamException {
        if (text != null && !text.isEmpty()) {
            xml.writeStartElement(element);
            xml.writeCharacters(printable(text));
            xml.writeEndElement();
        }
    }

    private void newLine(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String count(SuiteResult suite, java.util.function.Predicate<CaseResult> wanted) {
        return Long.toString(suite.getCases().stream().filter(wanted).count());
    }

    private static String seconds(float seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** XML 1.0 knows no control characters but white space. */
    private static String printable(String text) {
        return text == null ? "" : text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "?");
    }
}
