package io.jenkins.plugins.zadig.api;

/**
 * What can be told of a server's version without being its administrator: which routes it has (zadig-servers 1.2).
 * Lines up to 3.0 are told apart from later ones by the {@linkplain WorkflowDetail#approvesByStage() detail} instead.
 * A branch between two lines can have a route before it does what goes with it. So the task that was made is compared
 * with what was asked for, whatever the line.
 */
public enum ServerLine {
    /** Up to 1.18: as 2.2, and blue-green deploys take images (zadig-servers 5.22). */
    UP_TO_1_18,
    /** 2.0 to 2.2: as 3.0, and a deploy deploys all that is built or stored, not what is listed (zadig-servers 7.1). */
    UP_TO_2_2,
    /** 2.3 to 3.0: approval belongs to stages, and workflow variables cannot be set (zadig-servers 4.3, 10.1). */
    UP_TO_3_0,
    /** 3.1: jobs that a run does not list are left out, approval jobs among them (zadig-servers 5.5, 13.2). */
    UP_TO_3_1,
    /** 3.2: a deploy also deploys what a run gives an image for and does not build (zadig-servers 7.8). */
    UP_TO_3_2,
    /** 3.3: deploys to machines can be listed (zadig-servers 5.17). */
    UP_TO_3_3,
    /** The tag 3.4.0: unlisted jobs run with their stored values; builds build nothing (zadig-servers 5.6, 6.4). */
    V3_4_0,
    /** 3.4.1 and the branch release-3.4.0: unlisted jobs are skipped, approval jobs among them (zadig-servers 5.5). */
    FROM_3_4_1,
    /** 4.0: TAPD jobs can be listed, and how values are merged can be said (zadig-servers 5.17, 7.21). */
    FROM_4_0,
    /** 4.1: approval jobs and jobs that do not run by default can be listed; commits are read (zadig-servers 1.14). */
    FROM_4_1,
    /** 4.2: jobs on services take their services, and notifications can be named (zadig-servers 5.20, 6.8). */
    FROM_4_2,
    /** 4.3: notifications can be switched on and off (zadig-servers 5.20). */
    FROM_4_3,
    /** 5.0 and later. */
    FROM_5_0;

    public boolean isBefore(ServerLine other) {
        return compareTo(other) < 0;
    }
}
