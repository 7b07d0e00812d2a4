package io.jenkins.plugins.zadig.config;

import io.jenkins.plugins.zadig.api.PlainText;
import io.jenkins.plugins.zadig.api.WorkflowType;
import io.jenkins.plugins.zadig.api.ZadigException;
import io.jenkins.plugins.zadig.task.LaunchLost;
import io.jenkins.plugins.zadig.task.LaunchProblem;
import io.jenkins.plugins.zadig.task.LaunchRefused;
import io.jenkins.plugins.zadig.task.TaskRef;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What went wrong with a call, as one line with its remedy, in the reader's language.
 *
 * @param server name of the server as configured
 * @param credentialsId credential in use
 * @param subject what the call was about, such as a task; for "there is no …"
 */
public record ErrorText(String server, String credentialsId, String subject) {
    /** The line for a failed call. */
    public String of(ZadigException failure) {
        var detail = failure.getMessage();
        if (failure instanceof ZadigException.Unauthorized) {
            return failure.delivery() == ZadigException.Delivery.NEVER_SENT
                    ? detail
                    : Messages.error_unauthorized(credentialsId, server, detail);
        }
        if (failure instanceof ZadigException.Forbidden forbidden) {
            return forbidden.mfa()
                    ? Messages.error_mfa(credentialsId, server, detail)
                    : Messages.error_forbidden(credentialsId, subject, server, detail);
        }
        if (failure instanceof ZadigException.NotFound missing) {
            return missing.project() != null
                    ? Messages.error_otherProject(subject, server, PlainText.line(missing.project()))
                    : missing.known().isEmpty()
                            ? Messages.error_notFound(subject, server, detail)
                            : Messages.error_notFoundAmong(subject, server, list(missing.known()));
        }
        if (failure instanceof ZadigException.Unsupported unsupported) {
            return unsupported(unsupported);
        }
        if (failure instanceof ZadigException.Refused refused) {
            var reason = refused.description();
            return Messages.error_refused(
                    server,
                    reason.isEmpty() ? meaning(refused.code()) : reason(reason),
                    call(detail, reason) + ", " + Messages.code_other(Integer.toString(refused.code())));
        }
        if (failure instanceof ZadigException.Internal internal) {
            var reason = internal.description();
            return reason.isEmpty()
                    ? Messages.error_crashed(server, detail)
                    : Messages.error_internal(server, reason(reason), call(detail, reason));
        }
        if (failure instanceof ZadigException.Malformed) {
            return Messages.error_malformed(server, detail);
        }
        if (failure instanceof ZadigException.Defect) {
            return Messages.error_defect(detail);
        }
        return failure instanceof ZadigException.Unavailable
                ? Messages.error_unavailable(server, detail)
                : Messages.error_invalid(detail);
    }

    /** Zadig's own words first, and then what helps if that is known. */
    private static String reason(String said) {
        var remedy = Remedy.against(said);
        return remedy.isEmpty() ? said : Messages.remedy_told(said, remedy);
    }

    /** The call and its status, as far as the reason stands after them. */
    private static String call(String message, String reason) {
        return message.endsWith(": " + reason) ? message.substring(0, message.length() - reason.length() - 2) : message;
    }

    private String unsupported(ZadigException.Unsupported failure) {
        var feature = failure.feature();
        return switch (feature) {
            case COMMIT_LOOKUP -> Messages.error_noCommitLookup(server);
            case PRODUCT_WORKFLOWS -> Messages.error_noProductWorkflows(server);
            case REMARK -> Messages.error_noRemark(server, feature.since());
            case MANUAL_EXECUTION -> Messages.error_noManualExecution(server, feature.since());
            case BASE -> Messages.error_unsupported(server, failure.getMessage());
        };
    }

    /** What was not done, where Zadig gives no reason (zadig-servers 3.11 to 3.19). */
    private static String meaning(int code) {
        return switch (code) {
            case 6160, 6168 -> Messages.code_createTask();
            case 6163 -> Messages.code_cancelTask();
            case 6164 -> Messages.code_restartTask();
            case 6169 -> Messages.code_approveTask();
            case 6540 -> Messages.code_upsertWorkflow();
            case 6543 -> Messages.code_deleteWorkflow();
            case 6545 -> Messages.code_presetWorkflow();
            case 6890, 6891, 6892, 6893, 6894 -> Messages.code_view();
            case 6940, 6941 -> Messages.code_approvalInitiator();
            case 400 -> Messages.code_badRequest();
            default -> Messages.code_other(Integer.toString(code));
        };
    }

