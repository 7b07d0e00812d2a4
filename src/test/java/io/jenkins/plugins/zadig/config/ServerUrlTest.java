package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://zadig.example.com",
                "http://zadig.example.com:8080/",
                "HTTPS://zadig.example.com/cd",
                "https://10.0.0.1",
                "https://[::1]:8443"
            })
    void addressesOfServersAreTaken(String url) throws Exception {
        assertThat(ServerUrl.parse(url)).isEqualTo(URI.create(url));
    }

    @Test
    void spaceAroundIsDropped() throws Exception {
        assertThat(ServerUrl.parse(" https://zadig.example.com\n")).hasHost("zadig.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "'', Enter the address",
        "'  ', Enter the address",
        "zadig.example.com, must start with http",
        "/zadig, must start with http",
        "file:///etc/passwd, must start with http",
        "ftp://zadig.example.com, must start with http",
        "mailto:zadig@example.com, must start with http",
        "https://user:secret@zadig.example.com, must not hold a user",
        "https://secret@zadig.example.com, must not hold a user",
        "https://, is no URL",
        "https:///path, no host name",
        "https:zadig, no host name",
        "https://zadig_server, no host name",
        "https://zadig.example.com?token=x, must end before",
        "https://zadig.example.com#x, must end before",
        "https://zadig example.com, is no URL",
    })
    void othersAreRefusedWithAReason(String url, String reason) {
        assertThatExceptionOfType(URISyntaxException.class)
                .isThrownBy(() -> ServerUrl.parse(url))
                .satisfies(x -> assertThat(x.getReason()).contains(reason))
                .withMessageNotContaining("secret@zadig");
    }
}
