package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.XmlFile;
import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import jenkins.model.Jenkins;
import jenkins.model.Loadable;

public abstract class AbstractItem extends Actionable implements Loadable, Item {
    protected transient String name;
    protected String displayName;
    private final transient ItemGroup parent;

    protected AbstractItem(ItemGroup parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    @NonNull
    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDisplayName() {
        return displayName == null ? getName() : displayName;
    }

    @Override
    public File getRootDir() {
        return new File(getParent().getRootDir(), "jobs/" + name);
    }

    @Override
    public ItemGroup getParent() {
        return parent;
    }

    @Override
    public abstract Collection<? extends Job> getAllJobs();

    @Override
    public final String getFullName() {
        String group = getParent().getFullName();
        return group.isEmpty() ? getName() : group + '/' + getName();
    }

    @Override
    public final String getFullDisplayName() {
        String group = getParent().getFullDisplayName();
        return group.isEmpty() ? getDisplayName() : group + " » " + getDisplayName();
    }

    @Override
    public final String getUrl() {
        return getParent().getUrl() + getParent().getUrlChildPrefix() + '/' + Util.rawEncode(getName()) + '/';
    }

    public final String getAbsoluteUrl() {
        return Jenkins.get().getRootUrl() + getUrl();
    }

    @Override
    public ACL getACL() {
        return Jenkins.get().getAuthorizationStrategy().getACL(this);
    }

    public void onLoad(ItemGroup<? extends Item> parent, String name) throws IOException {}

    @Override
    public synchronized void save() throws IOException {}

    public final XmlFile getConfigFile() {
        throw new AbstractMethodError();
    }

    @Override
    public void load() throws IOException {}
}
