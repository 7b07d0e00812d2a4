package io.jenkins.plugins.zadig.simulator;

/** What a user may do in a project (zadig-servers 2.11, 2.12). */
public enum Permission {
    /** See the project; without it the project is not listed. */
    VIEW,
    /** Start tasks, put remarks on them, resume paused ones. */
    EXECUTE,
    /** Create, change and delete workflows and views. */
    ADMINISTER
}
