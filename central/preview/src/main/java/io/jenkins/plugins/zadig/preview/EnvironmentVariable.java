package io.jenkins.plugins.zadig.preview;

import groovy.lang.GroovyObjectSupport;
import java.util.Map;

/** The variable {@code env} of a Jenkinsfile. */
public final class EnvironmentVariable extends GroovyObjectSupport {
    private final PreviewRun run;

    EnvironmentVariable(PreviewRun run) {
        this.run = run;
    }

    @Override
    public Object getProperty(String name) {
        return Branch.current().environment().get(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        if (value == null) {
            run.variables().remove(name);
        } else {
            run.variables().put(name, value.toString());
        }
    }

    public Map<String, String> getEnvironment() {
        return Branch.current().environment();
    }
}
