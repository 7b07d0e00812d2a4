package io.jenkins.plugins.zadig.controller;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium of one language, by the protocol WebDriver. Remembers what its console said. */
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    /** Before anything of a page: keeps what its Content-Security-Policy forbids. */
    private static final String WATCH = """
        window.violations = [];
        document.addEventListener('securitypolicyviolation', (event) => window.violations.push(
            'CSP: ' + event.effectiveDirective + ' forbids ' + event.blockedURI + ' ' + event.sample));
        """;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> problems = new ArrayList<>();
    private final Process driver;
    private final URI session;

    private Chromium(Process driver, URI session) {
        this.driver = driver;
        this.session = session;
    }

    /** Whether this machine has a browser and its driver. */
    static boolean isInstalled() {
        return browser().isPresent() && command("chromedriver").isPresent();
    }

    private static Optional<Path> browser() {
        return command("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    }

    private static Optional<Path> command(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(String language) throws IOException {
        var driver = new ProcessBuilder(command("chromedriver").orElseThrow().toString(), "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            var base = URI.create("http://127.0.0.1:" + port(driver) + "/session");
            var options = Map.of(
                    "binary",
                    browser().orElseThrow().toString(),
                    "args",
                    List.of(
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-dev-shm-usage",
                            "--lang=" + language,
                            "--window-size=1400,1000"),
                    "prefs",
                    Map.of("intl.accept_languages", language));
            var capabilities = Map.of(
                    "capabilities",
                    Map.of(
                            "alwaysMatch",
                            Map.of("goog:chromeOptions", options, "goog:loggingPrefs", Map.of("browser", "ALL"))));
            var id = send(HttpClient.newHttpClient(), "POST", base, capabilities)
                    .path("sessionId")
                    .asText();
            var chromium = new Chromium(driver, URI.create(base + "/" + id));
            chromium.post(
                    "goog/cdp/execute",
                    Map.of("cmd", "Page.addScriptToEvaluateOnNewDocument", "params", Map.of("source", WATCH)));
            return chromium;
        } catch (IOException | RuntimeException e) {
            driver.destroy();
            throw e;
        }
    }

    private static String port(Process driver) throws IOException {
        var out = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var port = PORT.matcher(line);
            if (port.find()) {
                return port.group(1);
            }
        }
        throw new IOException("chromedriver has not started");
    }

    private static JsonNode send(HttpClient http, String method, URI address, Object body) {
        try {
            var request = HttpRequest.newBuilder(address)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            var value = JSON.readTree(answer.body()).path("value");
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(value.path("error").asText() + ": "
                        + value.path("message").asText());
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode post(String command, Object body) {
        return send(http, "POST", URI.create(session + "/" + command), body);
    }

    void open(String address) {
        collect();
        post("url", Map.of("url", address));
    }

    /**
     * What is wrong with a part of the page for those who see little or use a keyboard: rules of axe-core that are broken
     * seriously, with the elements. What Jenkins' own classes look like is not looked at.
     */
    List<String> barriers(String selector) throws IOException {
        try (var script = Chromium.class.getResourceAsStream("/axe.min.js")) {
            run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        var barriers = new ArrayList<String>();
        run("""
            const part = {include: [arguments[0]], exclude: ['.jenkins-page-description', '.jenkins-description']};
            return axe.run(part, {resultTypes: ['violations']}).then((found) => found.violations
                .filter((rule) => ['serious', 'critical'].includes(rule.impact))
                .map((rule) => rule.id + ': ' + rule.nodes.map((node) => node.html).join(' ')));
            """, selector).forEach(rule -> barriers.add(rule.asText()));
        return barriers;
    }

    /** What a script returns; when that is a promise, what the promise becomes. */
    JsonNode run(String script, Object... arguments) {
        return post("execute/sync", Map.of("script", script, "args", List.of(arguments)));
    }

    /** Waits until an expression holds on the page. */
    void until(String expression) {
        await(expression)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> run("return !!(" + expression + ")").asBoolean());
    }

    /** Clicks as a person does, as soon as the element can be clicked. */
    void click(String selector) {
        await(selector).atMost(PATIENCE).ignoreExceptions().until(() -> {
            post("element/" + element(selector) + "/click", Map.of());
            return true;
        });
    }

    void type(String selector, String text) {
        post("element/" + element(selector) + "/value", Map.of("text", text));
    }

    /** The first one that is shown, brought to the middle of the window, where nothing covers it. */
    private String element(String selector) {
        return run("""
            const shown = Array.from(document.querySelectorAll(arguments[0]))
                .find((element) => element.offsetParent !== null);
            if (shown) {
                shown.scrollIntoView({block: 'center', behavior: 'instant'});
            }
            return shown;
            """, selector).path(ELEMENT).asText();
    }

    /** What a person reads there. */
    String text(String selector) {
        return run("return document.querySelector(arguments[0]).innerText", selector)
                .asText();
    }

    /** The window as a PNG. */
    byte[] picture() {
        return Base64.getDecoder()
                .decode(send(http, "GET", URI.create(session + "/screenshot"), null)
                        .asText());
    }

    /** Errors on the console and what was forbidden, of all pages so far. */
    List<String> problems() {
        collect();
        var all = List.copyOf(problems);
        problems.clear();
        return all;
    }

    private void collect() {
        run("return window.violations || []").forEach(violation -> problems.add(violation.asText()));
        for (var entry : post("se/log", Map.of("type", "browser"))) {
            if (entry.path("level").asText().equals("SEVERE")) {
                problems.add(entry.path("message").asText());
            }
        }
    }

    @Override
    public void close() {
        try {
            send(http, "DELETE", session, null);
        } finally {
            driver.destroy();
        }
    }
}
