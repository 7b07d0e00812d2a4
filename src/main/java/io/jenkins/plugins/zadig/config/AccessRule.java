package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.util.FormValidation;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * What some jobs may use a server for. Of a server's rules the first one that fits a job decides; a server without rules
 * is for every job that finds it, and for everything. Configuration as Code wants a getter beside each setter.
 */
public final class AccessRule implements Describable<AccessRule> {
    /**
     * Patterns of full names, one a line. A folder stands for all that is in it; {@code *} stands for any text within a
     * name, {@code **} also across folders.
     */
    public final String jobs;

    private boolean run;
    private boolean approve;
    private boolean cancel;
    private boolean change;

    /**
     * A rule that allows nothing but to read.
     *
     * @param jobs see {@link #jobs}
     */
    @DataBoundConstructor
    public AccessRule(String jobs) {
        this.jobs = Util.fixNull(jobs).trim();
    }

    /** Whether the jobs may run workflows and wait for tasks. */
    public boolean isRun() {
        return run;
    }

    @DataBoundSetter
    public void setRun(boolean run) {
        this.run = run;
    }

    /** Whether they, and people on the pages of their builds, may approve, reject and resume. */
    public boolean isApprove() {
        return approve;
    }

    @DataBoundSetter
    public void setApprove(boolean approve) {
        this.approve = approve;
    }

    /** Whether they, and people on the pages of their builds, may cancel and retry tasks. */
    public boolean isCancel() {
        return cancel;
    }

    @DataBoundSetter
    public void setCancel(boolean cancel) {
        this.cancel = cancel;
    }

    /** Whether they may create, update and delete workflows and views. */
    public boolean isChange() {
        return change;
    }

    @DataBoundSetter
    public void setChange(boolean change) {
        this.change = change;
    }

    boolean allows(Operation operation) {
        return switch (operation) {
            case READ -> true;
            case RUN -> run;
            case APPROVE -> approve;
            case CANCEL -> cancel;
            case CHANGE -> change;
        };
    }

    /** Whether it is about a job: a pattern is the full name of the job or of a folder that the job is in. */
    boolean fits(String fullName) {
        return patterns(jobs).anyMatch(pattern -> fits(pattern, fullName));
    }

    private static Stream<String> patterns(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty());
    }

    /** Without a regular expression, as whoever may configure a folder could write one that takes for ever. */
    private static boolean fits(String pattern, String name) {
        var reached = new BitSet();
        reached.set(0);
        for (int i = 0; i < pattern.length(); i++) {
            var next = new BitSet();
            var star = pattern.charAt(i) == '*';
            var acrossFolders = star && pattern.startsWith("**", i);
            for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
                if (!star) {
                    next.set(at + 1, at + 1 + (name.startsWith(pattern.substring(i, i + 1), at) ? 1 : 0));
                    continue;
                }
                next.set(at);
                for (int to = at; to < name.length() && (acrossFolders || name.charAt(to) != '/'); to++) {
                    next.set(to + 1);
                }
            }
            i += acrossFolders ? 1 : 0;
            reached = next;
        }
        return reached.stream().anyMatch(end -> end == name.length() || name.charAt(end) == '/');
    }

    /** The rule in a line, for whoever is refused by it. */
    @Override
    public String toString() {
        var operations = Stream.of(Operation.values())
                .filter(this::allows)
                .map(Operation::words)
                .collect(Collectors.joining(", "));
        return patterns(jobs).collect(Collectors.joining(", ")) + ": " + operations;
    }

    /**
     * Refuses rules that fit no job, which somebody may believe to protect something.
     *
     * @throws IllegalArgumentException naming the server
     */
    static void require(String server, List<AccessRule> rules) {
        if (rules.stream().anyMatch(rule -> patterns(rule.jobs).findAny().isEmpty())) {
            throw new IllegalArgumentException(Messages.AccessRule_noJobsOf(server));
        }
    }

    /** The form of a rule. */
    @Extension
    @Symbol("zadigAccessRule")
    public static final class DescriptorImpl extends LocalizedDescriptor<AccessRule> {
        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckJobs(@CheckForNull @QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.ok(Messages.AccessRule_noJobs())
                    : FormValidation.ok();
        }
    }
}
