package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepositoryTest {
    private static final Map<String, String> CART =
            Map.of("codehost", "gitlab", "namespace", "shop", "name", "cart", "branch", "main");

    @Test
    void hasZadigsNames() {
        assertThat(Repository.toParameters(CART))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "codehost_name", "gitlab", "repo_namespace", "shop", "repo_name", "cart", "branch", "main"));
    }

    @Test
    void eachNameThatIsOfferedIsTaken() {
        assertThat(List.of(
                        "codehost",
                        "namespace",
                        "name",
                        "branch",
                        "prs",
                        "commit",
                        "remote",
                        "checkoutPath",
                        "submodules"))
                .allSatisfy(name ->
                        assertThat(Repository.toParameters(with(name, "x"))).containsValue("x"));
    }

    @Test
    void onePullRequestIsSentInBothForms() {
        assertThat(Repository.toParameters(with("prs", List.of(7))))
                .containsEntry("prs", List.of(7))
                .containsEntry("pr", 7);
        assertThat(Repository.toParameters(with("prs", List.of(7, 8))))
                .containsEntry("prs", List.of(7, 8))
                .containsEntry("pr", 0);
    }

    @Test
    void commitIsEnabled() {
        assertThat(Repository.toParameters(with("commit", "a131209")))
                .containsEntry("commit_id", "a131209")
                .containsEntry("enable_commit", true);
    }

    @Test
    void blankValuesAreLeftOut() {
        assertThat(Repository.toParameters(with("commit", ""))).doesNotContainKeys("commit_id", "enable_commit");
        assertThat(Repository.toParameters(with("branch", null))).doesNotContainKey("branch");
    }

    @Test
    void unknownAndMissingNamesAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Repository.toParameters(with("brnach", "main")))
                .withMessage("brnach");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Repository.toParameters(Map.of("branch", "main")))
                .withMessage("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Repository.toParameters(with("name", null)))
                .withMessage("name");
    }

    private static Map<String, Object> with(String name, Object value) {
        var repository = new HashMap<String, Object>(CART);
        repository.put(name, value);
        return repository;
    }
}
