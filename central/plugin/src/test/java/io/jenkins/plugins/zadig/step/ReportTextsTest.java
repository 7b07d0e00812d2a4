package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Run;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.simulator.JobDefinition;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.TestCase;
import io.jenkins.plugins.zadig.simulator.WorkflowDefinition;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a test printed belongs to the test result of the build, which Jenkins lets go: the plugin itself keeps none of it. */
class ReportTextsTest {
    private static final String PRINTED = "printed by a test, perhaps with a secret";

    @Test
    void noneStaysOnTheHeap() {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("shop", "loud")
                    .stage("test")
                    .job(JobDefinition.test("smoke", "smoke")
                            .cases(TestCase.failed("a.B", "c", 1, "short", PRINTED))));
            zadig.launch("loud", "alice");
            var step = Preview.of(zadig.url(), zadig.token())
                    .harness("zadigAwaitTask", Map.of("project", "shop", "workflow", "loud", "id", 1L))
                    .start();
            step.await();

            var tests = step.run().getAction(TestResultAction.class);
            assertThat(tests.getFailedTests().get(0).getErrorStackTrace()).contains(PRINTED);
            assertThat(reachable(Controller.get(), step.execution())).noneMatch(text -> text.contains(PRINTED));
        }
    }

    /** All texts that can be reached through objects of the plugin and through collections. */
    private static Set<String> reachable(Object... roots) {
        var texts = new TreeSet<String>();
        var seen = Collections.<Object>newSetFromMap(new IdentityHashMap<>());
        var next = new ArrayDeque<Object>();
        for (Object root : roots) {
            next.add(root);
        }
        while (!next.isEmpty()) {
            var object = next.remove();
            if (!seen.add(object) || object instanceof Run) {
                continue;
            }
            if (object instanceof String text) {
                texts.add(text);
            } else if (object instanceof Collection<?> all) {
                all.stream().filter(one -> one != null).forEach(next::add);
            } else if (object instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    next.add(key);
                    if (value != null) {
                        next.add(value);
                    }
                });
            } else if (object instanceof AtomicReference<?> reference && reference.get() != null) {
                next.add(reference.get());
            } else if (object instanceof CompletableFuture<?> future
                    && future.isDone()
                    && !future.isCompletedExceptionally()
                    && future.join() != null) {
                next.add(future.join());
            } else if (object.getClass().getName().startsWith("io.jenkins.plugins.zadig.")) {
                fields(object, next);
            }
        }
        assertThat(texts).as("the walk reaches something").hasSizeGreaterThan(3);
        return texts;
    }

    private static void fields(Object object, Collection<Object> next) {
        for (Class<?> type = object.getClass();
                type != null && type.getName().startsWith("io.jenkins.");
                type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                try {
                    if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        var value = field.get(object);
                        if (value != null) {
                            next.add(value);
                        }
                    }
                } catch (ReflectiveOperationException x) {
                    throw new AssertionError(x);
                }
            }
        }
    }
}
