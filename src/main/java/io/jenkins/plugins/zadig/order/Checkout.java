package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.ServerLine;

/**
 * What a line does with the repositories that a run gives to a type of job (zadig-servers 9.1 to 9.15).
 *
 * @param keepsOthers whether repositories that are not listed stay as the workflow has them
 * @param needsAll whether a job that lists none checks out none
 * @param commits what becomes of a commit
 * @param places whether remote, path and submodules of the run are taken
 * @param pins what of the workflow's own repository wins over a branch that a run names
 */
record Checkout(boolean keepsOthers, boolean needsAll, Commits commits, boolean places, Pins pins) {
    /** What becomes of a commit that a run names. */
    enum Commits {
        TAKEN,
        /** It is taken, save on a branch before the line's tag, and the task shows whether it is. */
        SHOWN,
        /** It is ignored up to 4.0. */
        FROM_4_1,
        /** It is ignored up to 4.1. */
        FROM_4_2,
        /** The branch's head is taken, whatever the task shows. */
        BRANCH_HEAD
    }

    /** What of a stored repository stays when a run changes its branch (zadig-servers 9.14). */
    enum Pins {
        /** Nothing, as the run's entry stands for itself. */
        NONE,
        TAG,
        TAG_AND_COMMIT
    }

    /**
     * Builds keep the others on every line, and build the branch's head whatever commit is asked for
     * (zadig-servers 9.4, 9.12).
     */
    static Checkout ofBuild(ServerLine line) {
        return new Checkout(true, false, Commits.BRANCH_HEAD, false, changed(line));
    }

    /**
     * The lists of tests and scans replace the workflow's from 4.2 on; to list all does no harm before
     * (zadig-servers 9.5).
     */
    static Checkout ofTest(ServerLine line) {
        return new Checkout(
                line.isBefore(ServerLine.FROM_3_4_1),
                false,
                line.isBefore(ServerLine.FROM_4_2) ? Commits.FROM_4_2 : Commits.TAKEN,
                false,
                changed(line));
    }

    /**
     * The lists of freestyle jobs replace the workflow's from 3.4.1 on, and up to 4.1 even when they are empty
     * (zadig-servers 9.6). From 5.0 on an entry stands for itself (9.15).
     */
    static Checkout ofFreestyle(ServerLine line) {
        var changed = line.isBefore(ServerLine.FROM_3_4_1);
        return new Checkout(
                changed,
                !changed && line.isBefore(ServerLine.FROM_4_2),
                line.isBefore(ServerLine.FROM_4_1)
                        ? Commits.FROM_4_1
                        : line.isBefore(ServerLine.FROM_4_2) ? Commits.SHOWN : Commits.TAKEN,
                !line.isBefore(ServerLine.FROM_5_0),
                line.isBefore(ServerLine.FROM_5_0) ? changed(line) : Pins.NONE);
    }

    /** A variable of the workflow takes no commit (zadig-servers 10.6), and {@link WorkflowVariables} refuses one. */
    static Checkout ofVariable() {
        return new Checkout(true, false, Commits.TAKEN, true, Pins.TAG_AND_COMMIT);
    }

    /**
     * What wins where an entry changes the stored repository. Servers read from 4.1 on whether a commit is wanted
     * (zadig-servers 9.14).
     */
    private static Pins changed(ServerLine line) {
        return line.isBefore(ServerLine.FROM_4_1) ? Pins.TAG_AND_COMMIT : Pins.TAG;
    }
}