    /** The line for an order that was not sent. */
    public String of(LaunchRefused refused, String workflow) {
        var problems = refused.problems();
        return problems.size() == 1
                ? Messages.error_order(workflow, of(problems.get(0)))
                : Messages.error_orders(
                        workflow,
                        problems.stream()
                                .map(this::of)
                                .map(line -> "\n  - " + line)
                                .collect(Collectors.joining()));
    }

    /** Blanks at an end are shown, as they can be all that is wrong. */
    private static String line(String text) {
        return PlainText.line(text.replaceAll("^\\s+|\\s+$", "␣"));
    }

    private String of(LaunchProblem problem) {
        var subject = line(problem.subject());
        var value = line(problem.value());
        var known = list(problem.known());
        var none = problem.known().isEmpty();
        return switch (problem.kind()) {
            case NO_JOBS -> Messages.problem_noJobs(known);
            case JOB_TWICE -> Messages.problem_jobTwice(subject);
            case UNKNOWN_JOB -> Messages.problem_unknownJob(subject, known);
            case OTHER_JOB_TYPE -> Messages.problem_otherJobType(subject, known, value);
            case TYPE_NOT_RUN -> Messages.problem_typeNotRun(subject, value, server, known);
            case VALUES_UNKNOWN -> Messages.problem_valuesUnknown(subject, value);
            case TYPE_MISSING -> Messages.problem_typeMissing(subject);
            case NOT_RUN_BY_DEFAULT -> Messages.problem_notRunByDefault(subject, server);
            case UNKNOWN_SERVICE ->
                none
                        ? Messages.problem_noService(subject, value)
                        : Messages.problem_unknownService(subject, value, known);
            case SERVICE_TWICE -> Messages.problem_serviceTwice(subject, value);
            case UNKNOWN_TEST ->
                none ? Messages.problem_noTest(subject, value) : Messages.problem_unknownTest(subject, value, known);
            case NOT_CHOSEN -> Messages.problem_notChosen(subject, value);
            case NOTHING_LISTED ->
                none ? Messages.problem_nothingListedUnknown(subject) : Messages.problem_nothingListed(subject, known);
            case BUILDS_NOTHING -> Messages.problem_buildsNothing(subject, server);
            case INPUTS_LOST -> Messages.problem_inputsLost(subject, server);
            case TOO_OLD -> Messages.problem_tooOld(subject, value, server);
            case NO_EFFECT -> Messages.problem_noEffect(subject, known);
            case NOT_A_LIST -> Messages.problem_notAList(subject, known);
            case FIELD_MISSING -> Messages.problem_fieldMissing(subject);
            case JOB_NOT_LISTED -> Messages.problem_jobNotListed(subject, value);
            case RELEASE_NOT_LISTED -> Messages.problem_releaseNotListed(subject, value);
            case TARGETS_TOGETHER -> Messages.problem_targetsTogether(subject, known);
            case TESTS_TOGETHER -> Messages.problem_testsTogether(subject, known);
            case REPOSITORY_AMBIGUOUS -> Messages.problem_repositoryAmbiguous(subject, value, known);
            case REPOSITORY_NOT_FOUND -> Messages.problem_repositoryNotFound(subject);
            case PINNED_REPOSITORY -> Messages.problem_pinnedRepository(subject, value);
            case UNKNOWN_REGISTRY ->
                none
                        ? Messages.problem_unknownRegistryNone(subject, value)
                        : Messages.problem_unknownRegistry(subject, value, known);
            case REGISTRY_MISSING ->
                none
                        ? Messages.problem_registryMissingUnknown(subject)
                        : Messages.problem_registryMissing(subject, known);
            case ENVIRONMENT_MISSING ->
                none
                        ? Messages.problem_environmentMissing(subject)
                        : Messages.problem_environmentMissingOwn(subject, known);
            case UNKNOWN_ENVIRONMENT -> Messages.problem_unknownEnvironment(subject, value, known);
            case ENVIRONMENT_ASLEEP -> Messages.problem_environmentAsleep(subject, value);
            case FIXED_ENVIRONMENT -> Messages.problem_fixedEnvironment(subject, value, known);
            case FIXED_VALUE -> Messages.problem_fixedValue(subject, value, known);
            case IMAGE_MISSING ->
                none
                        ? Messages.problem_imageMissing(subject, value)
                        : Messages.problem_imageMissingBuilt(subject, value, known);
            case IMAGE_OF_BUILT -> Messages.problem_imageOfBuilt(subject, value);
            case IMAGE_OF_OTHER_NAME -> Messages.problem_imageOfOtherName(subject, value, known);
            case VALUES_EMPTIED -> Messages.problem_valuesEmptied(subject, value);
            case MODULE_NOT_BUILT -> Messages.problem_moduleNotBuilt(subject, value, known);
            case MODULES_TOGETHER -> Messages.problem_modulesTogether(subject, value, known);
            case BUILD_NOT_LISTED -> Messages.problem_buildNotListed(subject, value, server);
            case UNKNOWN_REPOSITORY ->
                none
                        ? Messages.problem_noRepository(subject, value)
                        : Messages.problem_unknownRepository(subject, value, known);
            case UNKNOWN_CODEHOST -> Messages.problem_unknownCodehost(subject, value, known);
            case BRANCH_MISSING -> Messages.problem_branchMissing(subject);
            case COMMIT_OF_BUILD -> Messages.problem_commitOfBuild(subject);
            case REPOSITORIES_INCOMPLETE -> Messages.problem_repositoriesIncomplete(subject, value, known);
            case REPOSITORIES_SHARED -> Messages.problem_repositoriesShared(subject, server);
            case UNKNOWN_JOB_VARIABLE ->
                none
                        ? Messages.problem_noJobVariable(subject, value)
                        : Messages.problem_unknownJobVariable(subject, value, known);
            case UNKNOWN_VARIABLE ->
                none ? Messages.problem_noVariableDeclared(subject) : Messages.problem_unknownVariable(subject, known);
            case NOT_AN_OPTION -> Messages.problem_notAnOption(subject, value, known);
            case NOT_A_TEXT -> Messages.problem_notAText(subject);
            case FIXED_VARIABLE -> Messages.problem_fixedVariable(subject);
            case REQUIRED_VARIABLE -> Messages.problem_requiredVariable(subject);
            case VARIABLE_TYPE -> Messages.problem_variableType(subject, value);
            case REPOSITORY ->
                value.isEmpty()
                        ? Messages.problem_repositoryNeeded(subject, known)
                        : Messages.problem_repository(subject, value, known);
            case NO_VARIABLES -> Messages.problem_noVariables(known, server);
            case UNKNOWN_NOTIFICATION ->
                none
                        ? Messages.problem_noNotification(subject)
                        : Messages.problem_unknownNotification(subject, value, known);
            case APPROVAL_LOST -> Messages.problem_approvalLost(known, server);
            case APPROVAL_NOT_LISTABLE -> Messages.problem_approvalNotListable(subject, server);
            case APPROVALS_UNREADABLE -> Messages.problem_approvalsUnreadable(subject, server);
            case UNLISTED_RUN -> Messages.problem_unlistedRun(known, server);
            case FORCED -> Messages.problem_forced(subject);
        };
    }

    /** The line for a launch whose task could not be told. */
    public String of(LaunchLost lost, URI base, WorkflowType type, String project, String workflow) {
        var page = TaskRef.workflowPage(base, type, project, workflow);
        if (lost.newer() != 0) {
            return Messages.error_lostAmong(workflow, String.valueOf(lost.newer()), page);
        }
        if (lost.getCause() instanceof ZadigException cause && lost.candidates().isEmpty()) {
            return Messages.error_lostUnknown(workflow, of(cause), page);
        }
        return lost.candidates().isEmpty()
                ? Messages.error_lostNone(workflow, page)
                : Messages.error_lostSeveral(
                        workflow,
                        lost.candidates().stream()
                                .map(id -> "\n  - " + new TaskRef(server, type, project, workflow, id).page(base))
                                .collect(Collectors.joining()));
    }

    private static String list(List<String> names) {
        return names.stream().map(PlainText::line).collect(Collectors.joining(", "));
    }
}
