package io.jenkins.plugins.zadig.bench;

import java.util.Locale;

/**
 * A row of the table.
 *
 * @param target what it should be; empty when nothing is asked of it
 * @param against ratios to whatever does the same without the plugin; empty when there is nothing to compare with
 */
record Figure(String name, double value, String unit, String target, boolean met, String against) {
    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, "", true, "");
    }

    Figure atMost(double limit) {
        return target("≤ " + number(limit), value <= limit);
    }

    Figure atLeast(double limit) {
        return target("≥ " + number(limit), value >= limit);
    }

    /** How many times as much another one took, for what should be little. */
    Figure less(String other, double value) {
        return against(other, value / this.value);
    }

    /** The same, where so much is asked for. */
    Figure less(String other, double value, double times) {
        var ratio = value / this.value;
        return less(other, value).target("≥ " + number(times) + "× " + other, ratio >= times);
    }

    /** How many times as much as another one, for what should be much. */
    Figure more(String other, double value) {
        return against(other, this.value / value);
    }

    Figure more(String other, double value, double times) {
        return more(other, value).target("≥ " + number(times) + "× " + other, this.value / value >= times);
    }

    private Figure against(String other, double ratio) {
        var text = number(ratio) + "× " + other;
        return new Figure(name, value, unit, target, met, against.isEmpty() ? text : against + ", " + text);
    }

    private Figure target(String text, boolean reached) {
        return new Figure(name, value, unit, target.isEmpty() ? text : target + ", " + text, met && reached, against);
    }

    String number() {
        return number(value);
    }

    private static String number(double number) {
        var size = Math.abs(number);
        var digits = size == Math.rint(size) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }
}
