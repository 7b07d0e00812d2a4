package io.jenkins.plugins.zadig.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;

/**
 * A workflow variable (Zadig: {@code params}) as a workflow declares it or a task carries it.
 *
 * @param type {@code string}, {@code text}, {@code choice}, {@code repo}, {@code multi-select}, {@code file} …
 * @param value the value, or the default in a workflow; always empty for a credential, whose value servers send in
 *     clear (zadig-servers 24.1)
 * @param options what a {@code choice} accepts; empty for other types
 */
public record Variable(
        String name,
        String type,
        @JsonDeserialize(using = LenientText.class) String value,
        @JsonProperty("is_credential") boolean credential,
        @JsonProperty("choice_option") List<String> options) {
    public Variable {
        name = Text.orEmpty(name);
        type = Text.orEmpty(type);
        value = credential ? "" : Text.orEmpty(value);
        options = Text.list(options);
    }
}
