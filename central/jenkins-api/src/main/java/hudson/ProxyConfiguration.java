package hudson;

import hudson.util.Secret;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.http.HttpClient;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

public final class ProxyConfiguration implements Serializable {
    private static final long serialVersionUID = 1L;

    public final String name;
    public final int port;
    private final String noProxyHost;
    private String userName;
    private Secret secretPassword;

    public ProxyConfiguration(String name, int port) {
        this(name, port, null, null);
    }

    public ProxyConfiguration(String name, int port, String userName, String password) {
        this(name, port, userName, password, null);
    }

    public ProxyConfiguration(String name, int port, String userName, String password, String noProxyHost) {
        this.name = name;
        this.port = port;
        this.userName = Util.fixEmptyAndTrim(userName);
        this.secretPassword = Secret.fromString(password);
        this.noProxyHost = Util.fixEmptyAndTrim(noProxyHost);
    }

    public String getUserName() {
        return userName;
    }

    public Secret getSecretPassword() {
        return secretPassword;
    }

    public int getPort() {
        return port;
    }

    public String getName() {
        return name;
    }

    public String getNoProxyHost() {
        return noProxyHost;
    }

    public static List<Pattern> getNoProxyHostPatterns(String noProxyHost) {
        return noProxyHost == null
                ? List.of()
                : Stream.of(noProxyHost.split("[ \t\n,|]+"))
                        .filter(host -> !host.isEmpty())
                        .map(host -> Pattern.compile(host.replace(".", "\\.").replace("*", ".*")))
                        .toList();
    }

    public Proxy createProxy(String host) {
        return createProxy(host, name, port, noProxyHost);
    }

    public static Proxy createProxy(String host, String name, int port, String noProxyHost) {
        boolean direct = getNoProxyHostPatterns(noProxyHost).stream()
                .anyMatch(pattern -> pattern.matcher(host).matches());
        return direct ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, new InetSocketAddress(name, port));
    }

    public static HttpClient.Builder newHttpClientBuilder() {
        HttpClient.Builder builder = HttpClient.newBuilder();
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        if (proxy != null) {
            builder.proxy(new ConfiguredProxySelector());
        }
        return builder;
    }
}
