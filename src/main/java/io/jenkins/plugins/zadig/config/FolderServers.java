package io.jenkins.plugins.zadig.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Items;
import hudson.security.ACL;
import hudson.util.ComboBoxModel;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Logger;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.POST;

/** The servers of a folder, for the builds in it, and which of all servers those use that name none. */
public final class FolderServers extends AbstractFolderProperty<AbstractFolder<?>> {
    private static final Logger LOGGER = Logger.getLogger(FolderServers.class.getName());

    private List<ZadigServer> servers;
    private String defaultServer;

    @DataBoundConstructor
    public FolderServers() {}

    /** The servers of the folder itself; {@code null} for none. */
    @CheckForNull
    public List<ZadigServer> getServers() {
        return servers == null ? null : Collections.unmodifiableList(servers);
    }

    /**
     * Replaces all servers.
     *
     * @throws IllegalArgumentException if a name is blank, used twice or unfit, or a setting is refused
     */
    @DataBoundSetter
    public void setServers(@CheckForNull List<ZadigServer> servers) {
        var replacement = servers == null ? new ArrayList<ZadigServer>() : new ArrayList<>(servers);
        Servers.require(replacement);
        this.servers = replacement.isEmpty() ? null : replacement;
    }

    /** Name of a server of this folder, of one above it or of the controller; {@code null} for none. */
    @CheckForNull
    public String getDefaultServer() {
        return defaultServer;
    }

    @DataBoundSetter
    public void setDefaultServer(@CheckForNull String defaultServer) {
        this.defaultServer = Util.fixEmptyAndTrim(defaultServer);
    }

    /**
     * Refuses what somebody posts as XML, by HTTP or by the command line, as the form would refuse it. What is read at
     * a start, or stood in the file before, is kept: such a secret is not taken then, and the log says why.
     *
     * @throws Refused naming the server; the folder is then as it was
     */
    @Override
    protected void setOwner(AbstractFolder<?> owner) {
        super.setOwner(owner);
        var refusal = refusal(owner);
        if (refusal.isEmpty() || !Items.currentlyUpdatingByXml()) {
            return;
        }
        if (isNew(owner)) {
            throw new Refused(refusal);
        }
        try {
            // What was posted reaches the file only afterwards.
            var saved = owner.getConfigFile().read() instanceof AbstractFolder<?> before
                    ? before.getProperties().get(FolderServers.class)
                    : null;
            if (saved != null && !saved.refusal(owner).isEmpty()) {
                LOGGER.warning(refusal);
                return;
            }
            // Jenkins has put what was posted into the folder already, and without this would leave half of it there.
            owner.getConfigFile().unmarshalNullingOut(owner);
            owner.onLoad(owner.getParent(), owner.getRootDir().getName());
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
        throw new Refused(refusal);
    }

    /** Why the servers cannot be those of a folder; empty if they can. */
    private String refusal(Item folder) {
        try {
            if (servers != null) {
                Servers.require(servers);
                Servers.requireSecrets(servers, folder);
            }
            return "";
        } catch (IllegalArgumentException x) {
            return x.getMessage();
        }
    }

    /** One line without a stack trace, by HTTP as well as by the command line. */
    private static final class Refused extends IllegalArgumentException implements HttpResponse {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }

        @Override
        public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
                throws IOException, ServletException {
            new Failure(getMessage()).generateResponse(request, response, node);
        }
    }

    private static boolean isNew(AbstractFolder<?> owner) {
        try (var ignored = ACL.as2(ACL.SYSTEM2)) {
            return owner.getParent().getItem(owner.getName()) == null;
        }
    }

    /** Where folders keep their servers. */
    @Extension(optional = true)
    public static final class Source implements GroupServers {
        @Override
        public List<ZadigServer> servers(ItemGroup<?> group) {
            var property = of(group);
            return property == null || property.servers == null ? List.of() : property.servers;
        }

        @CheckForNull
        @Override
        public String defaultServer(ItemGroup<?> group) {
            var property = of(group);
            return property == null ? null : property.defaultServer;
        }

        @CheckForNull
        private static FolderServers of(ItemGroup<?> group) {
            return group instanceof AbstractFolder<?> folder
                    ? folder.getProperties().get(FolderServers.class)
                    : null;
        }
    }

    /** The form in the configuration of a folder. */
    @Extension(optional = true)
    @Symbol("zadigFolder")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.FolderServers_displayName();
        }

        /** Folders without servers keep nothing. */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
            try {
                if (!(super.newInstance(req, formData) instanceof FolderServers property)
                        || property.servers == null && property.defaultServer == null) {
                    return null;
                }
                if (property.servers != null && req != null) {
                    // Only here is it known whose credentials they can be.
                    Servers.requireSecrets(property.servers, req.findAncestorObject(Item.class));
                }
                return property;
            } catch (RuntimeException x) {
                Throwable root = x;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                throw new FormException(root.getMessage(), x, "servers");
            }
        }

        @POST
        public ComboBoxModel doFillDefaultServerItems(@CheckForNull @AncestorInPath Item item) {
            return FormChoices.servers(item);
        }
    }
}
