package org.whybounce.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.Explain;
import org.whybounce.Explanation;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Dialects;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.cause.KnownFacts;
import org.whybounce.cli.many.Holds;
import org.whybounce.cli.many.ManyRefusals;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Operand;
import org.whybounce.cli.usage.Option;
import org.whybounce.cli.usage.Usage;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.net.IpAddress;
import org.whybounce.report.ReportStore;
import org.whybounce.words.json.ExplanationJson;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.markdown.ExplanationMarkdown;
import org.whybounce.words.text.ExplanationText;
import org.whybounce.words.text.TextPage;

/// `whybounce explain`: the main job.
final class ExplainCommand implements Command {
    @Override
    public Usage usage() {
        return CommonOptions.on(Usage.of(
                        "explain", "Says why a mail bounced, whose side it is, and the change that fixes it.")
                .takes(new Operand(
                        "FILE|-",
                        "A bounce, a refused line, a log line, headers, a whole mail, prose around any of these, or a"
                                + " domain; - or nothing for standard input; a text in quotes works too. Several"
                                + " files, a folder, a Maildir, an mbox, a zip file or a log are counted in a table.",
                        0,
                        MOST_OPERANDS))
                .with(
                        Option.value("--ip", "IP", "The address that connected, if you know it."),
                        Option.value("--mail-from", "ADDR", "The envelope sender (Return-Path), or its domain."),
                        Option.value("--helo", "NAME", "The HELO name of the sending server."),
                        Option.value("--from-domain", "NAME", "The domain of the visible From."),
                        Option.value(
                                        "--as",
                                        "TOOL",
                                        "Print only what another tool calls the refusal, one line for each. Asks no"
                                                + " DNS.")
                                .among("sisimai", "kumomta", "powermta"),
                        Option.value("--format", "FORM", "Of many refusals: the table and diagnoses, or one row each.")
                                .among("table", "csv", "jsonl"),
                        Option.value(
                                        "--diagnoses",
                                        "N",
                                        "Of many refusals: how many diagnoses stand in full behind the table.")
                                .otherwise(Integer.toString(ManyRefusals.DIAGNOSES)),
                        Option.value(
                                "--db",
                                "JDBC",
                                "Say what the DMARC reports in this database (see 'reports --db') know of the source."),
                        Option.flag(
                                "--keep",
                                "With --db: keep the refusals beside the reports, addresses masked; the senders' table"
                                        + " lists them."),
                        Option.value("--cases", "N", "Of many refusals: how many distinct cases are diagnosed.")
                                .otherwise(Integer.toString(ManyRefusals.MOST_CASES)))
                .example("explain bounce.eml", "the bounce in this file")
                .example("explain - < mail.txt", "the same from standard input")
                .example("explain \"550 5.7.1 ...\"", "a line in quotes")
                .example("explain /var/log/mail.log", "every refusal of a log: a table by cause, then the diagnoses")
                .example("explain --zone zone.txt bounce.eml", "without the network: this file is the DNS"));
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        CommonOptions options = new CommonOptions(usage(), call, console);
        KnownFacts told = told(call);
        if (call.operands().size() > 1) {
            return many(PasteArgument.files(call.operands()), call, options, told);
        }
        Optional<Path> folder = PasteArgument.folder(call.operand());
        if (folder.isPresent()) {
            return many(List.of(folder.get()), call, options, told);
        }
        byte[] bytes = PasteArgument.read(call.operand());
        boolean more = bytes.length == PasteArgument.MOST_BYTES;
        String source = call.operand().orElse("-");
        Holds seen = Holds.look(source, bytes, more);
        if (call.has("--format") || seen.many()) {
            Optional<Path> file = PasteArgument.existing(source);
            return file.isPresent()
                    ? many(List.of(file.get()), call, options, told)
                    : many(source, bytes, more, call, options, told);
        }
        Pasted pasted = new Intake().read(seen.only());
        if (pasted instanceof Pasted.Unknown unknown && (unknown.text().isBlank() || told.equals(KnownFacts.NOTHING))) {
            throw new Unusable(unknown.reason());
        }
        Optional<String> as = call.one("--as");
        if (as.isPresent()) {
            return name(as.get(), pasted, options);
        }
        try (DnsSource dns = DnsSource.open(options)) {
            BudgetResolver budget = dns.budget();
            Explanation explanation = new Explain(budget).explain(pasted, told).within(budget);
            print(explanation, options);
            Optional<String> db = db(call);
            if (db.isPresent()) {
                join(explanation, db.get(), call, options, dns.budget());
            }
            return explanation.exitStatus();
        }
    }

    private static Optional<String> db(Call call) throws Unusable {
        Optional<String> db = call.one("--db");
        if (db.isEmpty() && call.has("--keep")) {
            throw new Unusable("--keep needs --db: a database to keep refusals in");
        }
        return db;
    }

