package io.jenkins.plugins.zadig.page;

import hudson.model.Failure;
import io.jenkins.plugins.zadig.api.PlainJson;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** An answer to the page's script in JSON, and to a browser without it as a page. */
final class PageAnswer implements HttpResponse {
    private final int status;
    private final String json;
    private final String error;
    private final boolean always;

    PageAnswer(int status, String json) {
        this(status, json, "", true);
    }

    private PageAnswer(int status, String json, String error, boolean always) {
        this.status = status;
        this.json = json;
        this.error = error;
        this.always = always;
    }

    /** What was asked for is on its way. */
    static PageAnswer accepted() {
        return new PageAnswer(HttpServletResponse.SC_ACCEPTED, "{}", "", false);
    }

    /** It is not done. */
    static PageAnswer refused(int status, String why) {
        return new PageAnswer(status, PlainJson.write(Map.of("error", why)), why, false);
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
            throws IOException, ServletException {
        var accept = request.getHeader("Accept");
        if (always || accept != null && accept.contains("application/json")) {
            response.setStatus(status);
            response.setContentType("application/json;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.getWriter().write(json);
        } else if (error.isEmpty()) {
            response.sendRedirect(HttpServletResponse.SC_SEE_OTHER, ".");
        } else {
            new Failure(error).generateResponse(request, response, node);
        }
    }
}
