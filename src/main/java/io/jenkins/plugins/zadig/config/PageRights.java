package io.jenkins.plugins.zadig.config;

import hudson.model.Run;
import java.util.function.Predicate;

/** What people may do on the page of a build, by the configuration of the server; their own permissions come on top. */
public final class PageRights {
    private PageRights() {}

    /**
     * Whether the server takes votes from pages at all.
     *
     * @param server its name
     */
    public static boolean takesVotes(Run<?, ?> run, String server) {
        return test(run, server, known -> known.server().isPageVotes());
    }

    /** Whether the server's access rules let the job do something; a server that is gone refuses all by itself. */
    public static boolean allows(Run<?, ?> run, String server, Operation operation) {
        return test(run, server, known -> known.allows(operation, run.getParent()));
    }

    private static boolean test(Run<?, ?> run, String server, Predicate<Servers.Known> right) {
        var known = Servers.of(run.getParent()).named(server);
        return known == null || right.test(known);
    }
}
