package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The directive {@code matrix} of a stage: one cell for each combination of values that is not excluded. */
final class Matrix {
    private final Closure<?> body;
    private final WorkflowProgram program;
    private final List<Axis> axes = new ArrayList<>();
    private final List<List<Axis>> excludes = new ArrayList<>();

    /** The values of an axis, or in an exclusion those that it is about. */
    private static final class Axis {
        private String name = "";
        private List<String> values = List.of();
        private boolean inverse;

        private boolean has(String value) {
            return values.contains(value) != inverse;
        }
    }

    private Matrix(Closure<?> body, WorkflowProgram program) {
        this.body = body;
        this.program = program;
    }

    static Matrix read(Closure<?> body, WorkflowProgram program) {
        Matrix matrix = new Matrix(body, program);
        each(body, (name, block) -> {
            // What else it has are the directives of each cell.
            if (name.equals("axes")) {
                matrix.axes.addAll(matrix.axes(block));
            } else if (name.equals("excludes")) {
                each(block, (exclude, excluded) -> matrix.excludes.add(matrix.axes(excluded)));
            }
        });
        return matrix;
    }

    private List<Axis> axes(Closure<?> block) {
        List<Axis> found = new ArrayList<>();
        each(block, (name, axis) -> found.add(axis(axis)));
        return found;
    }

    private Axis axis(Closure<?> block) {
        Axis axis = new Axis();
        Directives.run(block, new GroovyObjectSupport() {
            @Override
            public Object invokeMethod(String name, Object arguments) {
                List<String> values = Arrays.stream((Object[]) arguments).map(String::valueOf).toList();
                if (name.equals("name")) {
                    axis.name = values.get(0);
                } else {
                    axis.values = values;
                    axis.inverse = name.equals("notValues");
                }
                return null;
            }

            @Override
            public Object getProperty(String name) {
                return program.getProperty(name);
            }
        });
        return axis;
    }

    private interface Named {
        void take(String name, Closure<?> block);
    }

    private static void each(Closure<?> block, Named named) {
        Directives.run(block, new GroovyObjectSupport() {
            @Override
            public Object invokeMethod(String name, Object arguments) {
                named.take(name, Arguments.of(name, arguments).body());
                return null;
            }

            /** Words such as {@code none}. */
            @Override
            public Object getProperty(String name) {
                return name;
            }
        });
    }

    /** The directives of each cell. */
    Closure<?> body() {
        return body;
    }

    /** The values of the axes in each cell, by the name of its stage. */
    Map<String, Map<String, String>> cells() {
        List<Map<String, String>> cells = new ArrayList<>(List.of(Map.of()));
        for (Axis axis : axes) {
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> cell : cells) {
                for (String value : axis.values) {
                    Map<String, String> next = new LinkedHashMap<>(cell);
                    next.put(axis.name, value);
                    more.add(next);
                }
            }
            cells = more;
        }
        cells.removeIf(cell -> excludes.stream()
                .anyMatch(exclude -> exclude.stream().allMatch(axis -> axis.has(cell.get(axis.name)))));
        Map<String, Map<String, String>> named = new LinkedHashMap<>();
        cells.forEach(cell -> named.put(name(cell), cell));
        return named;
    }

    private static String name(Map<String, String> cell) {
        return cell.entrySet().stream()
                .map(value -> value.getKey() + " = '" + value.getValue() + "'")
                .collect(Collectors.joining(", ", "Matrix - ", ""));
    }
}
