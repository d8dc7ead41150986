package org.whybounce.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// What is running: the version and commit that the build wrote down, and the Java below it.
final class Version {
    private Version() {}

    static String line() {
        Properties built = built();
        String commit = built.getProperty("commit", "");
        return "whybounce " + number()
                + (commit.isEmpty() ? "" : " (commit " + commit + ")") + ", Java "
                + Runtime.version();
    }

    static String number() {
        return built().getProperty("version", "(not built by Maven)");
    }

    private static Properties built() {
        Properties built = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                built.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        if (built.getProperty("version", "$").startsWith("$")) {
            built.clear();
        }
        return built;
    }
}
