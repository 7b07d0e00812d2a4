package io.jenkins.plugins.zadig.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An answer that ends the handling of a request, in the words and codes of zadig-servers 3.3 to 3.21. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String NOT_FOUND = "mongo: no documents in result";

    private final transient Answer answer;

    private Refusal(Answer answer) {
        super("HTTP " + answer.status(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    /** A business error: HTTP 400 with a code of its own. */
    static Refusal business(int code, String description) {
        return new Refusal(Answer.json(400, typed(code, messageOf(code), description)));
    }

    /** A business error about something that the database does not hold. */
    static Refusal businessNotFound(int code) {
        return business(code, NOT_FOUND);
    }

    /** A check of a workflow that is saved; its code has two messages (zadig-servers 3). */
    static Refusal check(int code, String description) {
        return new Refusal(Answer.json(400, typed(code, code == 6545 ? "校验workflow失败" : messageOf(code), description)));
    }

    static Refusal invalid(String description) {
        return new Refusal(Answer.json(400, typed(400, "Bad Request", description)));
    }

    /** Any other Go error: HTTP 500 without type and extra. */
    static Refusal internal(String description) {
        return new Refusal(Answer.json(500, internalBody(description)));
    }

    static Refusal notFound() {
        return internal(NOT_FOUND);
    }

    static Refusal empty(int status) {
        return new Refusal(Answer.empty(status));
    }

    /** The token is good but MFA is asked for (zadig-servers 2.5). */
    static Refusal mfa(String reason) {
        return new Refusal(Answer.json(403, Json.object().put("reason", reason)).with("x-zadig-auth-reason", reason));
    }

    static ObjectNode internalBody(String description) {
        return Json.object().put("message", "Internal Error: ").put("code", 500).put("description", description);
    }

    private static ObjectNode typed(int code, String message, String description) {
        var body = Json.object()
                .put("type", "error")
                .put("message", message)
                .put("code", code)
                .put("description", description);
        body.putObject("extra");
        return body;
    }

    private static String messageOf(int code) {
        return switch (code) {
            case 6068 -> "获取环境失败";
            case 6160 -> "创建工作流任务失败";
            case 6161 -> "获取工作流任务失败";
            case 6162 -> "列出工作流任务失败";
            case 6163 -> "取消工作流任务失败";
            case 6164 -> "重试工作流任务失败";
            case 6169 -> "批准工作流任务失败";
            case 6540 -> "新建或更新wokflow失败";
            case 6542 -> "查询workflow失败";
            case 6543 -> "删除workflow失败";
            case 6545 -> "预配置workflow失败";
            case 6652 -> "获取操作日志列表失败";
            case 6892 -> "创建视图失败";
            case 6893 -> "更新视图失败";
            case 6894 -> "删除视图失败";
            default -> throw new IllegalArgumentException("No message for code " + code);
        };
    }
}
