package io.jenkins.plugins.zadig.act;

import io.jenkins.plugins.zadig.config.RecordFile;

/**
 * That a step may have sent a change, kept in a file of its build, whatever the durability of its Pipeline.
 *
 * @param step of the build: the id of the flow node
 * @param started when the flow node began, in epoch milliseconds; 0 when that is not known
 * @param change where and what, as a digest, so that another step does not take it for its own
 * @param before when what is changed was changed last before this, in epoch seconds; 0 when it was not there, and for a
 *     change of which that is not asked
 */
record SentChange(String step, long started, String change, long before) implements StepState<SentChange> {
    /**
     * One that is not sent yet.
     *
     * @param change where and what
     */
    static SentChange of(String step, long started, String change) {
        return new SentChange(step, started, RecordFile.digest(change), 0);
    }

    @Override
    public SentChange of(String node, long began) {
        return new SentChange(node, began, change, before);
    }

    SentChange before(long second) {
        return new SentChange(step, started, change, second);
    }

    @Override
    public boolean wantsAs(SentChange other) {
        return change.equals(other.change);
    }
}
