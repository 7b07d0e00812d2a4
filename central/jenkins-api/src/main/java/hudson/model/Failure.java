package hudson.model;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

public class Failure extends RuntimeException implements HttpResponse {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        this(message, false);
    }

    public Failure(String message, boolean pre) {
        super(message);
    }

    @Override
    public void generateResponse(StaplerRequest2 req, StaplerResponse2 rsp, Object node)
            throws IOException, ServletException {}
}
