package org.whybounce.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A cluster of two executors on this machine, each a process of its own, with the job in a third: it can be killed.
final class Cluster {
    static final String TWO_EXECUTORS = "local-cluster[2,1,1024]";

    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.util.calendar");

    private final Path home;

    /// @param home of Spark, made here from the class path: executors are started from it
    Cluster(Path home) throws IOException {
        this.home = home;
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && !Files.exists(jars.resolve(jar.getFileName()))) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
            }
        }
    }

    Process scan(String... arguments) throws IOException {
        String classes = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + "/bin/java", "-Xmx768m", "-XX:TieredStopAtLevel=1"));
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        Map.of(
                        "spark.master", TWO_EXECUTORS,
                        "spark.driver.host", "127.0.0.1",
                        "spark.driver.bindAddress", "127.0.0.1",
                        "spark.ui.enabled", "false",
                        "spark.executor.extraClassPath", classes)
                .forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", classes, ScanJob.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.redirectOutput(home.resolve("log-" + System.nanoTime()).toFile());
        process.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        home.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        return process.directory(home.toFile()).start();
    }
}
