package io.jenkins.plugins.zadig.hook;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** A request to the endpoint as Stapler hands it over, and what becomes of the response, in order. */
final class Exchange {
    final String method;
    final String rest;
    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final InputStream body;
    final long length;
    final Map<String, String> answered = new LinkedHashMap<>();
    final List<String> events = new ArrayList<>();
    int status;
    boolean bodyRead;

    Exchange(String method, String rest, InputStream body, long length) {
        this.method = method;
        this.rest = rest;
        this.body = body;
        this.length = length;
    }

    static Exchange post(String rest, String secret, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var exchange = new Exchange("POST", rest, new ByteArrayInputStream(bytes), bytes.length);
        if (secret != null) {
            exchange.headers.put("X-Zadig-Token", secret);
        }
        return exchange;
    }

    StaplerRequest2 request() {
        return (StaplerRequest2) Proxy.newProxyInstance(
                Exchange.class.getClassLoader(),
                new Class<?>[] {StaplerRequest2.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getOriginalRestOfPath" -> rest;
                    case "getPathInfo" -> "/zadig-hook" + rest;
                    case "getHeader" -> headers.get((String) arguments[0]);
                    case "getContentLengthLong" -> length;
                    case "getInputStream" -> new Stream();
                    default -> throw new UnsupportedOperationException(called.toString());
                });
    }

    StaplerResponse2 response() {
        return (StaplerResponse2) Proxy.newProxyInstance(
                Exchange.class.getClassLoader(),
                new Class<?>[] {StaplerResponse2.class},
                (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "setStatus" -> status = (int) arguments[0];
                        case "setHeader" -> answered.put((String) arguments[0], (String) arguments[1]);
                        case "flushBuffer" -> events.add("answered " + status);
                        default -> throw new UnsupportedOperationException(called.toString());
                    }
                    return null;
                });
    }

    private final class Stream extends ServletInputStream {
        @Override
        public int read() throws IOException {
            bodyRead = true;
            return body.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            bodyRead = true;
            return body.read(bytes, offset, count);
        }

        @Override
        public boolean isFinished() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReady() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setReadListener(ReadListener readListener) {
            throw new UnsupportedOperationException();
        }
    }
}
