package org.whybounce.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpPrefix;
import org.whybounce.text.Visible;
import org.whybounce.web.operator.OperatorSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `whybounce serve`: the web application and REST API, in a jar of its own so that the other commands start
/// without
/// it.
@Command(
        name = "whybounce serve",
        mixinStandardHelpOptions = true,
        version = "whybounce serve",
        sortOptions = false,
        description = "Runs the web application and REST API. Runs without any configuration.",
        footer = "%nEvery option can also be an environment variable (--trusted-proxy is"
                + " WHYBOUNCE_TRUSTED_PROXY) or a line of the settings file (trusted-proxy = 10.0.0.0/8);"
                + " a flag goes before the environment, the environment before the file.")
public final class Serve implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Port (${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "Address to listen on (${DEFAULT-VALUE}, which is all).")
    String address = "";

    @Option(names = "--config", paramLabel = "FILE", description = "Settings file, lines of 'option = value'.")
    @Nullable
    String config;

    @Option(
            names = "--zone",
            split = ",",
            paramLabel = "FILE",
            description = "Take DNS only from this master file (repeatable); nothing leaves the machine.")
    List<Path> zones = new ArrayList<>();

    @Option(
            names = "--dns",
            split = ",",
            paramLabel = "HOST[:PORT]",
            description = "Ask this resolver (repeatable) instead of the system's.")
    List<String> servers = new ArrayList<>();

    @Option(
            names = "--db",
            paramLabel = "JDBC",
            defaultValue = "",
            description = "Database for shared reports: an H2 or PostgreSQL JDBC address"
                    + " (a file in the user's data folder if not given).")
    String db = "";

    @Option(names = "--db-user", paramLabel = "NAME", defaultValue = "", description = "User of the database.")
    String dbUser = "";

    @Option(
            names = "--db-password",
            paramLabel = "WORD",
            defaultValue = "",
            description = "Password; better given as WHYBOUNCE_DB_PASSWORD.")
    String dbPassword = "";

    @Option(names = "--no-share", defaultValue = "false", description = "Offer no shared reports; no database.")
    boolean noShare;

    @Option(
            names = "--trusted-proxy",
            split = ",",
            paramLabel = "CIDR",
            description = "Proxy whose X-Forwarded-For is believed (repeatable).")
    List<String> trusted = new ArrayList<>();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            defaultValue = "",
            description = "How the site is reached from outside, for canonical links and the sitemap.")
    String publicUrl = "";

    @Option(
            names = "--cors-origin",
            split = ",",
            paramLabel = "ORIGIN",
            description = "Origin that may call the API from a browser (repeatable; none if not given).")
    List<String> cors = new ArrayList<>();

    @Option(
            names = "--checks-per-minute",
            paramLabel = "N",
            defaultValue = "30",
            description = "Checks a minute per client /24 or /56 (${DEFAULT-VALUE}; 0 for no limit).")
    int perMinute;

    @Option(
            names = "--checks-at-once",
            paramLabel = "N",
            defaultValue = "5",
            description = "Checks at once per client /24 or /56 (${DEFAULT-VALUE}).")
    int atOnce;

    @Option(
            names = "--checks-together",
            paramLabel = "N",
            defaultValue = "64",
            description = "Checks running at once in all (${DEFAULT-VALUE}); a quarter as many may wait briefly.")
    int together;

    @Option(
            names = "--operator-token",
            paramLabel = "WORD",
            defaultValue = "",
            description = "Switches on /domains, where DMARC reports are kept and shown to whoever has this token"
                    + " (16 characters or more); better given as WHYBOUNCE_OPERATOR_TOKEN.")
    String operatorToken = "";

    @Option(
            names = "--reports-db",
            paramLabel = "JDBC",
            defaultValue = "",
            description = "Database for those reports: an H2 or PostgreSQL JDBC address"
                    + " (a file in the user's data folder if not given); --db-user and --db-password hold for it too.")
    String reportsDb = "";

    @Option(
            names = "--reports-retain",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "Delete reports that ended more than so many days ago (never, if not given).")
    int reportsRetain;

    @Option(
            names = "--reports-mailbox",
            paramLabel = "URL",
            defaultValue = "",
            description = "Fetch reports from this mailbox: imaps://user@host/folder. What was read is marked as seen,"
                    + " nothing is deleted. Its password is WHYBOUNCE_MAILBOX_PASSWORD, or in a file.")
    String mailbox = "";

    @Option(
            names = "--mailbox-password-file",
            paramLabel = "FILE",
            defaultValue = "",
            description = "File whose first line is the mailbox's password.")
    String mailboxPasswordFile = "";

    @Option(
            names = "--mailbox-minutes",
            paramLabel = "N",
            defaultValue = "15",
            description = "Minutes between two looks into the mailbox (${DEFAULT-VALUE}).")
    int mailboxMinutes;

    public static void main(String[] args) {
        // `whybounce serve --port 1` comes with or without its first word, whoever starts this jar.
        String[] options =
                args.length > 0 && args[0].equals("serve") ? java.util.Arrays.copyOfRange(args, 1, args.length) : args;
        int status = run(options, System.getenv());
        if (status != 0) {
            System.exit(status);
        }
    }

    /// Starts the server and returns while it runs on; another status than 0 means that it did not start.
    static int run(String[] args, Map<String, String> environment) {
        CommandLine line = new CommandLine(new Serve());
        line.setUsageHelpWidth(80);
        try {
            Properties file = Settings.file(args, environment);
            line.setDefaultValueProvider(new Settings.Elsewhere(environment, file));
        } catch (Settings.Unusable e) {
            return unusable(e);
        }
        line.setParameterExceptionHandler((e, arguments) -> unusable(e));
        line.setExecutionExceptionHandler((e, commandLine, parsed) -> unusable(e));
        return line.execute(args);
    }

    private static int unusable(Throwable e) {
        System.err.println(
                "whybounce: " + Visible.line(String.valueOf(e.getMessage())) + ". Try 'whybounce serve --help'.");
        return 2;
    }

    /// Whether the settings file may name this.
    static boolean knows(String key) {
        return new CommandLine(new Serve()).getCommandSpec().findOption("--" + key) != null
                && !key.equals("config")
                && !key.equals("help")
                && !key.equals("version");
    }

    Settings settings() throws Settings.Unusable {
        if (port < 0 || port > 65535) {
            throw new Settings.Unusable("--port is a number from 0 to 65535, not " + port);
        }
        if (perMinute < 0 || atOnce < 1 || together < 1 || together > 10_000) {
            throw new Settings.Unusable("the limits of checks are positive numbers");
        }
        List<IpPrefix> proxies = new ArrayList<>();
        for (String text : trusted) {
            proxies.add(IpPrefix.parse(text.strip())
                    .orElseThrow(() -> new Settings.Unusable("--trusted-proxy " + text + " is no address or range")));
        }
        if (!publicUrl.isEmpty() && !publicUrl.matches("https?://[A-Za-z0-9.:\\[\\]-]{1,255}/?")) {
            throw new Settings.Unusable("--public-url is like https://bounce.example.org, without a path");
        }
        if (!db.isEmpty() && !db.startsWith("jdbc:h2:") && !db.startsWith("jdbc:postgresql:")) {
            throw new Settings.Unusable("--db is a JDBC address of H2 or PostgreSQL (jdbc:postgresql://host/name)");
        }
        return new Settings(
                address,
                port,
                List.copyOf(zones),
                List.copyOf(servers),
                db,
                dbUser,
                dbPassword,
                proxies,
                publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl,
                List.copyOf(cors),
                !noShare,
                WebLimits.DEFAULTS.withRates(perMinute, atOnce).withPlaces(together, Math.max(1, together / 4)),
                operator());
    }

    private OperatorSettings operator() throws Settings.Unusable {
        if (!operatorToken.isEmpty() && operatorToken.length() < OperatorSettings.SHORTEST) {
            throw new Settings.Unusable("--operator-token has " + OperatorSettings.SHORTEST
                    + " characters or more; a shorter one can be tried out");
        }
        if (!reportsDb.isEmpty() && !reportsDb.startsWith("jdbc:h2:") && !reportsDb.startsWith("jdbc:postgresql:")) {
            throw new Settings.Unusable("--reports-db is a JDBC address of H2 or PostgreSQL");
        }
        if (reportsRetain < 0 || mailboxMinutes < 1) {
            throw new Settings.Unusable("--reports-retain and --mailbox-minutes are numbers of days and minutes");
        }
        return new OperatorSettings(
                operatorToken,
                reportsDb,
                dbUser,
                dbPassword,
                reportsRetain,
                new OperatorSettings.Mailbox(mailbox, mailboxPasswordFile, mailboxMinutes));
    }

    @Override
    public Integer call() throws Exception {
        Running running = Running.start(settings(), CoreEngine::new);
        if (operatorToken.isEmpty() && !(mailbox.isEmpty() && reportsDb.isEmpty())) {
            System.err.println("whybounce: no reports are kept or fetched: that needs --operator-token");
        }
        // SIGTERM and Ctrl-C: what runs is finished, nothing new is taken.
        Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "stop"));
        System.out.println("whybounce answers on http://"
                + (address.equals("0.0.0.0") || address.equals("::") ? "localhost" : address) + ":" + running.port()
                + "/");
        running.warm();
        return 0;
    }
}
