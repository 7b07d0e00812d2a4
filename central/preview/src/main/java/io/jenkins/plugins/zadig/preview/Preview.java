package io.jenkins.plugins.zadig.preview;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import groovy.lang.GroovyShell;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.tasks.junit.TestResultAction;
import hudson.util.Secret;
import io.jenkins.plugins.zadig.config.ZadigGlobalConfiguration;
import io.jenkins.plugins.zadig.config.ZadigServer;
import io.jenkins.plugins.zadig.config.ZadigToken;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.jenkinsci.plugins.workflow.steps.Step;

/**
 * Runs Jenkinsfiles, Scripted or Declarative, with the plugin's own steps in this JVM, without a controller. A step
 * blocks the thread of its branch, which a controller would set free: so this is a vehicle for tests and for a look at
 * the plugin, not for load. For example:
 *
 * <pre>{@code
 * var build = Preview.of(zadig.url(), zadig.token()).run("zadigRunCustomWorkflow(project: 'shop', workflow: 'release')");
 * assertThat(build.result()).isEqualTo(Result.SUCCESS);
 * assertThat(build.log()).contains("shop/release");
 * }</pre>
 */
public final class Preview {
    /** The name of the server that builds of the preview use. */
    public static final String SERVER = "zadig";

    /** The id of its token credential. */
    public static final String CREDENTIAL = "zadig-token";

    private static final int UNHURRIED_REQUESTS_PER_SECOND = 100;

    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private PreviewJob job;
    private String jobName = "demo";
    private Path reports = Path.of("target", "preview");
    private PrintStream mirror;

    private Preview() {}

    /** A controller with one server, and a token for it unless that is {@code null}. */
    public static Preview of(URI url, String token) {
        return of(url.toString(), token);
    }

    /** A controller with one server, and a token for it unless that is {@code null}. */
    public static Preview of(String url, String token) {
        List<Credentials> credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.removeIf(
                known -> known instanceof ZadigToken kept && kept.getId().equals(CREDENTIAL));
        if (token != null) {
            credentials.add(
                    new ZadigToken(CredentialsScope.GLOBAL, CREDENTIAL, "For the preview", Secret.fromString(token)));
        }
        ZadigServer server = new ZadigServer(SERVER, url, token == null ? "" : CREDENTIAL);
        server.setRequestsPerSecond(UNHURRIED_REQUESTS_PER_SECOND);
        return withServers(List.of(server));
    }

    /** A controller with these servers, of none or of several. */
    public static Preview withServers(List<ZadigServer> servers) {
        central.memory.IndexedExtensions.restart();
        ZadigGlobalConfiguration.get().setServers(servers);
        return new Preview();
    }

    /** What a controller would do otherwise with a Jenkinsfile, in one line. */
    public static String unlike(String jenkinsfile) {
        List<String> differences = new ArrayList<>();
        LeafSteps.UNSUPPORTED.stream()
                .filter(step -> Pattern.compile("\\b" + step + "\\b[ (]").matcher(jenkinsfile).find())
                .forEach(step -> differences.add(step + " fails, as there are no agents and no other jobs"));
        if (Pattern.compile("\\binput\\b[ (]").matcher(jenkinsfile).find()) {
            differences.add("input goes on at once");
        }
        differences.add("no sandbox, so that nothing is rejected; nothing survives a restart");
        return "Unlike on a controller: " + String.join("; ", differences);
    }

    /** A secret text that Jenkinsfiles can bind. */
    public Preview credential(String id, String text) {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(text)));
        return this;
    }

    /** The name of the job, {@code demo} unless told. */
    public Preview job(String name) {
        jobName = name;
        job = null;
        return this;
    }

    /** A parameter of the builds to come. */
    public Preview parameter(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** An environment variable of the builds to come. */
    public Preview environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Where builds leave their test results, {@code target/preview} unless told. */
    public Preview reports(Path directory) {
        reports = directory;
        return this;
    }

    /** Shows the consoles of the builds to come while they are written. */
    public Preview console(PrintStream out) {
        mirror = out;
        return this;
    }

    /** Runs a Jenkinsfile to its end, at most a minute. */
    public PreviewRun run(String jenkinsfile) {
        return start(jenkinsfile).await();
    }

    /** Starts a Jenkinsfile in a thread of its own. */
    public PreviewRun start(String jenkinsfile) {
        PreviewRun run = newRun();
        Branch branch = Branch.of(run);
        run.start(branch);
        Thread thread = new Thread(() -> execute(jenkinsfile, run, branch), run.toString());
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    /** A step to be driven without a Jenkinsfile. */
    public StepHarness harness(Step step) {
        return new StepHarness(newRun(), step);
    }

    /** The step that a Jenkinsfile would call with that name and those named arguments. */
    public StepHarness harness(String function, Map<String, ?> arguments) {
        return harness(Symbols.step(function, Arguments.of(function, arguments)));
    }

    private PreviewRun newRun() {
        if (job == null) {
            job = new PreviewJob(jobName);
        }
        PreviewRun run = job.newRun(new Console(jobName, mirror));
        run.variables().putAll(environment);
        run.addAction(new CauseAction(new Cause.UserIdCause(PreviewRun.USER)));
        return run;
    }

    private void execute(String jenkinsfile, PreviewRun run, Branch branch) {
        branch.begin();
        run.console().pipeline("Start of Pipeline");
        Throwable thrown = null;
        try {
            program(jenkinsfile, run).run();
        } catch (Throwable t) {
            thrown = Failures.unwrap(t);
        }
        run.console().pipeline("End of Pipeline");
        run.finish(thrown);
        report(run);
        run.close();
    }

    private WorkflowProgram program(String jenkinsfile, PreviewRun run) {
        CompilerConfiguration compiler = new CompilerConfiguration();
        compiler.setScriptBaseClass(WorkflowProgram.class.getName());
        compiler.addCompilationCustomizers(new StepNames());
        WorkflowProgram program = (WorkflowProgram)
                new GroovyShell(Preview.class.getClassLoader(), compiler).parse(jenkinsfile, "WorkflowScript");
        program.prepare(run);
        program.getBinding().setVariable("env", new EnvironmentVariable(run));
        program.getBinding().setVariable("currentBuild", new CurrentBuild(run));
        BuildParameters.give(program, parameters, run);
        return program;
    }

    private void report(PreviewRun run) {
        for (TestResultAction tests : run.getActions(TestResultAction.class)) {
            Path file = reports.resolve("TEST-" + jobName.replaceAll("\\W", "-") + '-' + run.getNumber() + ".xml");
            try {
                JUnitReport.write(tests.getResult(), file);
                run.console()
                        .println("Test results: " + tests.getTotalCount() + " tests, " + tests.getFailCount()
                                + " failed, " + tests.getSkipCount() + " skipped: " + file);
            } catch (IOException e) {
                run.console().error("Cannot write " + file + ": " + e.getMessage());
            }
        }
    }
}
