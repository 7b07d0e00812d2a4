package io.jenkins.plugins.zadig.preview;

import groovy.lang.Closure;
import hudson.model.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The step {@code parallel}: one thread per branch. */
final class Parallel {
    private final PreviewRun run;

    Parallel(PreviewRun run) {
        this.run = run;
    }

    Object call(Arguments arguments) {
        Map<String, Callable<Object>> bodies = new LinkedHashMap<>();
        arguments.named().forEach((name, value) -> {
            if (value instanceof Closure<?> closure) {
                bodies.put(name, closure::call);
            }
        });
        return call(bodies, arguments.flag("failFast", false));
    }

    /** Returns what the branches returned, by their names; throws what the first failed branch threw. */
    Map<String, Object> call(Map<String, Callable<Object>> bodies, boolean failFast) {
        run.console().pipeline("parallel");
        PreviewNode node = run.newNode(Branch.current().block(), "parallel");
        Map<String, Branch> branches = new LinkedHashMap<>();
        Map<String, Object> results = new LinkedHashMap<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch open = new CountDownLatch(bodies.size());
        bodies.keySet().forEach(name -> branches.put(name, Branch.current().fork()));
        Branch.Interruptible stop = cause -> branches.values().forEach(branch -> branch.interrupt(cause));
        return Branch.current().leaf(stop, () -> {
            bodies.forEach((name, body) -> {
                run.console().pipeline("{ (Branch: " + name + ')');
                Thread thread = new Thread(
                        () -> {
                            try {
                                Object result = run(name, node, branches.get(name), body);
                                synchronized (results) {
                                    results.put(name, result);
                                }
                            } catch (Throwable t) {
                                run.console().println("Failed in branch " + name);
                                if (failure.compareAndSet(null, t) && failFast) {
                                    stopOthers(name, branches);
                                }
                            } finally {
                                open.countDown();
                            }
                        },
                        run + " " + name);
                thread.setDaemon(true);
                thread.start();
            });
            open.await();
            run.console().pipeline("// parallel");
            if (failure.get() != null) {
                throw Sneaky.rethrow(failure.get());
            }
            return results;
        });
    }

    private Object run(String name, PreviewNode parallel, Branch branch, Callable<Object> body) {
        branch.begin();
        PreviewNode node = run.newNode(parallel, "parallel branch");
        node.addAction(new LabelAction("Branch: " + name));
        try {
            return branch.inside(node, Map.of(), null, body);
        } finally {
            run.console().pipeline("}");
        }
    }

    private static void stopOthers(String failed, Map<String, Branch> branches) {
        CauseOfInterruption cause = new FailedFast(failed);
        branches.forEach((name, branch) -> {
            if (!name.equals(failed)) {
                branch.interrupt(new FlowInterruptedException(Result.ABORTED, true, cause));
            }
        });
    }

    private static final class FailedFast extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        private final String branch;

        FailedFast(String branch) {
            this.branch = branch;
        }

        @Override
        public String getShortDescription() {
            return "Failed in branch " + branch;
        }
    }
}
