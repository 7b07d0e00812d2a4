package hudson.tasks.junit;

import java.io.Serializable;

public class TestResultSummary implements Serializable {
    private static final long serialVersionUID = 1L;
}
