package hudson.model;

import java.util.Iterator;
import java.util.List;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public class ParametersAction implements RunAction2, Iterable<ParameterValue> {
    private final List<ParameterValue> parameters;

    public ParametersAction(ParameterValue... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public Iterator<ParameterValue> iterator() {
        return getParameters().iterator();
    }

    @Exported(visibility = 2)
    public List<ParameterValue> getParameters() {
        return parameters;
    }

    public List<ParameterValue> getAllParameters() {
        return parameters;
    }

    @Override
    public String getDisplayName() {
        return "Parameters";
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return "parameters";
    }

    @Override
    public void onAttached(Run<?, ?> r) {}

    @Override
    public void onLoad(Run<?, ?> r) {}
}
