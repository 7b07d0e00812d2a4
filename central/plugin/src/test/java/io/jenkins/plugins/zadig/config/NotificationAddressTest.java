package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"east", "zadig 5.0", "上海", "a+b", "50%", "x;y", "a&b=c", "🚀", "..%2e", "...", ".x"})
    void namesAreFoundAgain(String name) {
        for (var folder : List.of("", "team", "team/" + name)) {
            var address = new NotificationAddress(folder, name);
            assertThat(address.path()).startsWith("zadig-hook/").matches("\\p{ASCII}+");
            assertThat(NotificationAddress.read(address.path().substring("zadig-hook".length())))
                    .isEqualTo(address);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "east",
                "/east/",
                "//east",
                "/team//east",
                "/..",
                "/../manage",
                "/%2e%2E/manage",
                "/.%2e",
                "/.",
                "/team/./east",
                "/team/..",
                "/east\\\\manage",
                "/east;jsessionid=1",
                "/%",
                "/%zz",
                "-x/east"
            })
    void otherPathsAreNoServers(String rest) {
        assertThat(NotificationAddress.read(rest)).isNull();
    }

    @Test
    void pathsOfAnyLengthAreAnswered() {
        assertThat(NotificationAddress.read("/a".repeat(1_000_000))).isNull();
        assertThat(NotificationAddress.read("/" + "a".repeat(1_000_000))).isNull();
        assertThat(NotificationAddress.read("/a".repeat(512))).isNotNull();
    }

    @Test
    void plusIsNoBlank() {
        assertThat(NotificationAddress.read("/a+b")).isEqualTo(new NotificationAddress("", "a+b"));
    }
}
