package io.jenkins.plugins.zadig.page;

import io.jenkins.plugins.zadig.api.PlainJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** An answer as the page's script gets it. */
public record Answered(int status, String body) {
    public static Answered of(HttpResponse response) {
        var body = new StringWriter();
        var writer = new PrintWriter(body, true);
        var status = new AtomicInteger(200);
        var loader = Answered.class.getClassLoader();
        var request = (StaplerRequest2) Proxy.newProxyInstance(
                loader,
                new Class<?>[] {StaplerRequest2.class},
                (proxy, method, arguments) -> method.getName().equals("getHeader") ? "application/json" : null);
        var answer = (StaplerResponse2) Proxy.newProxyInstance(
                loader, new Class<?>[] {StaplerResponse2.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setStatus")) {
                        status.set((int) arguments[0]);
                    }
                    return method.getName().equals("getWriter") ? writer : null;
                });
        try {
            response.generateResponse(request, answer, null);
        } catch (Exception x) {
            throw new AssertionError(x);
        }
        return new Answered(status.get(), body.toString());
    }

    Map<String, Object> json() {
        return PlainJson.read(body);
    }
}
