package io.jenkins.plugins.zadig.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ConfiguredJenkins;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.NotificationAddress;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.simulator.PlantedSecrets;
import io.jenkins.plugins.zadig.task.TaskNotice;
import jakarta.servlet.FilterChain;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to whom, and what is done afterwards. */
class NotificationEndpointTest {
    private static final String SECRET = PlantedSecrets.NOTIFICATION_SECRET;
    private static final String BODY = """
        {"object_kind":"workflow","event":"workflow","workflow":{"task_id":31,"project_name":"shop",
         "workflow_name":"release","status":"passed","task_creator":"bot","create_time":1787364600}}\
        """;

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final List<TaskNotice> followed = new ArrayList<>();
    private final List<Runnable> work = new ArrayList<>();
    private final NotificationEndpoint endpoint =
            new NotificationEndpoint(new Inbox(3, work::add, hint -> followed.add(hint.notice())));

    @BeforeEach
    void configure() {
        central.memory.IndexedExtensions.restart();
        var east = new ZadigServer("east", "https://east.example.com", "");
        east.setNotificationCredentialsId("secret");
        jenkins.servers(east, new ZadigServer("west", "https://west.example.com", ""));
        jenkins.credential(new StringCredentialsImpl(CredentialsScope.SYSTEM, "secret", "", Secret.fromString(SECRET)));
    }

    private Exchange answered(Exchange exchange) throws IOException {
        endpoint.doDynamic(exchange.request(), exchange.response());
        return exchange;
    }

    @Test
    void addressIsHiddenAndFixed() {
        assertThat(endpoint.getUrlName()).isEqualTo("zadig-hook");
        assertThat(endpoint.getIconFileName()).isNull();
        assertThat(endpoint.getDisplayName()).isNull();
    }

    @Test
    void answerComesBeforeAnythingIsDone() throws IOException {
        var exchange = Exchange.post("/east", SECRET, BODY);
        var told = new NotificationEndpoint(new Inbox(
                3,
                Runnable::run,
                hint -> exchange.events.add("followed " + hint.notice().id())));
        told.doDynamic(exchange.request(), exchange.response());
        assertThat(exchange.events).containsExactly("answered 204", "followed 31");
    }

