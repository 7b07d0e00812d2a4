package io.jenkins.plugins.zadig.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.AccessTable;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.page.ZadigTab;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.Operation;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.lang.reflect.Method;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every web method by HTTP, as everybody of the table "Access" in docs/permissions.md. */
@WithJenkins
class AccessControllerTest {
    /** In the order of the table's columns. */
    private static final List<String> USERS =
            List.of("anonymous", "reader", "watcher", "builder", "configurer", "other", "admin");

    /** Of the column by GET; the one before it is of Jenkins itself, which makes no request. */
    private static final int BY_GET = 8;

    private static final String SECRET = "0123456789abcdef-notify";

    /** What only those may learn who may: the server, the token's user and its credential, and what Zadig has. */
    private static final List<String> TELLING = List.of(
            "east",
            "jenkins-bot",
            "Bot",
            "nightly",
            "\"shop\"",
            "smoke",
            "notify-text",
            "registry.example.com",
            "\"prod\"",
            "[\"build\"",
            "[\"cart\"",
            "[\"api\"");

    private final Map<String, JenkinsRule.WebClient> clients = new LinkedHashMap<>();
    private JenkinsRule jenkins;
    private ZadigSimulator zadig;
    private WorkflowRun run;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        zadig = ZadigSimulator.builder().line(Line.V5_0).fault("approve").start();
        Pipelines.connect(zadig);
        var credentials = SystemCredentialsProvider.getInstance();
        credentials
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "notify-text", "notify-text", Secret.fromString(SECRET)));
        credentials.save();
        ZadigGlobalConfiguration.get().getServers().get(0).setNotificationCredentialsId("notify-text");
        run = new Pipelines(jenkins).run(Pipelines.run("nightly", Pipelines.SMOKE, ""), Result.SUCCESS);
        await().until(() -> !run.getAction(ZadigTab.class).getTasks().isEmpty());
        new Pipelines(jenkins).run(DeploymentsControllerTest.DEPLOY, Result.SUCCESS);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "watcher", "builder", "configurer", "other")
                .grant(Item.READ)
                .everywhere()
                .to("watcher", "builder", "configurer")
                .grant(Item.BUILD, Item.CANCEL)
                .everywhere()
                .to("builder", "configurer")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("configurer")
                .grant(Item.READ, Item.BUILD, Item.CANCEL, Item.CONFIGURE, CredentialsProvider.CREATE)
                .onItems(jenkins.createFolder("elsewhere"))
                .to("other")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        for (var user : USERS) {
            var client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
            client.getOptions().setRedirectEnabled(false);
            clients.put(user, user.equals("anonymous") ? client : client.login(user));
        }
    }

    @AfterEach
    void stop() {
        zadig.close();
    }

    /** The addresses of a web method in the forms of the job, or on the page of the build. */
    private List<String> addresses(String method) {
        var name = method.substring(2, 3).toLowerCase(Locale.ROOT) + method.substring(3);
        if (method.equals("doDynamic")) {
            return List.of("zadig-hook/east");
        }
        if (List.of("doState", "doApprove", "doReject", "doCancel", "doRetry").contains(method)) {
            return List.of(run.getUrl() + "zadig/" + name + "?task=1&approval=approve&comment=");
        }
        var addresses = new ArrayList<String>();
        for (Descriptor<?> descriptor : jenkins.jenkins.getExtensionList(Descriptor.class)) {
            var type = descriptor.getClass();
            if (type.getName().startsWith("io.jenkins.plugins.zadig.")
                    && List.of(type.getMethods()).stream().anyMatch(known -> isOurs(known, method))) {
                addresses.add(run.getParent().getUrl() + descriptor.getDescriptorUrl() + "/" + name
                        + "?value=" + (method.endsWith("CredentialsId") ? "zadig" : "")
                        + "&url=" + zadig.url() + "&name=x&project=shop"
                        + (method.equals("doLoadJobs") ? "&workflow=nightly" : "")
                        + (method.matches("doFill(Job|Service|Module)Items")
                                ? "&workflow=release&job=build&service=cart"
                                : "")
                        + "&server=&credentialsId="
                        + (method.equals("doTestConnection") ? "zadig" : "") + "&notificationCredentialsId=");
            }
        }
        assertThat(addresses).as(method).isNotEmpty();
        return addresses;
    }

    /** Not what a descriptor has from Jenkins or from another plugin, nor the compiler's bridge to it. */
    private static boolean isOurs(Method known, String name) {
        return known.getName().equals(name)
                && !known.isSynthetic()
                && known.getDeclaringClass().getName().startsWith("io.jenkins.plugins.zadig.");
    }

    private WebResponse ask(String user, HttpMethod method, String address, String secret) throws Exception {
        var client = clients.get(user);
        var request = new WebRequest(new URL(jenkins.getURL(), address), method);
        if (address.startsWith(run.getUrl())) {
            // As the page's own script, which gets the status instead of a page.
            request.setAdditionalHeader("Accept", "application/json");
        }
        if (address.startsWith("zadig-hook/")) {
            if (method == HttpMethod.POST) {
                request.setRequestBody("{}");
            }
            request.setAdditionalHeader("Content-Type", "application/json");
            request.setAdditionalHeader("X-Zadig-Token", secret);
        } else if (method == HttpMethod.POST) {
            client.addCrumb(request);
        }
        // An answer without content is no page.
        return client.loadWebResponse(request);
    }

    /** Whether it has more than the caller said. */
    private static boolean isTelling(WebResponse answer) {
        var asked = String.valueOf(answer.getWebRequest().getUrl().getQuery());
        return TELLING.stream().filter(word -> !asked.contains(word)).anyMatch(answer.getContentAsString()::contains);
    }

    @Test
    void everyoneGetsWhatTheTableSays() throws Exception {
        var walked = 0;
        for (var row : AccessTable.read()) {
            var methods = row.methods().isEmpty() ? List.of("doDynamic") : row.methods();
            var secret = row.methods().isEmpty() ? "wrong" : SECRET;
            for (var method : methods) {
                for (var address : addresses(method)) {
                    for (int column = 0; column < USERS.size(); column++) {
                        var user = USERS.get(column);
                        var answer = ask(user, HttpMethod.POST, address, secret);
                        if (method.equals("doState")) {
                            answer = ask(user, HttpMethod.GET, address, secret);
                        }
                        var what = method + " as " + user + ": " + address + " → " + answer.getStatusCode();
                        System.out.println(what);
                        expect(row.answers().get(column), row, answer, what);
                        walked++;
                    }
                    var byGet = row.answers().get(BY_GET);
                    if (!byGet.equals("yes")) {
                        assertThat(ask("admin", HttpMethod.GET, address, secret).getStatusCode())
                                .as(method + " by GET: " + address)
                                .isEqualTo(Integer.parseInt(byGet));
                    }
                }
            }
        }
        assertThat(walked).isGreaterThan(300);
        // The ended task was neither cancelled nor retried by anybody, and nothing else was asked but what forms need.
        assertThat(zadig.requests(Operation.CANCEL_TASK)).isEmpty();
        assertThat(zadig.requests(Operation.CREATE_TASK)).hasSize(2);
    }

    /** Where the getters of a row lead to. */
    private List<String> places(AccessTable.Row row) throws Exception {
        var page = row.methods().get(0).startsWith("ZadigTab.")
                ? run.getUrl() + "zadig/"
                : row.methods().contains("ServersPage.getTarget") ? "manage/zadig/" : "zadig-deployments/";
        if (row.methods().contains("DeploymentsPage.getService")) {
            var shown = ask("admin", HttpMethod.GET, page, "").getContentAsString();
            var service = Pattern.compile("service/\\w+").matcher(shown);
            assertThat(service.find()).as(shown).isTrue();
            page += service.group() + "/";
        }
        return page.startsWith("manage/") ? List.of(page) : List.of(page, page + "api/json", page + "api/xml");
    }

    @Test
    void everyoneSeesThePagesThatTheTableSays() throws Exception {
        for (var row : AccessTable.pages()) {
            for (var place : places(row)) {
                for (int column = 0; column < USERS.size(); column++) {
                    var answer = ask(USERS.get(column), HttpMethod.GET, place, "");
                    var what = USERS.get(column) + ": " + place + " → " + answer.getStatusCode();
                    System.out.println(what);
                    switch (row.answers().get(column)) {
                        case "nothing" -> {
                            assertThat(answer.getStatusCode()).as(what).isEqualTo(200);
                            assertThat(isTelling(answer)).as(what).isFalse();
                        }
                        case "yes" -> {
                            assertThat(answer.getStatusCode()).as(what).isEqualTo(200);
                            assertThat(isTelling(answer)).as(what).isTrue();
                        }
                        default ->
                            assertThat(Integer.toString(answer.getStatusCode()))
                                    .as(what)
                                    .isEqualTo(row.answers().get(column));
                    }
                }
            }
        }
    }

    private static void expect(String cell, AccessTable.Row row, WebResponse answer, String what) {
        var status = answer.getStatusCode();
        switch (cell) {
            case "nothing" -> {
                assertThat(status).as(what).isEqualTo(200);
                assertThat(isTelling(answer)).as(what).isFalse();
            }
            case "yes" -> {
                // A button says that the ended task takes nothing any more.
                assertThat(status).as(what).isIn(200, 202, 204, 409);
                // A server of this line has no product workflows to offer.
                if (row.answers().contains("nothing")
                        && !row.text().startsWith("looks at")
                        && !what.contains("ZadigRunProductWorkflowStep")) {
                    assertThat(isTelling(answer)).as(what).isTrue();
                }
            }
            default -> assertThat(status).as(what).isEqualTo(Integer.parseInt(cell));
        }
    }

    @Test
    void withoutACrumbOnlyTheNotificationAddressAnswers() throws Exception {
        for (var row : AccessTable.read()) {
            for (var method : row.methods()) {
                var client = clients.get("admin");
                var request = new WebRequest(
                        new URL(jenkins.getURL(), addresses(method).get(0)), HttpMethod.POST);
                request.setAdditionalHeader("X-Zadig-Token", SECRET);
                request.setRequestBody("{}");
                assertThat(client.loadWebResponse(request).getStatusCode())
                        .as(method)
                        .isEqualTo(method.equals("doDynamic") ? 204 : 403);
            }
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> zadig.requests(Operation.CANCEL_TASK).isEmpty());
    }
}
