package io.jenkins.plugins.zadig.api;

/**
 * What can be told of a server's version without being its administrator: which routes it has (zadig-servers 1.2).
 * Lines up to 3.0 are told apart from later ones by the {@linkplain WorkflowDetail#approvesByStage() detail} instead,
 * and 4.1 from 3.4.1 by whether it takes an approval job. Branches of a line answer as its tags do, so what differs
 * between them must be planned for as the worse of the two.
 */
public enum ServerLine {
    /** Up to 3.0: approval belongs to stages, and workflow variables cannot be set. */
    UP_TO_3_0,
    /** 3.1 to 3.3: jobs that a run does not list are dropped, approval jobs among them. */
    UP_TO_3_3,
    /**
     * 3.4.0, tag or branch: on the tag, jobs that a run does not list run all the same, with their stored values, and
     * builds build nothing; on the branch, approval jobs that are not listed are dropped.
     */
    V3_4_0,
    /** 3.4.1 to 4.1: jobs that a run does not list are skipped; approval jobs can be listed from 4.1 on. */
    FROM_3_4_1,
    /** 4.2 and 4.3: jobs on services take their services, and notifications can be chosen. */
    FROM_4_2,
    /** 5.0 and later. */
    FROM_5_0;

    public boolean isBefore(ServerLine other) {
        return compareTo(other) < 0;
    }
}
