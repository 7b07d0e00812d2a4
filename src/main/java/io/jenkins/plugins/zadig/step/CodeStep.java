package io.jenkins.plugins.zadig.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import io.jenkins.plugins.zadig.act.CodeSource;
import io.jenkins.plugins.zadig.api.PlainJson;
import io.jenkins.plugins.zadig.order.PlainValues;
import io.jenkins.plugins.zadig.order.UserInput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundSetter;

/** What every step has that takes a workflow as code: the code, in one of three ways. */
public abstract class CodeStep extends ProjectStep {
    private static final long serialVersionUID = 1L;

    /** The workflow as a map; empty when it is given in another way. */
    @DataBoundSetter
    public Map<String, Object> definition = new LinkedHashMap<>();

    /** The workflow as JSON or YAML; empty when it is given in another way. */
    @DataBoundSetter
    public String text = "";

    /** Path of a JSON or YAML file in the workspace; empty when the workflow is given in another way. */
    @DataBoundSetter
    public String file = "";

    /** Whether the step only says what it would do. */
    @DataBoundSetter
    public boolean dryRun;

    CodeStep(@CheckForNull String project) {
        super(project);
    }

    /** Where the code is; refuses to start when that is not said, or said twice. */
    final CodeSource source() throws AbortException {
        need("project", project);
        var map = definition.isEmpty() ? null : definition;
        var path = Util.fixEmptyAndTrim(file);
        var code = Util.fixEmpty(text);
        if (Stream.of(map, code, path).filter(Objects::nonNull).count() != 1) {
            throw new AbortException(Messages.CodeStep_oneOf(getDescriptor().getFunctionName()));
        }
        return map == null
                ? new CodeSource(path == null ? "text" : path, code, path)
                : new CodeSource(
                        "definition",
                        UserInput.read(() -> PlainJson.write(PlainValues.withoutSecrets("definition", definition))),
                        null);
    }
}
