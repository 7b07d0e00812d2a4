package io.jenkins.plugins.zadig.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductRunRequestTest {
    private static final ProductRunRequest REQUEST = new ProductRunRequest(
            "shop",
            "old",
            "dev",
            List.of(Map.of("service_name", "cart", "service_module", "api")),
            List.of(Map.of("image", "registry.example.com/cart:1")));

    @Test
    void whatIsWrittenDownIsSentAgain() {
        var again = ProductRunRequest.of(PlainJson.read(PlainJson.write(REQUEST.toMap())));

        assertThat(again).isEqualTo(REQUEST);
        assertThat(again.toJson()).isEqualTo(REQUEST.toJson());
    }

    @Test
    void previewIsWhatIsSent() throws Exception {
        assertThat(Fixtures.MAPPER.readTree(REQUEST.preview())).isEqualTo(REQUEST.toJson());
    }

    @Test
    void textLeavesTheValuesOut() {
        assertThat(REQUEST).hasToString("run old");
    }
}
