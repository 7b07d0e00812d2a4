package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.PlainText;
import java.math.BigDecimal;

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

    /**
     * Checks a number before Jenkins hands it to a setter, as Jenkins cuts it down to the size of the parameter.
     *
     * @param place the step, and the part of it
     * @param small whether the parameter is an {@code int}
     * @throws AbortException naming the step, the parameter and its largest number
     */
    static void check(String place, String parameter, Object value, boolean small) throws AbortException {
        if (!fits(value, small)) {
            throw new AbortException(Messages.NumberRange_none(
                    place,
                    parameter,
                    PlainText.line(value.toString()),
                    Long.toString(small ? Integer.MAX_VALUE : Long.MAX_VALUE)));
        }
    }

    private static boolean fits(Object value, boolean small) {
        try {
            var number = value instanceof Number
                    ? new BigDecimal(value.toString()).longValueExact()
                    : Long.parseLong(value.toString());
            return !small || number == (int) number;
        } catch (NumberFormatException | ArithmeticException x) {
            return false;
        }
    }
}
