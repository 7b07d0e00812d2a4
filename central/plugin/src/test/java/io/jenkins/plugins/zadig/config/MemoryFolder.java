package io.jenkins.plugins.zadig.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.TopLevelItem;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import jenkins.model.Jenkins;

/** A folder of the in-memory controller. */
final class MemoryFolder extends AbstractFolder<TopLevelItem> {
    MemoryFolder(ItemGroup<?> parent, String name) {
        super(parent, name);
        init();
    }

    MemoryFolder(String name) {
        this(Jenkins.get(), name);
    }

    MemoryFolder servers(String defaultServer, ZadigServer... servers) {
        var property = new FolderServers();
        property.setServers(List.of(servers));
        property.setDefaultServer(defaultServer);
        try {
            addProperty(property);
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
        return this;
    }

    @Override
    public Collection<TopLevelItem> getItems() {
        return List.of();
    }

    @Override
    public TopLevelItem getItem(String name) {
        return null;
    }

    @Override
    public String getUrlChildPrefix() {
        return "job";
    }

    @Override
    public File getRootDirFor(TopLevelItem child) {
        return new File(getRootDir(), "jobs/" + child.getName());
    }

    @Override
    public Collection<? extends Job> getAllJobs() {
        return List.of();
    }
}