    @Test
    void taskIsHandedOn() throws IOException {
        assertThat(answered(Exchange.post("/east", SECRET, BODY)).status).isEqualTo(204);
        assertThat(followed).isEmpty();
        work.forEach(Runnable::run);
        assertThat(followed)
                .containsExactly(new TaskNotice("east", "release", 31, "passed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "post"})
    void onlyPostsAreTaken(String method) throws IOException {
        var exchange = new Exchange(method, "/east", InputStream.nullInputStream(), -1);
        exchange.headers.put("X-Zadig-Token", SECRET);
        assertThat(answered(exchange).status).isEqualTo(405);
        assertThat(exchange.answered).containsEntry("Allow", "POST");
        assertThat(work).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/east/", "//east", "/%zz"})
    void thereIsNothingElse(String rest) throws IOException {
        assertThat(answered(Exchange.post(rest, SECRET, BODY)).status).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/east, wrong",
                "/east, -",
                "/east, ''",
                "/west, " + SECRET,
                "/west, ''",
                "/north, " + SECRET,
                "/team/east, " + SECRET
            })
    void nobodyLearnsWhichPartWasWrong(String rest, String secret) throws IOException {
        var exchange = answered(Exchange.post(rest, secret, BODY));
        assertThat(exchange.status).isEqualTo(403);
        assertThat(exchange.answered).isEmpty();
        assertThat(exchange.bodyRead).isFalse();
        assertThat(work).isEmpty();
    }

    @Test
    void largeBodyIsRefusedByItsAnnouncement() throws IOException {
        var exchange = new Exchange("POST", "/east", InputStream.nullInputStream(), NotificationReceiver.MAX_BYTES + 1L);
        exchange.headers.put("X-Zadig-Token", SECRET);
        assertThat(answered(exchange).status).isEqualTo(413);
        assertThat(exchange.bodyRead).isFalse();
    }

    @Test
    void largeBodyWithoutAnnouncementIsReadNoFurther() throws IOException {
        var read = new AtomicInteger();
        var endless = new InputStream() {
            @Override
            public int read() {
                return read.getAndIncrement() == 0 ? '{' : ' ';
            }
        };
        var exchange = new Exchange("POST", "/east", endless, -1);
        exchange.headers.put("X-Zadig-Token", SECRET);
        assertThat(answered(exchange).status).isEqualTo(413);
        assertThat(read.get()).isBetween(NotificationReceiver.MAX_BYTES, NotificationReceiver.MAX_BYTES + 10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{", "<xml/>"})
    void whatIsNoJsonIsABadRequest(String body) throws IOException {
        assertThat(answered(Exchange.post("/east", SECRET, body)).status).isEqualTo(400);
    }

    @Test
    void whatNamesNoTaskIsTakenAndForgotten() throws IOException {
        assertThat(answered(Exchange.post("/east", SECRET, "{\"object_kind\":\"release_plan\"}")).status)
                .isEqualTo(204);
        assertThat(work).isEmpty();
    }

    @Test
    void anotherInstanceIsNoReasonToRefuse() throws IOException {
        var exchange = Exchange.post("/east", SECRET, BODY);
        exchange.headers.put("X-Zadig-Instance", "https://zadig.internal\u202e");
        assertThat(answered(exchange).status).isEqualTo(204);
        work.forEach(Runnable::run);
        assertThat(followed).hasSize(1);
    }

    @Test
    void floodOfTasksIsNotKept() throws IOException {
        for (int task = 1; task <= 1_000; task++) {
            assertThat(answered(Exchange.post("/east", SECRET, BODY.replace("31", String.valueOf(task)))).status)
                    .isEqualTo(204);
        }
        assertThat(work).hasSize(1);
        work.forEach(Runnable::run);
        assertThat(followed).hasSize(3);
    }

    /** By what it makes, not by how long it takes: no body is read, no work begun, nothing kept. */
    @Test
    void junkCostsNothingThatStays() throws IOException {
        answered(Exchange.post("/east", "a guess", BODY));
        var kept = Kept.by(Controller.get());
        for (int i = 0; i < 10_000; i++) {
            var server = i % 2 == 0 ? "/east" : "/guess" + i;
            var exchange = answered(Exchange.post(server, "guess " + i, BODY));
            assertThat(exchange.status).isEqualTo(403);
            assertThat(exchange.bodyRead).isFalse();
        }
        assertThat(work).isEmpty();
        assertThat(Kept.by(Controller.get())).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "/zadig-hook/east, true",
        "/zadig-hook/nobody, true",
        "/zadig-hook/%E4%B8%8A, true",
        "/zadig-hook/east/, false",
        "/zadig-hook/team/east, true",
        "/zadig-hook//east, false",
        "/zadig-hook/east;x, false",
        "/zadig-hook/, false",
        "/zadig-hook, false",
        "/zadig-hookx/east, false",
        "/x/zadig-hook/east, false",
        "/job/zadig-hook/east, false",
        "/zadig-hook/../manage, false",
        "'', false"
    })
    void crumbIsForgoneAtTheAddressAlone(String path, boolean forgone) throws Exception {
        var passed = new AtomicInteger();
        FilterChain chain = (request, response) -> passed.incrementAndGet();
        assertThat(new NotificationCrumbExclusion().process(requestTo(path), null, chain))
                .isEqualTo(forgone);
        assertThat(passed).hasValue(forgone ? 1 : 0);
    }

    @Test
    void requestWithoutAPathNeedsACrumb() throws Exception {
        assertThat(new NotificationCrumbExclusion().process(requestTo(null), null, null))
                .isFalse();
        assertThat(new NotificationAddress("", "east").path()).isEqualTo("zadig-hook/east");
    }

    private static jakarta.servlet.http.HttpServletRequest requestTo(String path) {
        return (jakarta.servlet.http.HttpServletRequest) Proxy.newProxyInstance(
                NotificationEndpointTest.class.getClassLoader(),
                new Class<?>[] {jakarta.servlet.http.HttpServletRequest.class},
                (proxy, called, arguments) -> path);
    }
}
