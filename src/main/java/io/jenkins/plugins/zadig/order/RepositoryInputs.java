package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.zadig.api.StoredRepository;
import io.jenkins.plugins.zadig.task.LaunchProblem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Repositories that a run gives to a job, completed so that what is not said stays as the workflow has it. */
record RepositoryInputs(String place, Checkout checkout, Planning planning) {
    /** What users write for fields of Zadig. */
    private static final Map<String, String> WORDS = Map.of("codehost_name", "codehost", "repo_namespace", "namespace");

    /**
     * The list to send.
     *
     * @param stored the repositories that there are; {@code null} when the server does not tell
     */
    List<Map<String, Object>> complete(List<Map<String, Object>> written, @CheckForNull List<StoredRepository> stored) {
        var names = new HashMap<Integer, String>();
        var matched = new HashSet<StoredRepository>();
        var seen = new HashSet<String>();
        var completed = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> repository : written) {
            if (!name(repository, stored)) {
                continue;
            }
            if (!seen.add(Inputs.text(repository.get("codehost_name")) + " " + label(repository))) {
                planning.problem(Kind.SERVICE_TWICE, place, label(repository), List.of());
            }
            var same = stored == null ? null : find(repository, stored);
            if (same != null) {
                matched.add(same);
                names.put(same.codehost(), Inputs.text(repository.get("codehost_name")));
            } else if (stored != null) {
                planning.problem(
                        Kind.UNKNOWN_REPOSITORY,
                        place,
                        label(repository),
                        stored.stream().map(StoredRepository::label).toList());
            }
            check(repository, same);
            completed.add(repository);
        }
        if (stored != null && !checkout.keepsOthers()) {
            stored.stream()
                    .filter(other -> !matched.contains(other))
                    .map(other -> asStored(other, names, stored))
                    .filter(Objects::nonNull)
                    .forEach(completed::add);
        }
        return completed;
    }

    /**
     * All repositories of a job that lists none; {@code null} when they cannot be named, as the server does not tell the
     * names of its code hosts.
     */
    @CheckForNull
    List<Map<String, Object>> all(List<StoredRepository> stored) {
        var hosts = planning.facts().codeHosts();
        if (hosts == null
                || !stored.stream().allMatch(other -> other.isRepeatable() && hosts.containsKey(other.codehost()))) {
            return null;
        }
        return stored.stream()
                .map(other -> other.asInput(hosts.get(other.codehost())))
                .collect(Collectors.toList());
    }

    @CheckForNull
    private Map<String, Object> asStored(
            StoredRepository other, Map<Integer, String> names, List<StoredRepository> stored) {
        var hosts = planning.facts().codeHosts();
        var host = names.getOrDefault(other.codehost(), hosts == null ? null : hosts.get(other.codehost()));
        if (host != null && other.isRepeatable()) {
            return other.asInput(host);
        }
        planning.problem(
                Kind.REPOSITORIES_INCOMPLETE,
                place,
                other.label(),
                stored.stream().map(StoredRepository::label).toList());
        return null;
    }

    /**
     * Adds code host and namespace where the job has one repository that is meant alone.
     *
     * @return whether the repository is named now; a problem says what is missing
     */
    private boolean name(Map<String, Object> written, @CheckForNull List<StoredRepository> stored) {
        if (missing(written).isEmpty()) {
            return true;
        }
        var name = Inputs.text(written.get("repo_name"));
        var meant = stored == null
                ? List.<StoredRepository>of()
                : stored.stream().filter(other -> isMeant(other, written)).toList();
        if (meant.size() == 1) {
            written.putIfAbsent("repo_namespace", meant.get(0).space());
            written.putIfAbsent("codehost_name", host(meant.get(0)));
        }
        var unknown = missing(written);
        if (unknown.isEmpty()) {
            return true;
        }
        if (stored == null || meant.size() == 1) {
            unknown.forEach(
                    field -> planning.problem(Kind.FIELD_MISSING, place + ": " + name + "." + WORDS.get(field)));
        } else if (meant.isEmpty()) {
            planning.problem(
                    Kind.UNKNOWN_REPOSITORY,
                    place,
                    name,
                    stored.stream().map(StoredRepository::label).toList());
        } else {
            planning.problem(
                    Kind.REPOSITORY_AMBIGUOUS,
                    place,
                    name,
                    meant.stream().map(this::fullName).toList());
        }
        return false;
    }

    private static List<String> missing(Map<String, Object> written) {
        return Stream.of("codehost_name", "repo_namespace")
                .filter(field -> Inputs.text(written.get(field)).isEmpty())
                .toList();
    }

    private boolean isMeant(StoredRepository other, Map<String, Object> written) {
        return other.name().equals(Inputs.text(written.get("repo_name")))
                && isSaid(written, "repo_namespace", other.space())
                && isSaid(written, "codehost_name", host(other));
    }

    /** Whether an entry can mean a value. What it does not say, and what the server does not tell, can be anything. */
    private static boolean isSaid(Map<String, Object> written, String field, String value) {
        var said = Inputs.text(written.get(field));
        return said.isEmpty() || value.isEmpty() || said.equals(value);
    }

    /** The name of its code host; empty where the server does not tell. */
    private String host(StoredRepository repository) {
        var hosts = planning.facts().codeHosts();
        return hosts == null ? "" : hosts.getOrDefault(repository.codehost(), "");
    }

    private String fullName(StoredRepository repository) {
        var host = host(repository);
        return host.isEmpty() ? repository.label() : host + ": " + repository.label();
    }

    @CheckForNull
    private StoredRepository find(Map<String, Object> written, List<StoredRepository> stored) {
        var hosts = planning.facts().codeHosts();
        var host = Inputs.text(written.get("codehost_name"));
        if (hosts != null && !hosts.isEmpty() && !hosts.containsValue(host)) {
            planning.problem(Kind.UNKNOWN_CODEHOST, place, host, List.copyOf(hosts.values()));
        }
        return stored.stream()
                .filter(other -> other.label().equals(label(written)))
                .filter(other ->
                        isSaid(written, "codehost_name", host(other)) || hosts != null && !hosts.containsValue(host))
                .findFirst()
                .orElse(null);
    }

    private void check(Map<String, Object> repository, @CheckForNull StoredRepository same) {
        var named = place + ": " + label(repository);
        if (repository.containsKey("commit_id")) {
            checkCommit(label(repository) + "@" + Inputs.text(repository.get("commit_id")), named);
        }
        var branched = !Inputs.text(repository.get("branch")).isEmpty();
        if (!branched && (same == null || same.branch().isEmpty())) {
            planning.problem(Kind.BRANCH_MISSING, named);
        }
        if (same != null) {
            if (checkout.pins() != Checkout.Pins.NONE) {
                checkKept(same, named);
            }
            checkPinned(same, named);
            same.complete(repository);
            if (!branched && checkout.pins() == Checkout.Pins.NONE) {
                keepPinned(repository, same, named);
            }
        }
        if (checkout.places() && same != null) {
            same.place(repository);
        } else if (!checkout.places()) {
            checkPlace(repository, same, named);
        }
    }

    /**
     * An entry changes nothing of a repository that is kept under another name or in a variable (zadig-servers 9.18,
     * 9.19).
     */
    private void checkKept(StoredRepository same, String named) {
        if (!same.isFound()) {
            planning.problem(Kind.REPOSITORY_NOT_FOUND, named);
        } else if (!same.isOwn()) {
            planning.problem(
                    Kind.NO_EFFECT,
                    named,
                    "",
                    same.variable().isEmpty() ? List.of() : List.of("parameters: " + same.variable()));
        }
    }

    /** The tag or commit of the workflow would win over the branch of the run (zadig-servers 9.14). */
    private void checkPinned(StoredRepository same, String named) {
        if (checkout.pins() != Checkout.Pins.NONE && !same.tag().isEmpty()) {
            planning.problem(Kind.PINNED_REPOSITORY, named, same.tag(), List.of());
        } else if (checkout.pins() == Checkout.Pins.TAG_AND_COMMIT && same.commitWanted()) {
            planning.problem(Kind.PINNED_REPOSITORY, named, same.commit(), List.of());
        }
    }

    /**
     * An entry that stands for itself loses the tag and the commit that the workflow has, unless it says them
     * (zadig-servers 9.15).
     */
    private void keepPinned(Map<String, Object> repository, StoredRepository same, String named) {
        if (!same.tag().isEmpty()) {
            planning.problem(Kind.PINNED_REPOSITORY, named, same.tag(), List.of());
        } else if (same.commitWanted() && !same.commit().isEmpty() && !repository.containsKey("commit_id")) {
            repository.put("commit_id", same.commit());
            repository.put("enable_commit", true);
            checkCommit(label(repository) + "@" + same.commit(), named);
        }
    }

    private void checkCommit(String pinned, String named) {
        switch (checkout.commits()) {
            case SHOWN -> planning.mustCheckOut(place, List.of(pinned));
            case BRANCH_HEAD -> planning.problem(Kind.COMMIT_OF_BUILD, named);
            case FROM_4_1 -> planning.problem(Kind.TOO_OLD, named + ": commit", "4.1", List.of());
            case FROM_4_2 -> planning.problem(Kind.TOO_OLD, named + ": commit", "4.2", List.of());
            case TAKEN -> {}
        }
    }

    /** A run can say where to check out only in freestyle jobs of servers from 5.0 on (zadig-servers 9.15). */
    private void checkPlace(Map<String, Object> repository, @CheckForNull StoredRepository same, String named) {
        var kept = new HashMap<String, Object>();
        if (same != null) {
            same.place(kept);
        }
        Map.of("remote_name", "remote", "checkout_path", "checkoutPath", "submodules", "submodules")
                .forEach((field, word) -> {
                    if (repository.containsKey(field) && !repository.get(field).equals(kept.get(field))) {
                        planning.problem(
                                Kind.NO_EFFECT,
                                named + ": " + word,
                                "",
                                List.of("codehost", "namespace", "name", "branch", "prs"));
                    }
                });
    }

    private static String label(Map<String, Object> repository) {
        return Inputs.text(repository.get("repo_namespace")) + "/" + Inputs.text(repository.get("repo_name"));
    }
}
