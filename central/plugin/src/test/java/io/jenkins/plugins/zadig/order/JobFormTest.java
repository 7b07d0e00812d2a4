package io.jenkins.plugins.zadig.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Failure;
import hudson.util.FormValidation;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;

/** What forms have as text, since Stapler cannot bind it, reaches the jobs all the same. */
class JobFormTest {
    @Test
    void variablesAreLines() {
        var service = new BuiltService("cart", "api");
        assertThat(service.bindResolve(null, form("variablesText", "LEVEL=release")))
                .isSameAs(service);
        assertThat(service.variables).isEqualTo(Map.of("LEVEL", "release"));
        assertThat(service.getMapText()).isEqualTo("LEVEL=release");
        var freestyle = new FreestyleJob("prepare");
        freestyle.bindResolve(null, form("variablesText", "TICKET=SHOP-1"));
        assertThat(freestyle.variables).isEqualTo(Map.of("TICKET", "SHOP-1"));
        var plugin = new PluginJob("announce");
        plugin.bindResolve(null, form("variablesText", ""));
        assertThat(plugin.variables).isEmpty();
        assertThat(plugin.getMapText()).isEmpty();
    }

    @Test
    void aFormWithoutTheFieldChangesNothing() {
        var test = new ListedTest("smoke");
        test.variables = Map.of("ENV", "dev");
        test.bindResolve(null, new JSONObject());
        assertThat(test.variables).isEqualTo(Map.of("ENV", "dev"));
        var repository = Checkouts.of("gitlab", "shop", "cart", "main");
        repository.setPrs(List.of(12));
        repository.bindResolve(null, new JSONObject());
        assertThat(repository.getPrs()).containsExactly(12);
    }

    @Test
    void pullRequestsAreNumbers() {
        var repository = Checkouts.of("gitlab", "shop", "cart", "main");
        repository.bindResolve(null, form("prsText", " 12, 34 56"));
        assertThat(repository.getPrs()).containsExactly(12, 34, 56);
        assertThat(repository.getPrsText()).isEqualTo("12, 34, 56");
        repository.bindResolve(null, form("prsText", ""));
        assertThat(repository.getPrs()).isNull();
        assertThat(repository.getPrsText()).isEmpty();
        assertThatThrownBy(() -> repository.bindResolve(null, form("prsText", "twelve")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("12, 34");
        var descriptor = new SourceRepository.DescriptorImpl();
        assertThat(descriptor.doCheckPrs("12,34").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(descriptor.doCheckPrs("#12").kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    @Test
    void parametersAreJson() {
        var job = new OtherJob("migrate");
        job.bindResolve(null, form("parametersText", "{\"sql\": \"select 1;\", \"times\": 2}"));
        assertThat(job.parameters).isEqualTo(Map.of("sql", "select 1;", "times", 2));
        assertThat(job.getMapText()).isEqualTo("{\"sql\":\"select 1;\",\"times\":2}");
        job.bindResolve(null, form("parametersText", " "));
        assertThat(job.parameters).isEmpty();
        for (var wrong : List.of("sql=1", "[1]", "{")) {
            assertThatThrownBy(() -> job.bindResolve(null, form("parametersText", wrong)))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("This is not a JSON object");
            assertThat(new OtherJob.DescriptorImpl().doCheckParameters(wrong).kind)
                    .isEqualTo(FormValidation.Kind.ERROR);
        }
    }

    @Test
    void whatMustBeThereIsAskedFor() {
        assertThat(new BuildJob.DescriptorImpl().doCheckJob("").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(new DeployJob.DescriptorImpl().doCheckEnvironment("prod").kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(new DeployedContainer.DescriptorImpl().doFillTypeItems())
                .extracting(option -> option.value)
                .containsExactly("Deployment", "StatefulSet");
    }

    private static JSONObject form(String field, String text) {
        var form = new JSONObject();
        form.put(field, text);
        return form;
    }
}
