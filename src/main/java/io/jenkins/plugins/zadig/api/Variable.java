package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * A variable as a workflow declares it (Zadig: {@code params}), as a job has it ({@code key_vals}, {@code envs}), or as a
 * task carries it.
 *
 * @param type {@code string}, {@code text}, {@code choice}, {@code repo}, {@code multi-select}, {@code file} …
 * @param value the value, or the default in a workflow; always empty for a credential, whose value servers send in
 *     clear (zadig-servers 24.1)
 * @param options what a {@code choice} accepts; empty for other types
 * @param source {@code fixed} when a run must not change it, which servers before 3.4 mark in the value
 * @param required whether a run must give it a value, which servers do not enforce
 * @param repository of a {@code repo}, else {@code null}
 */
public record Variable(
        @JsonAlias("key") String name,
        String type,
        @JsonDeserialize(using = LenientText.class) String value,
        @JsonProperty("is_credential") boolean credential,
        @JsonProperty("choice_option") List<String> options,
        String source,
        boolean required,
        @JsonProperty("repo") @CheckForNull StoredRepository repository) {
    /** How servers before 3.4 mark a value that a run must not change (zadig-servers 10.10). */
    static final String FIXED = "<+fixed>";

    public Variable {
        if (value.startsWith(FIXED)) {
            value = value.substring(FIXED.length());
            source = "fixed";
        }
        value = credential ? "" : value;
    }

    /** A variable that a run may set or leave. */
    public Variable(String name, String type, String value, boolean credential, List<String> options) {
        this(name, type, value, credential, options, "", false, null);
    }

    /** Whether a run must leave it as it is. */
    public boolean isFixed() {
        return source.equals("fixed");
    }

    /** Leaves the value out, as it can be secret whatever the workflow says. */
    @Override
    public String toString() {
        return name;
    }
}
