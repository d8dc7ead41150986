package org.whybounce.web;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpPrefix;
import org.whybounce.web.operator.OperatorSettings;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// How this server was told to run.
///
/// @param address    the address to listen on
/// @param zones      master files to take DNS from; empty for real DNS
/// @param servers    resolvers to ask; empty for the system's
/// @param db         JDBC address of the database for shared reports
/// @param dbUser     user of the database, empty where the address says it all
/// @param dbPassword password of that user; best given by environment variable
/// @param trusted    proxies whose `X-Forwarded-For` is believed
/// @param publicUrl  how the site is reached from outside, without a final slash; empty if not known
/// @param cors       origins that may call the API from a browser; empty for none
/// @param operator   the pages of the operator
public record Settings(
        String address,
        int port,
        List<Path> zones,
        List<String> servers,
        String db,
        String dbUser,
        String dbPassword,
        List<IpPrefix> trusted,
        String publicUrl,
        List<String> cors,
        boolean share,
        WebLimits limits,
        OperatorSettings operator) {
    /// Without pages for the operator.
    Settings(
            String address,
            int port,
            List<Path> zones,
            List<String> servers,
            String db,
            String dbUser,
            String dbPassword,
            List<IpPrefix> trusted,
            String publicUrl,
            List<String> cors,
            boolean share,
            WebLimits limits) {
        this(
                address,
                port,
                zones,
                servers,
                db,
                dbUser,
                dbPassword,
                trusted,
                publicUrl,
                cors,
                share,
                limits,
                OperatorSettings.OFF);
    }

    Settings with(OperatorSettings pages) {
        return new Settings(
                address, port, zones, servers, db, dbUser, dbPassword, trusted, publicUrl, cors, share, limits, pages);
    }

    /// A setting that cannot be used; the message says which and why, in one line.
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /// Where an option is not given as a flag: the environment first (`--trusted-proxy` is
    /// `WHYBOUNCE_TRUSTED_PROXY`),
    /// then
    /// the file (`trusted-proxy = ...`), then the default. Several values of one option are separated by
    /// commas.
    static final class Elsewhere implements CommandLine.IDefaultValueProvider {
        private final Map<String, String> environment;
        private final Properties file;

        Elsewhere(Map<String, String> environment, Properties file) {
            this.environment = environment;
            this.file = file;
        }

        @Override
        public @Nullable String defaultValue(ArgSpec spec) {
            if (!(spec instanceof OptionSpec option)) {
                return null;
            }
            String name = option.longestName().replaceFirst("^--", "");
            if (name.equals("help") || name.equals("version")) {
                return null;
            }
            String variable = "WHYBOUNCE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
            @Nullable String value = environment.get(variable);
            return value != null && !value.isEmpty() ? value : file.getProperty(name);
        }
    }

    /// The file named by `--config` or `WHYBOUNCE_CONFIG`; no settings where none is named.
    static Properties file(String[] args, Map<String, String> environment) throws Unusable {
        Properties properties = new Properties();
        String name = environment.getOrDefault("WHYBOUNCE_CONFIG", "");
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--config") && i + 1 < args.length) {
                name = args[i + 1];
            } else if (args[i].startsWith("--config=")) {
                name = args[i].substring("--config=".length());
            }
        }
        if (name.isEmpty()) {
            return properties;
        }
        try (Reader in = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new Unusable("the settings file " + name + " cannot be read");
        }
        for (String key : properties.stringPropertyNames()) {
            if (!Serve.knows(key)) {
                throw new Unusable("the settings file " + name + " has '" + key + "', which is no setting");
            }
        }
        return properties;
    }
}
