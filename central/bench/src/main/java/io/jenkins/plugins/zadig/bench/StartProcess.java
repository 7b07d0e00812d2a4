package io.jenkins.plugins.zadig.bench;

import hudson.Extension;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import net.java.sezpoz.Index;

/**
 * What a controller does with the plugin when it starts: loads its classes, makes its extensions, configures its servers.
 * The plugin has a class loader of its own, as on a controller, and a first start in another one has loaded all that is
 * Jenkins' or Java's.
 */
final class StartProcess {
    private static final String CONFIG = "io.jenkins.plugins.zadig.config.";

    private StartProcess() {}

    public static void main(String[] args) throws Exception {
        new Commands()
                .on("start", words -> start(Integer.parseInt(words.get(0))))
                .on("loaded", words -> isLoaded(words.get(0)))
                .serve();
    }

    /** Answers nanoseconds of CPU time. */
    private static long start(int servers) throws IOException, ReflectiveOperationException {
        startIn(plugin(), servers);
        var began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        startIn(plugin(), servers);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
    }

    /** The plugin's own classes, and those of its package that tests have; all else is known to its parent. */
    private static ClassLoader plugin() throws MalformedURLException {
        var urls = new ArrayList<URL>();
        // As Jenkins has it: one place of classes for the plugin, and a parent that has opened all libraries.
        for (String path : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            if (Files.isDirectory(Path.of(path, "io", "jenkins", "plugins", "zadig"))) {
                urls.add(Path.of(path).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), StartProcess.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith("io.jenkins.plugins.zadig.")) {
                    return super.loadClass(name, resolve);
                }
                var known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        };
    }

    private static void startIn(ClassLoader plugin, int servers) throws ReflectiveOperationException {
        Object configuration = null;
        for (var item : Index.load(Extension.class, Object.class, plugin)) {
            var type = Class.forName(item.className(), true, plugin);
            if (item.kind() == java.lang.annotation.ElementType.TYPE) {
                var extension = make(type.getDeclaredConstructor());
                configuration = type.getName().equals(CONFIG + "ZadigGlobalConfiguration") ? extension : configuration;
            }
        }
        var constructor = Class.forName(CONFIG + "ZadigServer", true, plugin)
                .getConstructor(String.class, String.class, String.class);
        var configured = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
            configured.add(make(constructor, "zadig-" + i, "https://zadig-" + i + ".example.com", "zadig-token"));
        }
        configuration.getClass().getMethod("setServers", List.class).invoke(configuration, configured);
    }

    private static Object make(Constructor<?> constructor, Object... arguments) throws ReflectiveOperationException {
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    /** Whether the JVM has loaded a class. */
    private static boolean isLoaded(String name) throws JMException {
        var tree = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmClassHierarchy",
                        new Object[] {new String[] {name}},
                        new String[] {String[].class.getName()});
        return tree.toString().contains(name);
    }
}
