package io.jenkins.plugins.zadig.api;

/**
 * What can be told of a server's version without being its administrator: which routes it has (zadig-servers 1.2).
 * Lines up to 3.0 are told apart from later ones by the {@linkplain WorkflowDetail#approvesByStage() detail} instead.
 * A branch on its way from one line to the next can have a route before it does what goes with it, so the look at a
 * task that was made stays the last word.
 */
public enum ServerLine {
    /** Up to 1.18: as 2.2, and deploys of blue and green take images. */
    UP_TO_1_18,
    /** 2.0 to 2.2: as 3.0, and a deploy puts in place all that is built or stored, whatever is listed. */
    UP_TO_2_2,
    /** 2.3 to 3.0: approval belongs to stages, and workflow variables cannot be set. */
    UP_TO_3_0,
    /** 3.1: jobs that a run does not list are dropped, approval jobs among them. */
    UP_TO_3_1,
    /** 3.2: a deploy puts in place what a run gives an image for, too, and not only what it builds. */
    UP_TO_3_2,
    /** 3.3: deploys to machines can be listed. */
    UP_TO_3_3,
    /** The tag 3.4.0: jobs that a run does not list run all the same, with their stored values; builds build nothing. */
    V3_4_0,
    /** 3.4.1 and the branch release-3.4.0: jobs that a run does not list are skipped, approval jobs among them. */
    FROM_3_4_1,
    /** 4.0: TAPD jobs can be listed, and how values are merged can be said. */
    FROM_4_0,
    /** 4.1: approval jobs can be listed, as can those that do not run by default, and commits are read. */
    FROM_4_1,
    /** 4.2: jobs on services take their services, and whom notifications tell can be chosen. */
    FROM_4_2,
    /** 4.3: notifications can be switched on and off. */
    FROM_4_3,
    /** 5.0 and later. */
    FROM_5_0;

    public boolean isBefore(ServerLine other) {
        return compareTo(other) < 0;
    }
}
