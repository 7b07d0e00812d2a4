package io.jenkins.plugins.zadig.bench;

import java.util.List;

/**
 * A pipeline that waits for the task whose number it is given, as people write it.
 *
 * @param name of what waits
 * @param key for its jobs and workflows
 * @param statements that wait
 */
record PeerPipeline(String name, String key, String statements) {
    /** Put before the task's number in the log when a build begins to wait. */
    static final String WAITS = "Waits for task ";

    /** Put before the number and the time when it goes on. */
    static final String GOES_ON = "Goes on after task ";

    static final PeerPipeline INPUT = new PeerPipeline("input", "input", """
        input(id: 'Go', message: "Is task ${params.TASK} over?", ok: 'Yes', submitter: 'alice')
        """);

    static final PeerPipeline ZADIG = new PeerPipeline("zadigAwaitTask", "zadig", """
        zadigAwaitTask(project: 'bench', workflow: '@WORKFLOW@', id: params.TASK as int, onAbort: 'cancel')
        """);

    static final PeerPipeline HTTP_REQUEST = new PeerPipeline("httpRequest", "http", """
        withCredentials([string(credentialsId: 'token', variable: 'TOKEN')]) {
            waitUntil(quiet: true) {
                def response = httpRequest(
                    url: "@ADDRESS@?taskId=${params.TASK}&workflowKey=@WORKFLOW@",
                    customHeaders: [[name: 'Authorization', value: "Bearer $TOKEN", maskValue: true]])
                def status = response.content.split('"status":"')[1].split('"')[0]
                if (status in ['failed', 'timeout', 'cancelled', 'reject']) {
                    error("Task ${params.TASK}: ${status}")
                }
                return status == 'passed'
            }
        }
        """);

    static final PeerPipeline CURL = new PeerPipeline("curl", "curl", """
        node {
            withCredentials([string(credentialsId: 'token', variable: 'TOKEN')]) {
                sh '''
                    set +x
                    while true; do
                        status=$(curl -sf -H "Authorization: Bearer $TOKEN" \\
                            "@ADDRESS@?taskId=$TASK&workflowKey=@WORKFLOW@" \\
                            | grep -o '"status":"[a-z]*"' | head -n 1)
                        case "$status" in
                            *passed*) exit 0 ;;
                            *failed*|*timeout*|*cancelled*|*reject*) exit 1 ;;
                        esac
                        sleep 5
                    done
                '''
            }
        }
        """);

    static final List<PeerPipeline> ALL = List.of(INPUT, ZADIG, HTTP_REQUEST, CURL);

    /** In the order of the names. */
    static List<PeerPipeline> named(List<String> names) {
        return names.stream().map(PeerPipeline::named).toList();
    }

    private static PeerPipeline named(String name) {
        return ALL.stream()
                .filter(peer -> peer.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("There is no pipeline " + name));
    }

    /** The pipeline of a job that waits for tasks of the workflow with the same name. */
    String script(String job, String server) {
        var code = statements.replace("@WORKFLOW@", job).replace("@ADDRESS@", server + "openapi/workflows/custom/task");
        return """
            echo "%s${params.TASK}"
            %s
            echo "%s${params.TASK} at ${System.currentTimeMillis()}"
            """.formatted(WAITS, code, GOES_ON);
    }
}
