package io.jenkins.plugins.zadig.api;

/**
 * What can be told of a server's version without being its administrator: which routes it has (zadig-servers 1.2).
 * Lines up to 3.0 are told apart from later ones by the {@linkplain WorkflowDetail#approvesByStage() detail} instead,
 * and 4.1 from 3.4.1 by whether it takes an approval job.
 */
public enum ServerLine {
    /** Up to 3.3: jobs that a run does not list are dropped. */
    UP_TO_3_3,
    /** 3.4.0 alone: jobs that a run does not list run all the same, with their stored values. */
    V3_4_0,
    /** 3.4.1 to 4.3: jobs that a run does not list are skipped; approval jobs can be listed from 4.1 on. */
    FROM_3_4_1,
    /** 5.0 and later. */
    FROM_5_0
}
