package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A plain HTTP client of one user, for the simulator's own tests. */
final class OpenApi {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ZadigSimulator zadig;
    private final String token;

    OpenApi(ZadigSimulator zadig) {
        this(zadig, zadig.token());
    }

    OpenApi(ZadigSimulator zadig, String token) {
        this.zadig = zadig;
        this.token = token;
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Reply send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(zadig.url().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .build();
        var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        return new Reply(response);
    }

    /** Starts a task with these inputs. */
    Reply create(String workflow, String inputs) throws IOException, InterruptedException {
        return create(workflow, "[]", inputs);
    }

    Reply create(String workflow, String parameters, String inputs) throws IOException, InterruptedException {
        return send(
                "POST",
                "openapi/workflows/custom/task",
                "{\"workflow_key\":\"" + workflow + "\",\"project_key\":\"shop\",\"parameters\":" + parameters
                        + ",\"inputs\":" + inputs + "}");
    }

    JsonNode detail(String workflow, long id) throws IOException, InterruptedException {
        return get("openapi/workflows/custom/task?workflowKey=" + workflow + "&taskId=" + id)
                .json();
    }

    Reply approve(String workflow, long id, String name, boolean approve) throws IOException, InterruptedException {
        return send(
                "POST",
                "openapi/workflows/custom/task/approve",
                "{\"workflow_key\":\"" + workflow + "\",\"task_id\":" + id + ",\"stage_name\":\"" + name
                        + "\",\"approve\":" + approve + ",\"comment\":\"said the test\"}");
    }

    /** Cancels in the form that every line accepts. */
    Reply cancel(String workflow, long id) throws IOException, InterruptedException {
        return send(
                "DELETE",
                "openapi/workflows/custom/task?taskId=" + id + "&workflowKey=" + workflow,
                "{\"task_id\":" + id + ",\"workflow_key\":\"" + workflow + "\"}");
    }

    Reply retry(String workflow, long id) throws IOException, InterruptedException {
        return send("POST", "openapi/workflows/custom/" + workflow + "/task/" + id + "?projectKey=shop", "");
    }

    /** An answer. */
    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            try {
                return Json.read(body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + status() + " " + body(), e);
            }
        }

        int code() {
            return json().path("code").asInt();
        }

        String description() {
            return json().path("description").asText();
        }

        long taskId() {
            if (status() != 200) {
                throw new AssertionError("No task: " + status() + " " + body());
            }
            return json().path("task_id").asLong();
        }
    }
}
