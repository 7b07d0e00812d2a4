package io.jenkins.plugins.zadig.step;

import hudson.AbortException;

/** The range of a number that a user gives to a step. */
final class NumberRange {
    private NumberRange() {}

    /**
     * Checks a number.
     *
     * @throws AbortException naming the parameter and its range
     */
    static void check(String parameter, int value, int least, int most) throws AbortException {
        if (value < least || value > most) {
            throw new AbortException(
                    most == Integer.MAX_VALUE
                            ? Messages.NumberRange_from(parameter, Integer.toString(value), Integer.toString(least))
                            : Messages.NumberRange_between(
                                    parameter,
                                    Integer.toString(value),
                                    Integer.toString(least),
                                    Integer.toString(most)));
        }
    }
}
