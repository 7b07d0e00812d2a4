package io.jenkins.plugins.zadig.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.security.ACL;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The credentials that a server itself uses. The place of the server decides, whichever job asks: a server of the
 * controller takes those of the controller, also of the scope System, which no Jenkinsfile can take. A server of a folder
 * takes those of that folder, or a global one of the controller, but none of a folder further out or in.
 */
final class ServerCredentials {
    private ServerCredentials() {}

    /**
     * A credential as a server may use it.
     *
     * @param folder of the server; {@code null} for a server of the controller
     * @param url of the server
     * @return {@code null} when there is none for it
     */
    @CheckForNull
    static <C extends IdCredentials> C find(Class<C> kind, String id, @CheckForNull Item folder, String url) {
        var requirements = URIRequirementBuilder.fromUri(url).build();
        if (folder == null) {
            return ofController(kind, id.trim(), requirements);
        }
        var found = CredentialsProvider.findCredentialByIdInItem(id.trim(), kind, folder, ACL.SYSTEM2, requirements);
        return found == null || isInherited(kind, found, folder, requirements) ? null : found;
    }

    @CheckForNull
    private static <C extends IdCredentials> C ofController(
            Class<C> kind, String id, List<DomainRequirement> requirements) {
        return CredentialsProvider.findCredentialByIdInItemGroup(id, kind, Jenkins.get(), ACL.SYSTEM2, requirements);
    }

    /** Whether a folder further out has it: it is seen from there, too, but not from the controller. */
    private static <C extends IdCredentials> boolean isInherited(
            Class<C> kind, C found, Item folder, List<DomainRequirement> requirements) {
        return folder.getParent() instanceof Item outer
                && CredentialsProvider.findCredentialByIdInItem(found.getId(), kind, outer, ACL.SYSTEM2, requirements)
                        == found
                && ofController(kind, found.getId(), requirements) != found;
    }

    /** Whether a folder's server may not use it, though those who look from the folder see it. */
    static boolean isInherited(IdCredentials found, Item folder, @CheckForNull String url) {
        return isInherited(
                IdCredentials.class,
                found,
                folder,
                URIRequirementBuilder.fromUri(url).build());
    }

    /**
     * Whether a credential is a token, which must not be the secret of notifications: a workflow sends that in clear.
     *
     * @param text that it holds
     * @param credentialsId of the server's own token
     */
    static boolean isToken(StringCredentials credential, String text, String credentialsId) {
        return credential instanceof ZadigToken
                || credential.getId().equals(credentialsId)
                || TokenClaims.read(text) != null;
    }
}
