package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Failure;
import hudson.util.FormValidation;
import io.jenkins.plugins.zadig.api.Repository;
import io.jenkins.plugins.zadig.config.LocalizedDescriptor;
import io.jenkins.plugins.zadig.config.NameForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundResolvable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * A code repository, and what of it to check out. Code host and namespace may be {@code null} where the job has one
 * repository that is meant. Texts that are empty stay as the workflow has them.
 */
public final class SourceRepository implements Describable<SourceRepository>, DataBoundResolvable {
    @CheckForNull
    public final String codehost;

    @CheckForNull
    public final String namespace;

    @CheckForNull
    public final String name;

    @DataBoundSetter
    public String branch = "";

    private List<Integer> prs;

    @DataBoundSetter
    public String commit = "";

    @DataBoundSetter
    public String remote = "";

    @DataBoundSetter
    public String checkoutPath = "";

    @DataBoundSetter
    public boolean submodules;

    @DataBoundConstructor
    public SourceRepository(@CheckForNull String codehost, @CheckForNull String namespace, @CheckForNull String name) {
        this.codehost = Util.fixEmptyAndTrim(codehost);
        this.namespace = Util.fixEmptyAndTrim(namespace);
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** Numbers of merge requests; {@code null} for those that the workflow has. */
    @CheckForNull
    public List<Integer> getPrs() {
        return prs == null ? null : Collections.unmodifiableList(prs);
    }

    /** An empty list is one, too: the merge requests that the workflow has are left out. */
    @DataBoundSetter
    public void setPrs(@CheckForNull List<Integer> prs) {
        this.prs = prs == null ? null : new ArrayList<>(prs);
    }

    /** Always 0, as a single number is one of {@link #getPrs}: a snippet needs it only once. */
    public int getPr() {
        return 0;
    }

    /** Short for a list of one number; 0 is none. */
    @DataBoundSetter
    public void setPr(int pr) {
        if (pr != 0) {
            setPrs(List.of(pr));
        }
    }

    /** For the form. */
    public String getPrsText() {
        return PlainValues.shown(prs).replace(",", ", ");
    }

    @Override
    public Object bindResolve(StaplerRequest2 request, JSONObject form) {
        if (form.has("prsText")) {
            try {
                var numbers = numbers(form.optString("prsText"));
                // A form cannot tell an empty list from none.
                prs = numbers.isEmpty() ? null : numbers;
            } catch (NumberFormatException x) {
                throw new Failure(Messages.SourceRepository_noNumbers());
            }
        }
        return this;
    }

    /**
     * What is sent of it.
     *
     * @throws IllegalArgumentException naming what is missing
     */
    public Map<String, Object> toParameters() {
        var repository = new LinkedHashMap<String, Object>();
        repository.put("codehost", codehost);
        repository.put("namespace", namespace);
        repository.put("name", Parameters.present("name", name));
        repository.put("branch", Util.fixEmptyAndTrim(branch));
        repository.put("prs", prs);
        repository.put("commit", Util.fixEmptyAndTrim(commit));
        repository.put("remote", Util.fixEmptyAndTrim(remote));
        repository.put("checkoutPath", Util.fixEmptyAndTrim(checkoutPath));
        if (submodules) {
            repository.put("submodules", true);
        }
        return Repository.toParameters(repository);
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Extension
    public static final class DescriptorImpl extends LocalizedDescriptor<SourceRepository> implements NameForm {
        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckPrs(@QueryParameter String value) {
            try {
                numbers(Util.fixNull(value));
                return FormValidation.ok();
            } catch (NumberFormatException x) {
                return FormValidation.error(Messages.SourceRepository_noNumbers());
            }
        }
    }
}
