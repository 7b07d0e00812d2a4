package io.jenkins.plugins.zadig.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import jenkins.model.Jenkins;

/**
 * The one place that builds HTTP clients: by Jenkins' proxy, without redirects, and on {@link WorkerThreads}, so
 * that a hung server stalls nothing but itself. What runs there must not wait for another answer.
 */
final class HttpClients {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Of the whole controller: connections serve all servers and builds. */
    static final HttpClients SHARED = new HttpClients();

    private final Map<Boolean, HttpClient> built = new HashMap<>();

    @CheckForNull
    private Settings settings;

    /** The client for a server: always the same one while Jenkins' proxy stays as it is. */
    synchronized HttpClient to(URI server) {
        var proxy = Jenkins.get().getProxy();
        var current = Settings.of(proxy);
        if (!Objects.equals(current, settings)) {
            built.clear();
            settings = current;
        }
        var direct = current == null || proxy.createProxy(server.getHost()) == Proxy.NO_PROXY;
        return built.computeIfAbsent(direct, direction -> build(current, direct));
    }

    private HttpClient build(@CheckForNull Settings proxy, boolean direct) {
        if (proxy == null || proxy.user() == null) {
            return finish(ProxyConfiguration.newHttpClientBuilder());
        }
        // Jenkins' builder would add an authenticator, beside which Java drops the token's header (JDK-8326949).
        if (direct) {
            return finish(HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY));
        }
        var address = new InetSocketAddress(proxy.host(), proxy.port());
        return new ProxyLogin(
                finish(HttpClient.newBuilder().proxy(ProxySelector.of(address))), proxy.user(), proxy.password());
    }

    private HttpClient finish(HttpClient.Builder builder) {
        return builder.version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(WorkerThreads.SHARED)
                .build();
    }

    /** What a client is built from, as Jenkins changes its proxy object in place. */
    private record Settings(
            String host,
            int port,
            @CheckForNull String user,
            @CheckForNull Secret password,
            @CheckForNull String exceptions) {
        @CheckForNull
        static Settings of(@CheckForNull ProxyConfiguration proxy) {
            return proxy == null || proxy.getName() == null
                    ? null
                    : new Settings(
                            proxy.getName(),
                            proxy.getPort(),
                            proxy.getUserName(),
                            proxy.getSecretPassword(),
                            proxy.getNoProxyHost());
        }
    }
}