    /// What the kept reports know of the source, behind the answer.
    private static void join(
            Explanation explanation, String db, Call call, CommonOptions options, BudgetResolver budget)
            throws Unusable {
        try (KeptRefusals reports = KeptRefusals.open(db, call.has("--keep"))) {
            List<String> words = new ArrayList<>(reports.known(explanation, budget));
            reports.keep(explanation).ifPresent(words::add);
            if (options.json()) {
                // The answer is one document on standard output; this is beside it.
                words.forEach(options.err()::println);
                options.err().flush();
                return;
            }
            TextPage page = new TextPage(options.paper());
            page.gap();
            words.forEach(line -> page.say(TextPage.Ink.PLAIN, line));
            options.print(page.toString());
        } catch (ReportStore.Unavailable trouble) {
            throw new Unusable(String.valueOf(trouble.getMessage()));
        }
    }

    /// Runs with what is to be kept of many refusals.
    private interface Running {
        int run(ManyRefusals.Keeping keeping) throws Unusable;
    }

    private static int keeping(Call call, Running running) throws Unusable {
        Optional<String> db = db(call);
        if (db.isEmpty()) {
            return running.run(ManyRefusals.Keeping.NOTHING);
        }
        try (KeptRefusals reports = KeptRefusals.open(db.get(), call.has("--keep"))) {
            return running.run(reports);
        } catch (ReportStore.Unavailable trouble) {
            throw new Unusable(String.valueOf(trouble.getMessage()));
        }
    }

    private static int many(List<Path> files, Call call, CommonOptions options, KnownFacts told) throws Unusable {
        try (DnsSource dns = DnsSource.paced(options)) {
            return keeping(
                    call, kept -> refusals(dns, call, options, told, kept).files(files));
        }
    }

    private static int many(
            String source, byte[] start, boolean more, Call call, CommonOptions options, KnownFacts told)
            throws Unusable {
        InputStream begun = new ByteArrayInputStream(start);
        try (DnsSource dns = DnsSource.paced(options)) {
            return keeping(
                    call,
                    kept -> refusals(dns, call, options, told, kept).stream(
                            source.equals("-") ? "standard input" : "text",
                            more ? new SequenceInputStream(begun, System.in) : begun));
        }
    }

    private static ManyRefusals refusals(
            DnsSource dns, Call call, CommonOptions options, KnownFacts told, ManyRefusals.Keeping kept)
            throws Unusable {
        if (call.has("--as")) {
            throw new Unusable("--as names the refusals of one text; give one bounce or one line");
        }
        String form = call.one("--format").orElse(options.json() ? "jsonl" : "table");
        Explain explain = new Explain(dns.budget());
        Progress progress = new Progress(options.err(), Progress.onTerminal());
        return new ManyRefusals(
                text -> {
                    BudgetResolver budget = dns.budget();
                    return explain.with(budget)
                            .explain(new Intake().read(text), told)
                            .within(budget);
                },
                new ManyRefusals.Settings(
                        ManyRefusals.Format.valueOf(form.toUpperCase(Locale.ROOT)),
                        Given.number("--cases", call.one("--cases").orElse(""), 1, 1_000_000),
                        Given.number("--diagnoses", call.one("--diagnoses").orElse(""), 0, 1_000),
                        options.paper(),
                        options::masked,
                        said -> {
                            if (said.isEmpty()) {
                                progress.clear();
                            } else {
                                progress.say(said);
                            }
                        },
                        kept),
                options.out(),
                options.err());
    }

    /// Files that one call names: a shell passes on what it expanded.
    private static final int MOST_OPERANDS = 100_000;

    private static void print(Explanation shown, CommonOptions options) {
        options.print(
                () -> JsonDocument.sources(shown.pasted().text(), ExplanationJson.node(shown)),
                () -> options.json()
                        ? ExplanationJson.of(shown)
                        : options.markdown()
                                ? ExplanationMarkdown.of(shown)
                                : ExplanationText.of(shown, options.paper(), options.verbose()));
    }

    /// Another tool's names for the refusals, from their text alone.
    private static int name(String tool, Pasted pasted, CommonOptions options) throws Unusable {
        Claims claims = new BounceReader(Phrasebook.standard()).read(pasted);
        Dialects dialects = Dialects.standard();
        Optional<String> aside = dialects.aside(tool, claims);
        List<String> names = aside.isPresent()
                ? List.of(aside.get())
                : claims.refusals().stream()
                        .flatMap(refusal -> dialects.as(tool, refusal).stream())
                        .toList();
        if (names.isEmpty()) {
            throw new Unusable("nothing was refused in this text, so there is no name for it");
        }
        options.print(String.join("\n", names) + "\n");
        return aside.isPresent() ? ExitStatus.NOTHING_WRONG : ExitStatus.WRONG;
    }

    private static KnownFacts told(Call call) throws Unusable {
        return new KnownFacts(
                Given.value("--ip", call.one("--ip"), Given.ADDRESS, IpAddress::parse),
                Given.value(
                        "--mail-from",
                        call.one("--mail-from"),
                        "an address such as bounce@example.org or a domain",
                        KnownFacts::sender),
                Given.value("--helo", call.one("--helo"), "a host name", DomainName::parse),
                Given.value("--from-domain", call.one("--from-domain"), "a domain", DomainName::parse));
    }
}
