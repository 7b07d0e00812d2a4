package io.jenkins.plugins.zadig.task;

import java.util.ArrayList;
import java.util.List;

/** An order that was not sent, with all that is wrong with it. */
public final class LaunchRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final ArrayList<LaunchProblem> problems;

    public LaunchRefused(List<LaunchProblem> problems) {
        super(problems.toString());
        this.problems = new ArrayList<>(problems);
    }

    public List<LaunchProblem> problems() {
        return List.copyOf(problems);
    }
}
