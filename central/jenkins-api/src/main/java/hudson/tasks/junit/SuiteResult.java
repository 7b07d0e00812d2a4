package hudson.tasks.junit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.tasks.test.PipelineTestDetails;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

public final class SuiteResult implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String stdout;
    private final String stderr;
    private final String nodeId;
    private final List<String> enclosingBlocks = new ArrayList<>();
    private final List<String> enclosingBlockNames = new ArrayList<>();
    private final List<CaseResult> cases = new ArrayList<>();
    private String file;
    private String id;
    private String timestamp;
    private float duration;
    private long startTime;
    private boolean timed;
    private transient TestResult parent;

    public SuiteResult(
            String name, String stdout, String stderr, @CheckForNull PipelineTestDetails pipelineTestDetails) {
        this.name = name;
        this.stdout = stdout;
        this.stderr = stderr;
        if (pipelineTestDetails != null && pipelineTestDetails.getNodeId() != null) {
            this.nodeId = pipelineTestDetails.getNodeId();
            this.enclosingBlocks.addAll(pipelineTestDetails.getEnclosingBlocks());
            this.enclosingBlockNames.addAll(pipelineTestDetails.getEnclosingBlockNames());
        } else {
            this.nodeId = null;
        }
    }

    static List<SuiteResult> parse(File report, PipelineTestDetails details) throws IOException {
        List<SuiteResult> suites = new ArrayList<>();
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            collect(factory.newDocumentBuilder().parse(report).getDocumentElement(), report, details, suites);
        } catch (SAXException e) {
            SuiteResult unreadable = new SuiteResult(report.getName(), "", "", null);
            unreadable.addCase(new CaseResult(unreadable, "[failed-to-read]", "Failed to read " + report + '\n' + e));
            suites.add(unreadable);
        } catch (ParserConfigurationException e) {
            throw new IOException(e);
        }
        return suites;
    }

    private static void collect(Element root, File report, PipelineTestDetails details, List<SuiteResult> suites) {
        for (Element nested : children(root, "testsuite")) {
            collect(nested, report, details, suites);
        }
        if (!children(root, "testcase").isEmpty()) {
            suites.add(read(root, report, details));
        }
    }

    private static SuiteResult read(Element element, File report, PipelineTestDetails details) {
        String name = element.hasAttribute("name") ? element.getAttribute("name") : '(' + report.getName() + ')';
        String prefix = element.getAttribute("package");
        SuiteResult suite = new SuiteResult(
                prefix.isEmpty() ? name : prefix + '.' + name,
                text(element, "system-out"),
                text(element, "system-err"),
                details);
        suite.file = report.getAbsolutePath();
        suite.id = element.hasAttribute("id") ? element.getAttribute("id") : null;
        suite.timestamp = element.hasAttribute("timestamp") ? element.getAttribute("timestamp") : null;
        suite.timed = element.hasAttribute("time");
        suite.duration = CaseResult.seconds(element.getAttribute("time"));
        for (Element testcase : children(element, "testcase")) {
            suite.addCase(new CaseResult(suite, testcase));
        }
        return suite;
    }

    static List<Element> children(Element element, String name) {
        List<Element> matching = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child && child.getTagName().equals(name)) {
                matching.add(child);
            }
        }
        return matching;
    }

    static String text(Element element, String name) {
        List<Element> children = children(element, name);
        return children.isEmpty() ? null : children.get(0).getTextContent();
    }

    boolean isSameAs(SuiteResult other) {
        return name.equals(other.name)
                && (id == null || other.id == null || id.equals(other.id))
                && Objects.equals(nodeId, other.nodeId)
                && enclosingBlocks.equals(other.enclosingBlocks)
                && enclosingBlockNames.equals(other.enclosingBlockNames);
    }

    public void addCase(CaseResult cr) {
        cases.add(cr);
        if (!timed) {
            duration += cr.getDuration();
        }
    }

    public void merge(SuiteResult sr) {
        sr.cases.forEach(testcase -> testcase.setParentSuiteResult(this));
        cases.addAll(sr.cases);
        duration += sr.duration;
    }

    public String getName() {
        return name;
    }

    public float getDuration() {
        return duration;
    }

    public long getStartTime() {
        return startTime;
    }

    public void setStartTime(long start) {
        startTime = start;
    }

    @CheckForNull
    public String getNodeId() {
        return nodeId;
    }

    @NonNull
    public List<String> getEnclosingBlocks() {
        return enclosingBlocks;
    }

    @NonNull
    public List<String> getEnclosingBlockNames() {
        return enclosingBlockNames;
    }

    public String getStdout() {
        return stdout;
    }

    public String getStderr() {
        return stderr;
    }

    public void setParent(TestResult parent) {
        this.parent = parent;
    }

    public List<CaseResult> getCases() {
        return cases;
    }
}
