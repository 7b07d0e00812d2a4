package io.jenkins.plugins.zadig.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which routes a line has, and who is let in (zadig-servers 1.2 to 1.6, 2.3). */
class RoutesTest {
    private static final String PROJECTS = "openapi/projects/project";

    @ParameterizedTest
    @EnumSource
    void linesAreToldApartByTheirRoutes(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            var api = new OpenApi(zadig);
            assertThat(api.get("openapi/workflows/product/x/tasks?projectKey=x").status())
                    .isEqualTo(line.before(Line.V3_4_1) ? 200 : 404);
            assertThat(api.get("openapi/logs/log/v4/workflow/x/1/x").status())
                    .isEqualTo(line.atLeast(Line.R3_3) ? 200 : 404);
            assertThat(api.get("openapi/system/operation").status()).isEqualTo(line.atLeast(Line.V3_4_0) ? 403 : 404);
            assertThat(api.get("api/aslan/system/lark/x/user_group").status())
                    .isEqualTo(line.atLeast(Line.R3_4) ? 500 : 404);
            assertThat(api.get("api/aslan/system/meego/x/projects/x/work_item/x/node/x/operate")
                            .status())
                    .isEqualTo(line.atLeast(Line.V4_1) ? 405 : 404);
            assertThat(api.get("api/aslan/logs/log/v4/workflow/x/tasks/1/jobs/x")
                            .status())
                    .isEqualTo(200);
            assertThat(api.get("openapi/workflows/custom/x/task/1/manual-exec?projectKey=x")
                            .status())
                    .isEqualTo(line.atLeast(Line.V5_0_0) ? 403 : 404);
            assertThat(api.get("openapi/system/cli/context").status()).isEqualTo(line.atLeast(Line.V5_0_0) ? 200 : 404);
            assertThat(api.send("POST", "openapi/workflows/custom", "{}").status())
                    .isEqualTo(line.atLeast(Line.V5_0_0) ? 403 : 405);
        }
    }

    @Test
    void unknownPathsAndMethodsAreToldAsText() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var api = new OpenApi(zadig);
            assertThat(api.get("openapi/nothing").body()).isEqualTo("Invalid path: /openapi/nothing");
            assertThat(api.send("PATCH", PROJECTS, "").status()).isEqualTo(405);
            assertThat(zadig.requests(Operation.UNKNOWN)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_18", "V2_2", "V5_0"})
    void onlyAGoodTokenIsLetIn(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            assertThat(statusWith(zadig, "Bearer " + zadig.token())).isEqualTo(200);
            assertThat(statusWith(zadig, "Bearer x.y.z")).isEqualTo(401);
            assertThat(statusWith(zadig, zadig.token())).isEqualTo(401);
            assertThat(statusWith(zadig, "Basic " + zadig.token())).isEqualTo(line == Line.V1_18 ? 401 : 200);
            var old = zadig.tokenOf("alice");
            zadig.user("alice").revokeToken();
            assertThat(statusWith(zadig, "Bearer " + old)).isEqualTo(401);
        }
    }

    private static int statusWith(ZadigSimulator zadig, String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(zadig.url().resolve(PROJECTS))
                .header("Authorization", authorization)
                .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode() == 401).isEqualTo(response.body().isEmpty());
        return response.statusCode();
    }

    @ParameterizedTest
    @EnumSource
    void mfaIsAskedForFrom43On(Line line) throws Exception {
        try (var zadig = ZadigSimulator.start(line)) {
            zadig.user(ZadigSimulator.USER).requireMfa("mfa_verification_required");
            var reply = new OpenApi(zadig).get(PROJECTS);
            assertThat(reply.status()).isEqualTo(line.atLeast(Line.V4_3) ? 403 : 200);
            if (line.atLeast(Line.V4_3)) {
                assertThat(reply.response().headers().firstValue("x-zadig-auth-reason"))
                        .hasValue("mfa_verification_required");
                assertThat(reply.body()).isEqualTo("{\"reason\":\"mfa_verification_required\"}");
            }
        }
    }

    @Test
    void tokenTellsWhoseItIs() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var parts = zadig.token().split("\\.");
            var claims = Json.read(new String(Base64.getUrlDecoder().decode(parts[1])));
            assertThat(parts).hasSize(3);
            assertThat(claims.path("name").asText()).isEqualTo("jenkins-bot");
            assertThat(claims.path("uid").asText()).isEqualTo("uid-jenkins-bot");
            assertThat(claims.path("exp").asLong()).isGreaterThan(4_000_000_000L);
        }
    }

    @Test
    void projectsAreListedToThoseWhoMaySeeThem() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            zadig.define(WorkflowDefinition.of("secret", "w").stage("s").job(JobDefinition.freestyle("f")));
            zadig.user(ZadigSimulator.USER).hide("secret");
            assertThat(new OpenApi(zadig).get(PROJECTS).json().path("total").asInt())
                    .isEqualTo(1);
            assertThat(new OpenApi(zadig, zadig.tokenOf("alice"))
                            .get(PROJECTS)
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void versionIsToldToAdministratorsAlone() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var api = new OpenApi(zadig);
            assertThat(api.get("openapi/system/cli/context").json().has("server_version"))
                    .isFalse();
            zadig.user(ZadigSimulator.USER).admin(true);
            assertThat(api.get("openapi/system/cli/context")
                            .json()
                            .path("server_version")
                            .asText())
                    .isEqualTo("5.0.0");
        }
    }
}
