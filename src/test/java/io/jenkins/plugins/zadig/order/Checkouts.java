package io.jenkins.plugins.zadig.order;

/** Repositories as Jenkinsfiles write them. */
public final class Checkouts {
    private Checkouts() {}

    /** A branch of a repository. */
    public static SourceRepository of(String codehost, String namespace, String name, String branch) {
        var repository = new SourceRepository(codehost, namespace, name);
        repository.branch = branch;
        return repository;
    }
}
