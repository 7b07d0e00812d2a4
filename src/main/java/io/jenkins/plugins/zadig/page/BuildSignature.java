package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.Util;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.zadig.api.PlainText;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.displayurlapi.DisplayURLProvider;

/**
 * Who acts in Zadig on behalf of whom: Zadig only sees the token's user, so comments name the build and the user of
 * Jenkins. A user is named by the ID, as anybody can take the display name of another user.
 */
public final class BuildSignature {
    private BuildSignature() {}

    /**
     * A comment of a build: with who clicked its {@code input}, or else who started it, and the build's address.
     *
     * @param comment may be {@code null}
     */
    public static String sign(@CheckForNull String comment, Run<?, ?> run) {
        var submitters = ExtensionList.lookup(Submitters.class).stream()
                .flatMap(source -> source.of(run).stream())
                .distinct()
                .map(BuildSignature::known)
                .toList();
        if (!submitters.isEmpty()) {
            return join(comment, Messages.signature_input(String.join(", ", submitters), address(run)));
        }
        var cause = run.getCause(Cause.UserIdCause.class);
        var starter = cause == null ? null : Util.fixEmpty(cause.getUserId());
        return join(
                comment,
                starter == null
                        ? Messages.signature_build(address(run))
                        : Messages.signature_started(known(starter), address(run)));
    }

    /** A comment of a user who acts on the page of a build; of nobody known for {@code null}. */
    static String sign(@CheckForNull String comment, @CheckForNull User user, Run<?, ?> run) {
        return join(
                comment,
                user == null
                        ? Messages.signature_build(address(run))
                        : Messages.signature_user(named(user.getId(), user.getDisplayName()), address(run)));
    }

    private static String known(String id) {
        var user = User.getById(id, false);
        return named(id, user == null ? "" : user.getDisplayName());
    }

    /** The ID, and the display name beside it where that tells more. */
    static String named(String id, String name) {
        var plain = PlainText.line(id);
        return name.isEmpty() || name.equals(id) ? plain : plain + " (" + PlainText.line(name) + ")";
    }

    private static String join(@CheckForNull String comment, String signature) {
        return Util.fixEmptyAndTrim(comment) == null ? signature : comment.trim() + " — " + signature;
    }

    /**
     * The address of the build's page that its reader prefers, or the build's name when Jenkins does not know its own
     * address.
     */
    private static String address(Run<?, ?> run) {
        return Jenkins.get().getRootUrl() == null
                ? run.getFullDisplayName()
                : DisplayURLProvider.get().getRunURL(run);
    }
}
