package io.jenkins.plugins.zadig.step;

import hudson.AbortException;
import io.jenkins.plugins.zadig.api.PlainText;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

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
     * Checks the numbers among the arguments of a step before Jenkins hands them to its setters.
     *
     * @throws AbortException naming the step, the parameter and its largest number
     */
    static void check(String step, Class<?> type, Map<String, Object> arguments) throws AbortException {
        for (Method setter : type.getMethods()) {
            if (setter.isAnnotationPresent(DataBoundSetter.class)) {
                var parameter = Introspector.decapitalize(setter.getName().substring("set".length()));
                var value = arguments.get(parameter);
                var size = setter.getParameterTypes()[0];
                if (value != null && (size == int.class || size == long.class) && !fits(value, size == int.class)) {
                    throw new AbortException(Messages.NumberRange_none(
                            step,
                            parameter,
                            PlainText.line(String.valueOf(value)),
                            Long.toString(size == int.class ? Integer.MAX_VALUE : Long.MAX_VALUE)));
                }
            }
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
