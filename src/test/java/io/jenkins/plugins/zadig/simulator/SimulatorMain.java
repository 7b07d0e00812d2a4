package io.jenkins.plugins.zadig.simulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a simulator until it is killed. Reads {@code port} (0 for any free one), {@code line} and {@code fault} from
 * arguments such as {@code line=4.1}, else from system properties. With {@code directory}, the token is in its file
 * {@code zadig.token}, and, as soon as the simulator serves, its address in {@code zadig.url}. With {@code jenkins}, the
 * address of a Jenkins, it starts a build of the job {@code package} there as soon as there is that job.
 */
public final class SimulatorMain {
    private static final Duration JOB_DURATION = Duration.ofMillis(600);
    private static final Duration SCHEDULER_INTERVAL = Duration.ofMillis(300);
    private static final Duration CALL_PAUSE = Duration.ofSeconds(2);
    private static final String CALLED = "package";

    private SimulatorMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var zadig = ZadigSimulator.builder()
                .line(Line.of(setting(args, "line", Line.V5_0.toString())))
                .port(Integer.parseInt(setting(args, "port", "0")))
                .fault(setting(args, "fault", "none"))
                .schedulerInterval(SCHEDULER_INTERVAL)
                .jobDuration(JOB_DURATION)
                .start();
        var directory = setting(args, "directory", "");
        var tokenFile = writeToken(directory, zadig.token());
        if (!directory.isEmpty()) {
            Files.writeString(Path.of(directory, "zadig.url"), zadig.url().toString());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            tokenFile.toFile().delete();
            zadig.close();
        }));
        System.out.println("Zadig simulator " + zadig.line() + " at " + zadig.url() + " token file " + tokenFile);
        var jenkins = setting(args, "jenkins", "");
        if (!jenkins.isEmpty()) {
            callOnce(zadig, URI.create(jenkins));
        }
        new CountDownLatch(1).await();
    }

    private static void callOnce(ZadigSimulator zadig, URI jenkins) throws InterruptedException {
        while (!JenkinsCall.isPossible(jenkins, CALLED)) {
            Thread.sleep(CALL_PAUSE.toMillis());
        }
        JenkinsCall.start(zadig, jenkins, CALLED);
    }

    private static Path writeToken(String directory, String token) throws IOException {
        if (directory.isEmpty()) {
            return Files.writeString(Files.createTempFile("zadig-token-", ".txt", ownersOnly()), token);
        }
        var file = Path.of(directory, "zadig.token");
        Files.deleteIfExists(file);
        return Files.writeString(Files.createFile(file, ownersOnly()), token);
    }

    /** Only the owner may read the file; elsewhere than on POSIX systems temporary files are the owner's anyway. */
    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String setting(String[] args, String name, String otherwise) {
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith(name + "="))
                .map(arg -> arg.substring(name.length() + 1))
                .findFirst()
                .orElseGet(() -> System.getProperty(name, otherwise));
    }
}
