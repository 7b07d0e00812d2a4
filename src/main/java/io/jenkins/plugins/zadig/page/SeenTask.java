package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.wait.TaskText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A task as it was seen last, as far as a build keeps it. Times are epoch seconds, 0 when unset.
 *
 * @param name of the workflow as its users see it
 * @param status as servers write it today; see {@code TaskStatus}
 * @param revoker who cancelled it: a display name, {@code system} when Zadig restarted, or empty
 * @param cut how many jobs are left out because there were too many
 * @param time when it was seen
 */
@ExportedBean(defaultVisibility = 9)
public record SeenTask(
        @Exported String name,
        @Exported String status,
        @Exported String creator,
        @Exported String revoker,
        @Exported String error,
        @Exported String remark,
        @Exported long createTime,
        @Exported long startTime,
        @Exported long endTime,
        @Exported List<Parameter> parameters,
        @Exported List<Stage> stages,
        @Exported List<Approval> approvals,
        @Exported int cut,
        @Exported long time) {
    public SeenTask {
        name = KeptText.line(name);
        status = KeptText.line(status);
        creator = KeptText.line(creator);
        revoker = KeptText.line(revoker);
        error = KeptText.message(error);
        remark = KeptText.message(remark);
    }

    /** A task of which nothing has been seen yet but its status. */
    static SeenTask unseen(String status) {
        return new SeenTask("", status, "", "", "", "", 0, 0, 0, List.of(), List.of(), List.of(), 0, 0);
    }

    /** The same as seen at another time. */
    SeenTask at(long epochSecond) {
        return new SeenTask(
                name,
                status,
                creator,
                revoker,
                error,
                remark,
                createTime,
                startTime,
                endTime,
                parameters,
                stages,
                approvals,
                cut,
                epochSecond);
    }

    /** Names of the variables whose values are not kept. */
    Set<String> secrets() {
        return parameters.stream()
                .filter(Parameter::secret)
                .map(Parameter::name)
                .collect(Collectors.toSet());
    }

    /**
     * A variable of the workflow.
     *
     * @param secret whether its value is not kept
     */
    @ExportedBean(defaultVisibility = 9)
    public record Parameter(
            @Exported String name,
            @Exported String value,
            @Exported boolean secret) {
        public Parameter {
            name = KeptText.line(name);
            value = secret ? "" : KeptText.message(value);
        }
    }

    @ExportedBean(defaultVisibility = 9)
    public record Stage(
            @Exported String name,
            @Exported String status,
            @Exported long startTime,
            @Exported long endTime,
            @Exported String error,
            @Exported List<Job> jobs) {
        public Stage {
            name = KeptText.line(name);
            status = KeptText.line(status);
            error = KeptText.message(error);
        }
    }

    /**
     * A job.
     *
     * @param name what its users call it
     * @param environment that it deploys to; empty for other jobs
     * @param test that it runs; empty for other jobs
     * @param builtBy the jobs whose images it is to deploy, as long as these are not known
     */
    @ExportedBean(defaultVisibility = 9)
    public record Job(
            @Exported String name,
            @Exported String type,
            @Exported String status,
            @Exported long startTime,
            @Exported long endTime,
            @Exported String error,
            @Exported List<String> images,
            @Exported String environment,
            @Exported String test,
            @Exported List<String> builtBy) {
        public Job {
            name = KeptText.line(name);
            type = KeptText.line(type);
            status = KeptText.line(status);
            error = KeptText.message(error);
            images = KeptText.lines(images);
            environment = KeptText.line(environment);
            test = KeptText.line(test);
            builtBy = KeptText.lines(builtBy);
        }
    }

    /**
     * An approval.
     *
     * @param name what its users call it
     * @param key what the server knows it by when a vote is cast
     * @param type {@code native} or that of a system that Zadig asks
     * @param needed how many approvals it takes
     * @param takesVotes whether votes can be cast from here while it is open
     */
    @ExportedBean(defaultVisibility = 9)
    public record Approval(
            @Exported String name,
            @Exported String stage,
            @Exported String key, // lgtm[jenkins/plaintext-storage]
            @Exported String status,
            @Exported String type,
            @Exported String description,
            @Exported int needed,
            @Exported boolean takesVotes,
            @Exported List<Vote> votes) {
        public Approval {
            name = KeptText.line(name);
            stage = KeptText.line(stage);
            status = KeptText.line(status);
            type = KeptText.line(type);
            description = KeptText.message(description);
        }

        /** What people call the system where they vote. */
        public String system() {
            return TaskText.system(type);
        }
    }

    /**
     * A person who may vote, and the vote.
     *
     * @param decision {@code approve}, {@code reject}, or empty while there is none
     */
    @ExportedBean(defaultVisibility = 9)
    public record Vote(
            @Exported String user,
            @Exported String decision,
            @Exported String comment,
            @Exported long time) {
        public Vote {
            user = KeptText.line(user);
            decision = KeptText.line(decision);
            comment = KeptText.message(comment);
        }
    }

    /** The approval that the server knows by a key, or {@code null}. */
    @CheckForNull
    Approval approval(String key) {
        return approvals.stream()
                .filter(approval -> approval.key().equals(key))
                .findFirst()
                .orElse(null);
    }
}
