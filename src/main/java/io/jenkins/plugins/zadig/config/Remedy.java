package io.jenkins.plugins.zadig.config;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What helps against what a server says. One code has many causes (zadig-servers 3.11 to 3.20), so the text decides; one
 * that is not known gets no remedy.
 */
final class Remedy {
    /** A text of Zadig's, and what helps. */
    private record Case(Pattern text, Supplier<String> remedy) {
        static Case of(String text, Supplier<String> remedy) {
            return new Case(Pattern.compile(text), remedy);
        }
    }

    /** The first that fits counts. */
    private static final List<Case> CASES = List.of(
            Case.of("validate zadig license", Messages::remedy_licenceService),
            Case.of("许可证", Messages::remedy_licence),
            Case.of("deploy service is empty", Messages::remedy_deployServices),
            Case.of("no stage found in workflow task|未配置工作流子任务", Messages::remedy_nothingToRun),
            Case.of("can not quote job", Messages::remedy_quotedJob),
            Case.of("specified image registry", Messages::remedy_registry),
            Case.of("failed to find code host", Messages::remedy_codeHost),
            Case.of("configured build \\[.*not found", Messages::remedy_deletedBuild),
            Case.of("run policy is set to force run", Messages::remedy_forceRun),
            Case.of("env \\S+ not exists", Messages::remedy_environment),
            Case.of("find service template", Messages::remedy_service),
            Case.of("invalid choice value", Messages::remedy_choice),
            Case.of("param \\S+ not found in workflow", Messages::remedy_parameter),
            Case.of("标识相同|已存在工作流|duplicate key", Messages::remedy_taken),
            Case.of("展示名称", Messages::remedy_displayName),
            Case.of("标识支持", Messages::remedy_key),
            Case.of("did not match \\^\\[a-z", Messages::remedy_jobName),
            Case.of("duplicated (?:job|stage) name", Messages::remedy_duplicate),
            Case.of("job type.*not (?:supported|found)|undefined job type", Messages::remedy_jobType),
            Case.of("no authority to Approve", Messages::remedy_approver),
            Case.of("not found approval|do not need approve", Messages::remedy_gateClosed),
            Case.of("too large", Messages::remedy_tooLarge),
            Case.of("no documents in result", Messages::remedy_missing));

    private Remedy() {}

    /**
     * What helps, in one sentence.
     *
     * @param reason in the server's own words
     * @return empty when that is not known
     */
    static String against(String reason) {
        return CASES.stream()
                .filter(known -> known.text.matcher(reason).find())
                .findFirst()
                .map(known -> known.remedy.get())
                .orElse("");
    }
}
