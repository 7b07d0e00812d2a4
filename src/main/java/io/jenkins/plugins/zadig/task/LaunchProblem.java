package io.jenkins.plugins.zadig.task;

import java.io.Serializable;
import java.util.List;

/**
 * Why an order is not sent: something in it does not exist, or it would do what nobody asked for.
 *
 * @param subject what it is about, such as the job or variable; {@code job: service} where both matter
 * @param value the value that does not fit; empty when there is none
 * @param known what exists or would be accepted; the jobs concerned for kinds about jobs
 */
public record LaunchProblem(Kind kind, String subject, String value, List<String> known) implements Serializable {
    /** The kinds of problems; each has its own message and remedy. */
    public enum Kind {
        /** No job was listed, so nothing would run. */
        NO_JOBS,
        /** A job is listed twice; the server would take one of them. */
        JOB_TWICE,
        /** The workflow has no such job; the server would ignore it. */
        UNKNOWN_JOB,
        /** The job is of another type; the server would read the parameters as that type's. */
        OTHER_JOB_TYPE,
        /** The job does not have this service or module; the server would ignore it. */
        UNKNOWN_SERVICE,
        /** The job does not have this test or scan; the server would ignore it. */
        UNKNOWN_TEST,
        /** The workflow declares no such variable. */
        UNKNOWN_VARIABLE,
        /** The value is not among the variable's options. */
        NOT_AN_OPTION,
        /** Variables of this type cannot be set; the server would ignore the value. */
        VARIABLE_TYPE,
        /** A repository variable needs a map with codehost, namespace, name and branch; value is the key at fault. */
        REPOSITORY,
        /** This server takes no variables (up to 3.0); it would ignore them. */
        NO_VARIABLES,
        /** Approvals would be left out, and this server cannot be told to keep them (3.1 to 4.0). */
        APPROVAL_LOST,
        /** Approvals cannot be listed on this server; it would refuse the run. */
        APPROVAL_NOT_LISTABLE,
        /** The jobs would run although they are not listed (3.4.0). */
        UNLISTED_RUN,
        /** The job must run (run policy force_run), so it must be listed. */
        FORCED
    }

    LaunchProblem(Kind kind, String subject) {
        this(kind, subject, "", List.of());
    }

    LaunchProblem(Kind kind, List<String> jobs) {
        this(kind, "", "", jobs);
    }

    public LaunchProblem {
        known = List.copyOf(known);
    }
}
