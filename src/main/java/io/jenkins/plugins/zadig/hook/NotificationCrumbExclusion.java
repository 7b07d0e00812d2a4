package io.jenkins.plugins.zadig.hook;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import io.jenkins.plugins.zadig.config.NotificationAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Lets notifications in without a crumb, which Zadig cannot get: at exactly the address of a server. */
@Extension
@Restricted(NoExternalUse.class)
public final class NotificationCrumbExclusion extends CrumbExclusion {
    private static final String PREFIX = "/" + NotificationAddress.ROOT;

    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!excludes(request.getPathInfo())) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }

    private static boolean excludes(@CheckForNull String path) {
        return path != null
                && path.startsWith(PREFIX)
                && NotificationAddress.read(path.substring(PREFIX.length())) != null;
    }
}
