package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.zadig.api.PlainJson;
import io.jenkins.plugins.zadig.order.PlainValues;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step has that takes a workflow as code: the code, in one of three ways. */
public abstract class CodeStep extends ProjectStep {
    private Map<String, Object> definition;
    private String text;
    private String file;
    private boolean dryRun;

    CodeStep(@CheckForNull String project) {
        super(project);
    }

    /** The workflow as a map; {@code null} when it is given in another way. */
    @CheckForNull
    public Map<String, Object> getDefinition() {
        return definition;
    }

    @DataBoundSetter
    public void setDefinition(Map<String, Object> definition) {
        this.definition = definition == null || definition.isEmpty() ? null : definition;
    }

    /** The workflow as JSON or YAML; {@code null} when it is given in another way. */
    @CheckForNull
    public String getText() {
        return text;
    }

    @DataBoundSetter
    public void setText(String text) {
        this.text = Util.fixEmpty(text);
    }

    /** Path of a JSON or YAML file in the workspace; {@code null} when the workflow is given in another way. */
    @CheckForNull
    public String getFile() {
        return file;
    }

    @DataBoundSetter
    public void setFile(String file) {
        this.file = Util.fixEmptyAndTrim(file);
    }

    /** Whether the step only says what it would do. */
    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** The text as far as the step itself has it; {@code null} when it is in a file. */
    @CheckForNull
    final String code() throws AbortException {
        need("project", getProject());
        if (Stream.of(definition, text, file).filter(Objects::nonNull).count() != 1) {
            throw new AbortException(Messages.CodeStep_oneOf(getDescriptor().getFunctionName()));
        }
        if (definition == null) {
            return text;
        }
        try {
            return PlainJson.write(PlainValues.of("definition", definition));
        } catch (IllegalArgumentException x) {
            throw new AbortException(x.getMessage());
        }
    }

    /** Which of its parameters has the code, for messages. */
    final String source() {
        return file != null ? file : text != null ? "text" : "definition";
    }
}
