package org.whybounce.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.whybounce.SendersOf;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Operand;
import org.whybounce.cli.usage.Option;
import org.whybounce.cli.usage.Usage;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.report.ReportLimits;
import org.whybounce.report.ReportMailboxes;
import org.whybounce.report.ReportPile;
import org.whybounce.report.ReportStore;
import org.whybounce.report.ReportStores;
import org.whybounce.report.ReportsRead;
import org.whybounce.report.ReportsReader;
import org.whybounce.report.TlsReport;
import org.whybounce.sender.Confirmed;
import org.whybounce.sender.DomainTally;
import org.whybounce.sender.Readiness;
import org.whybounce.sender.Senders;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.json.ReportsJson;
import org.whybounce.words.json.ReportsRows;
import org.whybounce.words.text.ReportsText;
import org.whybounce.words.text.TextPage;

/// `whybounce reports`: DMARC reports joined with what DNS says now.
final class ReportsCommand implements Command {
    /// Questions for all domains of a run: reverse names of thousands of sources, a name back for each.
    private static final int QUESTIONS = 20_000;

    /// Files of one folder, folders in it included; a mailbox of ten years has fewer.
    private static final int FILES = 2_000_000;

    private static final String DB = "--db";
    private static final String MINE = "--mine";
    private static final String RETAIN = "--retain";

    private static final String PASSWORD_FILE = "--mailbox-password-file";

    private static final int MOST_INPUTS = 100_000;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Usage usage() {
        return CommonOptions.on(Usage.of(
                        "reports",
                        "Reads DMARC reports and says who sends as the domain, which senders its DNS does not know, and"
                                + " the one change that fixes them, proven.")
                .takes(new Operand(
                        "FILE|DIR|MAILBOX|-",
                        "Reports as XML, gz, zip or tar.gz, mails that hold them, an mbox, a Maildir or any folder; -"
                                + " reads standard input; imaps://user@host/folder fetches unread mails (with --db).",
                        0,
                        MOST_INPUTS))
                .with(
                        Option.value("--domain", "D", "Only this domain."),
                        Option.value("--since", "DATE", "Leave out reports that end before this day (UTC)."),
                        Option.value(
                                "--explain",
                                "SOURCE",
                                "Everything that is known of one source: an address, or a sender as the table names"
                                        + " it."),
                        Option.values(
                                MINE,
                                "SOURCE",
                                "This sender is yours (repeatable): an address, a range, or a service's name; kept with"
                                        + " --db."),
                        Option.value(
                                DB,
                                "JDBC",
                                "Keep what is read in this H2 or PostgreSQL database, and answer from all that is in"
                                        + " it; WHYBOUNCE_DB_USER and WHYBOUNCE_DB_PASSWORD say who."),
                        Option.value(
                                RETAIN, "DAYS", "With --db: delete reports that ended more than so many days ago."),
                        Option.value(
                                PASSWORD_FILE,
                                "FILE",
                                "The first line of this file is the mailbox's password; else it is"
                                        + " WHYBOUNCE_MAILBOX_PASSWORD."),
                        Option.value("--format", "FORM", "Print the senders only: table, csv or jsonl.")
                                .among("table", "csv", "jsonl"))
                .example("reports ~/Maildir/.DMARC", "who sends as you, and what your DNS does not know")
                .example(
                        "reports imaps://dmarc@mail.example.org/INBOX --db jdbc:h2:file:./reports",
                        "what has come since the last time, with all that came before")
                .example(
                        "reports reports.zip --domain example.org --explain 192.0.2.7", "what is known of one source"));
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        CommonOptions options = new CommonOptions(usage(), call, console);
        Optional<String> domain = call.one("--domain");
        Optional<DomainName> only = domain.isEmpty() ? Optional.empty() : Optional.of(CheckedName.of(domain.get()));
        long from = since(call.one("--since"));
        Optional<String> db = call.one(DB);
        if (db.isPresent()) {
            return kept(db.get(), call, options, only, from);
        }
        if (call.operands().isEmpty()) {
            throw new Unusable("name the files to read, or a database with " + DB);
        }
        ReportPile pile = new ReportPile();
        ReportsReader reader = new ReportsReader(ReportLimits.COMMAND_LINE, pile);
        for (String input : call.operands()) {
            if (mailbox(input)) {
                throw new Unusable("a mailbox is read with " + DB
                        + ": what was read is marked as read, so it has to be kept somewhere");
            }
            read(input, reader);
        }
        Map<DomainName, DomainTally> tallies = SendersOf.tally(pile, only, from);
        Confirmed confirmed = confirmed(call.all(MINE), VendorDirectory.builtIn());
        return answer(
                call,
                options,
                new Gathered(ReportsRead.of(pile, reader), tallies.values(), tls(pile.tls(), only, from)),
                any -> confirmed);
    }

