package io.jenkins.plugins.zadig.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Cause;
import hudson.model.Run;

/** Who acts in Zadig on behalf of whom: Zadig only sees the token's user, so comments name the build and its user. */
public final class BuildSignature {
    private BuildSignature() {}

    /** A comment with the Jenkins user, if one started the build, and the build's address. */
    public static String sign(@CheckForNull String comment, Run<?, ?> run) {
        var cause = run.getCause(Cause.UserIdCause.class);
        return sign(comment, cause == null ? null : Util.fixEmpty(cause.getUserName()), run);
    }

    /** A comment with a user of Jenkins, if there is one, and the build's address. */
    static String sign(@CheckForNull String comment, @CheckForNull String user, Run<?, ?> run) {
        var signature =
                user == null ? Messages.signature_build(address(run)) : Messages.signature_user(user, address(run));
        return Util.fixEmptyAndTrim(comment) == null ? signature : comment.trim() + " — " + signature;
    }

    /** The build's URL, or its name when Jenkins does not know its own address. */
    private static String address(Run<?, ?> run) {
        try {
            return run.getAbsoluteUrl();
        } catch (IllegalStateException x) {
            return run.getFullDisplayName();
        }
    }
}
