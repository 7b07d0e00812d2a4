package io.jenkins.plugins.zadig.api;

import java.util.Map;

/**
 * A job to run and what to run it with (zadig-servers 5.16, 5.17).
 *
 * @param job configured name of the job
 * @param type of the job; servers go by the configured type, not by this
 * @param parameters by the job's type; values keep their JSON types; never {@code null}, since a job without an object
 *     here keeps defaults that fail later (zadig-servers 5.15)
 */
public record JobInput(String job, String type, Map<String, Object> parameters) {
    /** The type of an approval job, which from server line 4.1 on runs only when it is listed. */
    public static final String APPROVAL = "approval";

    /** Leaves the values out, as they can be secret. */
    @Override
    public String toString() {
        return job;
    }
}
