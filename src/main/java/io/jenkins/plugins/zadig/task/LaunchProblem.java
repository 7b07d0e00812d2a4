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
        /** The server's API runs no jobs of this type; known are the types that it runs. */
        TYPE_NOT_RUN,
        /** Which values the job would run with is not known unless they are listed; its type is the value. */
        VALUES_UNKNOWN,
        /** The job runs only when its type is known, and the workflow cannot be read. */
        TYPE_MISSING,
        /** The job does not run by default, and this server cannot be told to run it (up to 4.0). */
        NOT_RUN_BY_DEFAULT,
        /** The job does not have this service or module; the server would ignore it. */
        UNKNOWN_SERVICE,
        /** A service, test, repository or variable is listed twice; the server would take one of them. */
        SERVICE_TWICE,
        /** The job does not have this test or scan; the server would ignore it. */
        UNKNOWN_TEST,
        /** The workflow offers this test, scan or service to people, but has not chosen it; the server would leave it out. */
        NOT_CHOSEN,
        /** The job works on what is listed for it, and nothing is. */
        NOTHING_LISTED,
        /** This server builds nothing (3.4.0). */
        BUILDS_NOTHING,
        /** This server ignores what freestyle jobs are given (3.4.0). */
        INPUTS_LOST,
        /** What is written has no effect before a version, which is the value. */
        TOO_OLD,
        /** What is written never has an effect here; known is what has. */
        NO_EFFECT,
        /** What must be a list of maps is something else, so that the server would refuse it or take it for nothing. */
        NOT_A_LIST,
        /** A field is missing, and the server would take it for empty. */
        FIELD_MISSING,
        /** The job takes its targets, services or images from the job that is the value, which is not listed. */
        JOB_NOT_LISTED,
        /** The job deploys what the job that is the value releases, and servers run it with that alone. */
        RELEASE_NOT_LISTED,
        /** The job deploys all that it is configured for; known is what is not listed. */
        TARGETS_TOGETHER,
        /** The job runs all of its tests or scans; known is what is not listed. */
        TESTS_TOGETHER,
        UNKNOWN_REGISTRY,
        /** No registry is given, and the server knows several. */
        REGISTRY_MISSING,
        /** A deployment without an environment would go into any one. */
        ENVIRONMENT_MISSING,
        UNKNOWN_ENVIRONMENT,
        /** The environment sleeps, so that the deployment would fail. */
        ENVIRONMENT_ASLEEP,
        /** The workflow fixes the environment, which is the one known; the server would override that. */
        FIXED_ENVIRONMENT,
        /** The workflow fixes what a job works on, which is known; the server would take the value in its place. */
        FIXED_VALUE,
        /** A service is neither built in this run nor given an image, so an empty image would be deployed. */
        IMAGE_MISSING,
        /** An image of a service that this run builds would be ignored. */
        IMAGE_OF_BUILT,
        /** Helm takes an image by its own name, which is the value, for the module of that name; known is the one that is meant. */
        IMAGE_OF_OTHER_NAME,
        /** The job would replace the values that a chart has in the environment by none. */
        VALUES_EMPTIED,
        /** Another module of the service than the listed one is built, and would be deployed. */
        MODULE_NOT_BUILT,
        /** All built modules of a listed service are deployed, those that are not listed, too. */
        MODULES_TOGETHER,
        /** The build whose images the job deploys is not listed, and this server insists on it (up to 3.4.0). */
        BUILD_NOT_LISTED,
        /** The job has no such repository; the server would ignore it, or check out nothing. */
        UNKNOWN_REPOSITORY,
        /** The job has several repositories of the name that is the value; they are known. */
        REPOSITORY_AMBIGUOUS,
        /** The workflow keeps the repository without its namespace, by which servers find it. */
        REPOSITORY_NOT_FOUND,
        /** The workflow checks out the tag or commit that is the value, whatever branch a run names. */
        PINNED_REPOSITORY,
        UNKNOWN_CODEHOST,
        /** A repository without a branch would be checked out as nothing. */
        BRANCH_MISSING,
        /** Builds of all servers build the branch, whatever commit is asked for. */
        COMMIT_OF_BUILD,
        /** Repositories that are not listed would not be checked out, and cannot be added: known are all of them. */
        REPOSITORIES_INCOMPLETE,
        /** The services of a freestyle job share their repositories on this server (4.2 and 4.3), and are given different ones. */
        REPOSITORIES_SHARED,
        /** The job has no such variable; the server would ignore it. */
        UNKNOWN_JOB_VARIABLE,
        UNKNOWN_VARIABLE,
        NOT_AN_OPTION,
        /** The variable takes one text, not a list or map. */
        NOT_A_TEXT,
        /** The workflow fixes the value; the server would override that. */
        FIXED_VARIABLE,
        /** The workflow requires a value, which the server would not enforce. */
        REQUIRED_VARIABLE,
        /** Variables of this type cannot be set; the server would ignore the value. */
        VARIABLE_TYPE,
        /** A repository variable needs a map with codehost, namespace, name and branch; value is the key at fault. */
        REPOSITORY,
        /** This server takes no variables (up to 3.0); it would ignore them. */
        NO_VARIABLES,
        UNKNOWN_NOTIFICATION,
        /** Approvals would be left out, and this server cannot be told to keep them (3.1 to 4.0). */
        APPROVAL_LOST,
        /** Approvals cannot be listed on this server; it would refuse the run. */
        APPROVAL_NOT_LISTABLE,
        /** The workflow cannot be read, so no approval of it can (up to 3.0, a stage without an approval object). */
        APPROVALS_UNREADABLE,
        /** The jobs would run although they are not listed (3.4.0). */
        UNLISTED_RUN,
        /** The job must run (run policy force_run), so it must be listed. */
        FORCED
    }

    /** A problem of which its subject says all. */
    public LaunchProblem(Kind kind, String subject) {
        this(kind, subject, "", List.of());
    }

    /** A problem of several jobs. */
    public LaunchProblem(Kind kind, List<String> jobs) {
        this(kind, "", "", jobs);
    }

    public LaunchProblem {
        known = List.copyOf(known);
    }
}