    /// With a store: what is read is added to what is there, and all of it is answered from.
    private int kept(String url, Call call, CommonOptions options, Optional<DomainName> only, long from)
            throws Unusable {
        ReportStores stores = ServiceLoader.load(ReportStores.class)
                .findFirst()
                .orElseThrow(() -> new Unusable("this whybounce comes without a store, so " + DB + " is not there"));
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw new Unusable(
                    DB + " is a JDBC address of H2 or PostgreSQL, such as jdbc:h2:file:./reports, not " + url);
        }
        Optional<String> days = call.one(RETAIN);
        int retain = days.isEmpty() ? 0 : Given.number(RETAIN, days.get(), 1, 36_500);
        try (ReportStore store =
                stores.open(url, environment("WHYBOUNCE_DB_USER"), environment("WHYBOUNCE_DB_PASSWORD"))) {
            ReportsReader reader = new ReportsReader(ReportLimits.COMMAND_LINE, store);
            for (String input : call.operands()) {
                if (mailbox(input)) {
                    fetch(input, call, store, reader);
                } else {
                    read(input, reader);
                }
            }
            if (retain > 0) {
                store.forget(
                        LocalDate.now(clock).minusDays(retain).atStartOfDay().toEpochSecond(ZoneOffset.UTC));
            }
            VendorDirectory vendors = VendorDirectory.builtIn();
            confirmed(call.all(MINE), vendors);
            call.all(MINE).forEach(word -> store.confirm(only, word.strip()));
            Map<DomainName, DomainTally> tallies = store.tallies(only, from);
            List<TlsReport> tls = new ArrayList<>();
            for (DomainName domain : only.map(List::of).orElseGet(store::domains)) {
                tls.addAll(store.tls(domain, from));
            }
            return answer(
                    call,
                    options,
                    new Gathered(reader.read(), tallies.values(), tls),
                    domain -> Confirmed.of(store.confirmed(domain), vendors));
        } catch (ReportStore.Unavailable trouble) {
            throw new Unusable(String.valueOf(trouble.getMessage()));
        }
    }

    private static boolean mailbox(String input) {
        return input.startsWith("imaps://") || input.startsWith("imap://");
    }

    /// What is unread in a mailbox. A mail is marked once what it holds is kept.
    private static void fetch(String url, Call call, ReportStore store, ReportsReader reader) throws Unusable {
        ReportMailboxes mailboxes = ServiceLoader.load(ReportMailboxes.class)
                .findFirst()
                .orElseThrow(() -> new Unusable("this whybounce comes without what fetches from mailboxes"));
        String password = environment("WHYBOUNCE_MAILBOX_PASSWORD");
        Optional<String> file = call.one(PASSWORD_FILE);
        if (file.isPresent()) {
            try (Stream<String> lines = Files.lines(Path.of(file.get()))) {
                password = lines.findFirst().orElse("");
            } catch (IOException | UncheckedIOException unreadable) {
                throw new Unusable("the file " + file.get() + " cannot be read");
            }
        }
        try {
            ReportMailboxes.Looked looked = mailboxes.look(url, password, mails -> {
                mails.forEach(mail -> reader.read(mail.name(), new ByteArrayInputStream(mail.bytes())));
                store.keep();
            });
            if (looked.large() > 0) {
                reader.log().refused(url, looked.large() + " mails are larger than any report and were left unread");
            }
        } catch (ReportMailboxes.Unreachable trouble) {
            throw new Unusable(String.valueOf(trouble.getMessage()));
        }
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    /// What is answered from.
    private record Gathered(ReportsRead read, Collection<DomainTally> tallies, Collection<TlsReport> tls) {}

    private static List<TlsReport> tls(Collection<TlsReport> all, Optional<DomainName> only, long from) {
        return all.stream()
                .filter(each -> only.isEmpty() || only.get().equals(each.domain()))
                .filter(each -> from == 0 || each.end() >= from)
                .toList();
    }

    private int answer(Call call, CommonOptions options, Gathered gathered, Function<DomainName, Confirmed> confirmed)
            throws Unusable {
        VendorDirectory vendors = VendorDirectory.builtIn();
        try (DnsSource dns = DnsSource.open(options)) {
            BudgetResolver budget = new BudgetResolver(
                    dns.resolver(), QUESTIONS, Deadline.in(options.timeout().multipliedBy(6)));
            SendersOf all = new SendersOf(budget, vendors);
            List<Senders> senders = gathered.tallies().stream()
                    .map(tally -> all.of(tally, confirmed.apply(tally.domain())))
                    .map(each -> budget.refused() == 0 ? each : each.withLimit(budget.words()))
                    .toList();
            options.print(text(call, options, gathered, senders));
            return senders.isEmpty() && !gathered.tls().isEmpty() ? ExitStatus.NOTHING_WRONG : status(senders);
        }
    }

    private static long since(Optional<String> day) throws Unusable {
        if (day.isEmpty()) {
            return 0;
        }
        try {
            return LocalDate.parse(day.get().strip()).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException noDate) {
            throw new Unusable("--since takes a day such as 2026-06-01, not " + day.get());
        }
    }

    private static Confirmed confirmed(List<String> mine, VendorDirectory vendors) throws Unusable {
        for (String word : mine) {
            if (Confirmed.of(List.of(word), vendors).isEmpty()) {
                throw new Unusable("--mine takes an address, a range or a sending service's name; '" + word
                        + "' is none that is known");
            }
        }
        return Confirmed.of(mine, vendors);
    }

    private static void read(String input, ReportsReader reader) throws Unusable {
        if (input.equals("-")) {
            reader.read("standard input", System.in);
            return;
        }
        Path path = Path.of(input);
        if (!Files.exists(path)) {
            throw new Unusable("there is no file or folder " + input);
        }
        if (!Files.isDirectory(path)) {
            file(path, path.getFileName().toString(), reader);
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            for (Path each :
                    (Iterable<Path>) walk.filter(Files::isRegularFile).sorted().limit(FILES)::iterator) {
                String name = path.relativize(each).toString();
                if (!name.startsWith(".") && !name.contains("/.")) {
                    file(each, name, reader);
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            throw new Unusable("the folder " + input + " cannot be read");
        }
    }

    private static void file(Path path, String name, ReportsReader reader) {
        try (InputStream in = Files.newInputStream(path)) {
            reader.read(name, in);
        } catch (IOException unreadable) {
            reader.log().refused(name, "the file cannot be opened");
        }
    }

    private String text(Call call, CommonOptions options, Gathered gathered, List<Senders> senders) throws Unusable {
        LocalDate today = LocalDate.now(clock);
        if (options.json()) {
            return JsonDocument.pretty(ReportsJson.of(gathered.read(), senders, gathered.tls(), today));
        }
        TextPage page = new TextPage(options.paper());
        Optional<String> source = call.one("--explain");
        if (source.isPresent()) {
            if (!ReportsText.explain(page, senders, source.get().strip())) {
                throw new Unusable("no report that was read names the source '" + source.get() + "'");
            }
            return page.toString();
        }
        Optional<String> form = call.one("--format");
        if (form.isPresent()) {
            return switch (form.get()) {
                case "csv" -> ReportsRows.csv(senders);
                case "jsonl" -> ReportsRows.jsonl(senders);
                default -> ReportsRows.table(senders);
            };
        }
        ReportsText.put(page, gathered.read(), senders, today, options.verbose());
        ReportsText.tls(page, gathered.tls());
        return page.toString();
    }

    private static int status(List<Senders> senders) {
        if (senders.isEmpty()) {
            return ExitStatus.UNUSABLE;
        }
        if (senders.stream().anyMatch(each -> each.noDns().isPresent())) {
            return ExitStatus.NO_DNS;
        }
        boolean wrong = senders.stream().anyMatch(each -> !each.fixes().isEmpty());
        boolean open =
                senders.stream().anyMatch(each -> each.readiness().verdict() == Readiness.Verdict.TOO_LITTLE_DATA);
        return wrong ? ExitStatus.WRONG : open ? ExitStatus.OPEN : ExitStatus.NOTHING_WRONG;
    }
}
