package io.jenkins.plugins.zadig.task;

import io.jenkins.plugins.zadig.api.ZadigClient;
import java.util.function.Supplier;

/**
 * A build's way to a server.
 *
 * @param server tells servers apart, also those of one name in several folders; just the name of a controller's own
 * @param client asked for each request, as a server can move and a token can change
 * @param account tells tokens apart without giving them away: builds of the same account share what they read
 * @param build tells builds apart: each gets its share of the budget, however many tasks another one waits for
 * @param requestsPerSecond the server's budget, at least 1; the number that came last holds for all
 */
public record Access(
        String server, Supplier<ZadigClient> client, String account, String build, int requestsPerSecond) {}
