package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ModelObject;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.AccessTable;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.security.access.AccessDeniedException;

/** Every web method of the forms, as everybody of the table "Access": the table is printed, and is as documented. */
class AccessOfFormsTest {
    /** The columns of the table that a form of a job knows apart, and their places there. */
    private static final Map<String, Integer> COLUMNS = new LinkedHashMap<>();

    private static final Map<String, Set<Permission>> ROLES = Map.of(
            "Job/Read", Set.of(Jenkins.READ, Item.READ),
            "Job/Build", Set.of(Jenkins.READ, Item.READ, Item.BUILD, Item.CANCEL),
            "Job/Configure", Set.of(Jenkins.READ, Item.READ, Item.BUILD, Item.CANCEL, Item.CONFIGURE),
            // All that it has is elsewhere.
            "Other folder", Set.of(Jenkins.READ),
            "Administer",
                    Set.of(
                            Jenkins.READ,
                            Jenkins.ADMINISTER,
                            Item.READ,
                            Item.CONFIGURE,
                            CredentialsProvider.CREATE,
                            CredentialsProvider.UPDATE));

    static {
        COLUMNS.put("Job/Read", 2);
        COLUMNS.put("Job/Build", 3);
        COLUMNS.put("Job/Configure", 4);
        COLUMNS.put("Other folder", 5);
        COLUMNS.put("Administer", 6);
    }

    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    @Test
    void everyoneGetsWhatTheTableSays() {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            jenkins.token("token", zadig.token());
            jenkins.servers(new ZadigServer("east", zadig.url().toString(), "token"));
            Item job = jenkins.build(new MemoryFolder("team")).getParent();
            var told = 0;
            for (Descriptor<?> form : ExtensionList.lookup(Descriptor.class)) {
                for (Method method : webMethods(form)) {
                    var row = AccessTable.of(method.getName());
                    var answers = new ArrayList<String>();
                    var administrators = answer(form, method, job, "Administer");
                    var nobodys = answer(form, method, job, "Other folder");
                    for (var column : COLUMNS.entrySet()) {
                        var got = answer(form, method, job, column.getKey());
                        var cell = row.isPlain() || got.equals("403")
                                ? row.isPlain() ? "yes" : got
                                : administrators.equals(nobodys) ? "-" : got.equals(nobodys) ? "nothing" : "yes";
                        answers.add(cell);
                        var documented = row.answers().get(column.getValue());
                        if (cell.equals("-") || row.isPlain()) {
                            continue;
                        }
                        told++;
                        assertThat(cell)
                                .as(form.getClass().getName() + "." + method.getName() + " as " + column.getKey())
                                // Whoever may not see the job does not get as far as the method.
                                .isIn(documented.equals("404") ? List.of("nothing", "403") : List.of(documented));
                    }
                    System.out.printf(
                            "%-60s %s%n",
                            form.getClass().getName().replaceAll(".*\\.", "") + "." + method.getName(), answers);
                }
            }
            assertThat(told).isGreaterThan(50);
        }
    }

    private static List<Method> webMethods(Descriptor<?> form) {
        return Arrays.stream(form.getClass().getMethods())
                .filter(method -> method.getName().matches("do[A-Z].*")
                        && !method.isSynthetic()
                        && method.getDeclaringClass().getName().startsWith("io.jenkins.plugins.zadig."))
                .toList();
    }

    private static String answer(Descriptor<?> form, Method method, Item job, String role) {
        as(ROLES.get(role));
        try (var somebody = ACL.as2(User.getById("somebody", true).impersonate2())) {
            var arguments = Arrays.stream(method.getParameterTypes())
                    .map(type -> type == Item.class || type == ModelObject.class
                            ? job
                            : type == String.class ? "" : type == boolean.class ? (Object) false : null)
                    .toArray();
            return text(method.invoke(form, arguments));
        } catch (InvocationTargetException x) {
            return x.getCause() instanceof AccessDeniedException
                    ? "403"
                    : x.getCause().getClass().getName();
        } catch (ReflectiveOperationException | IllegalArgumentException x) {
            return x.getClass().getName();
        }
    }

    private static String text(Object answer) {
        if (answer instanceof FormValidation check) {
            return check.renderHtml();
        }
        return answer instanceof ListBoxModel list
                ? list.stream().map(option -> option.name + "=" + option.value).collect(Collectors.joining(", "))
                // What is a response only is for the test by HTTP.
                : answer == null ? "" : answer.getClass().getName();
    }

    /** Each permission comes with those that it implies, as in Jenkins. */
    private static void as(Set<Permission> granted) {
        Jenkins.get().setAuthorizationStrategy(new AuthorizationStrategy() {
            @Override
            public ACL getRootACL() {
                return ACL.lambda2((user, wanted) -> {
                    for (var permission = wanted; permission != null; permission = permission.impliedBy) {
                        if (granted.contains(permission)) {
                            return true;
                        }
                    }
                    return false;
                });
            }

            @Override
            public Collection<String> getGroups() {
                return List.of();
            }
        });
    }
}
