package io.jenkins.plugins.zadig.bench;

import io.jenkins.plugins.zadig.api.ClientLimits;
import io.jenkins.plugins.zadig.api.TaskJob;
import io.jenkins.plugins.zadig.api.ZadigClient;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;

/**
 * The naive peer for logs: a thread and a connection for each, as {@code curl} in a {@code sh} step has, without the
 * process, the executor and the agent.
 */
final class ReadingPeer implements Peer {
    private final URI url;
    private final String token;
    private final Heard heard;
    private final ZadigClient client;

    ReadingPeer(URI url, String token, Heard heard) {
        this.url = url;
        this.token = token;
        this.heard = heard;
        client = new ZadigClient(url, () -> token, HttpClient.newHttpClient(), ClientLimits.DEFAULT);
    }

    @Override
    public void await(TaskRef task) {
        throw new UnsupportedOperationException("Only reads logs");
    }

    @Override
    public void follow(TaskRef task, String job) {
        var thread = new Thread(() -> read(task, job), "log of " + task);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(TaskRef task, String job) {
        try {
            var path = "api/aslan/logs/sse/v4/workflow/" + task.workflow() + "/" + task.id() + "/" + name(task, job) + "/100";
            var connection = (HttpURLConnection) url.resolve(path).toURL().openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + token);
            try (var lines = new BufferedReader(
                    new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    heard.line(line);
                }
            }
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    private String name(TaskRef task, String job) {
        var jobs = client.customWorkflows().task(task.workflow(), task.id()).join().jobs();
        return jobs.stream()
                .map(TaskJob::name)
                .filter(name -> name.contains(job))
                .findFirst()
                .orElseThrow();
    }
}
