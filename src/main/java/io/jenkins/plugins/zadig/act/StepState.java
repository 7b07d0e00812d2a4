package io.jenkins.plugins.zadig.act;

/**
 * What a step keeps in a file of its build, to go on with after a crash.
 *
 * @param <T> itself
 */
interface StepState<T> {
    /** The id of the step's flow node. */
    String step();

    /** When the flow node began, in epoch milliseconds: after a crash its id can be another node's; 0 when not known. */
    long started();

    /** The same for another node, which began at that time. */
    T of(String node, long began);

    /** Whether another one is of a step that wants the same. */
    boolean wantsAs(T other);

    /** Whether another one is of the same step: ids of nodes are given out again after a crash. */
    default boolean isAt(StepState<T> other) {
        return step().equals(other.step()) && started() == other.started();
    }
}
