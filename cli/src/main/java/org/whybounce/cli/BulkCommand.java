package org.whybounce.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.whybounce.cli.bulk.BulkRun;
import org.whybounce.cli.bulk.RowForm;
import org.whybounce.cli.bulk.TotalsPage;
import org.whybounce.cli.bulk.WholeFile;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Operand;
import org.whybounce.cli.usage.Option;
import org.whybounce.cli.usage.Usage;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Limits;
import org.whybounce.dns.PacedResolver;
import org.whybounce.dns.RatedResolver;
import org.whybounce.dns.Resolver;
import org.whybounce.row.RowCheck;
import org.whybounce.row.RowTotals;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.json.RowJson;
import org.whybounce.words.text.RowTotalsText;

/// `whybounce bulk`: what a million domains publish, in a folder, by a run that may be killed at any time.
final class BulkCommand implements Command {
    private static final long SECOND = 1_000_000_000L;

    /// Longer than [org.whybounce.dns.CachingResolver] remembers a failure.
    private static final Duration BEFORE_AGAIN = Duration.ofSeconds(6);

    @Override
    public Usage usage() {
        return Usage.of("bulk", "What very many domains publish: SPF, DMARC and MX, one row each, in a folder.")
                .takes(Operand.one(
                        "IN", "A file of domains, one a line, or CSV with a column of them; - for standard input."))
                .with(
                        Option.value("--out", "DIR", "Where rows, manifest and totals are written.")
                                .needed(),
                        Option.flag("--resume", "Take up a finished run too, to ask again what got no answer."),
                        Option.value("--column", "NAME", "The CSV column that holds the domains; 'domain' without."),
                        Option.value("--in-flight", "N", "Domains that are checked at once.")
                                .otherwise("500"),
                        Option.value("--qps", "N", "Questions a second to the resolver, in all.")
                                .otherwise("1000"),
                        Option.value("--format", "FORM", "How rows are written.")
                                .among("jsonl", "csv")
                                .otherwise("jsonl"))
                .with(CommonOptions.OPTIONS)
                .with(CommonOptions.OUTPUT)
                .example("bulk domains.txt --out scan --dns 192.0.2.53", "a scan; the same call again goes on")
                .example("bulk list.csv --column host --out scan --zone zone.txt", "from a zone file");
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        CommonOptions options = new CommonOptions(usage(), call, console);
        if (options.zones().isEmpty() && options.servers().isEmpty()) {
            throw new Unusable("bulk asks very many questions: name the resolver that may be asked with --dns, or a"
                    + " --zone file");
        }
        int inFlight = Given.number("--in-flight", call.one("--in-flight").orElse(""), 1, 100_000);
        int qps = Given.number("--qps", call.one("--qps").orElse(""), 1, 1_000_000);
        RowForm form = call.one("--format").orElse("").equals("csv") ? RowForm.CSV : RowForm.JSONL;
        Path out = Path.of(call.one("--out").orElseThrow());
        String in = call.operand().orElse("");
        RatedResolver[] rated = new RatedResolver[1];
        try (DnsSource dns = DnsSource.open(options, wire -> pace(wire, qps, rated), true)) {
            Files.createDirectories(out);
            try (FileChannel lock = FileChannel.open(
                            out.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock.tryLock()) {
                if (held == null) {
                    throw new Unusable("another run writes to " + out + " at this moment");
                }
                return run(call, options, dns, form, inFlight, out, in, rated[0]);
            }
        } catch (IOException e) {
            throw new Unusable("the folder " + out + " or the input cannot be used: " + String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.UNUSABLE;
        }
    }

    private static Resolver pace(Resolver wire, int qps, RatedResolver[] rated) {
        rated[0] = new RatedResolver(
                new PacedResolver(wire, PacedResolver.QUESTIONS_A_SECOND, 2 * PacedResolver.QUESTIONS_A_SECOND),
                qps,
                Limits.LIBRARY);
        return rated[0];
    }

    private static int run(
            Call call,
            CommonOptions options,
            DnsSource dns,
            RowForm form,
            int inFlight,
            Path out,
            String in,
            @Nullable RatedResolver rated)
            throws IOException, Unusable, InterruptedException {
        RowCheck check = new RowCheck(dns.resolver(), () -> System.nanoTime() / SECOND);
        Telling telling = new Telling(options.err(), rated, check, lines(in));
        RowTotals totals;
        try (BufferedReader lines = open(in)) {
            totals = new BulkRun(
                            out, form, check::check, inFlight, rated == null ? Duration.ZERO : BEFORE_AGAIN, telling)
                    .run(lines, new Column(call.one("--column")), BulkCommand::name, call.has("--resume"));
        } finally {
            telling.end();
        }
        String json = JsonDocument.pretty(RowJson.totals(totals));
        WholeFile.write(out.resolve("totals.json"), json);
        WholeFile.write(out.resolve("totals.html"), TotalsPage.of(totals));
        options.print(options.json() ? json : text(totals, out, telling.unusable.get()));
        return totals.domains() > 0 && totals.answered() == 0 ? ExitStatus.NO_DNS : ExitStatus.NOTHING_WRONG;
    }

    private static @Nullable DomainName name(String text, long line, BulkRun.Watcher watcher) {
        return switch (CheckedName.read(text)) {
            case CheckedName.Domain(DomainName name) -> name;
            case CheckedName.None(String why) -> {
                watcher.unusable(line, why);
                yield null;
            }
        };
    }

    /// Lines of a plain file, by which the end is reckoned; 0 where they cannot be counted without unpacking or
    /// waiting.
    private static long lines(String in) throws IOException {
        if (in.equals("-")) {
            return 0;
        }
        long lines = 0;
        byte[] some = new byte[1 << 16];
        try (InputStream raw = Files.newInputStream(Path.of(in))) {
            for (int read = raw.read(some); read > 0; read = raw.read(some)) {
                if (lines == 0 && read > 1 && (some[0] & 0xff) == 0x1f && (some[1] & 0xff) == 0x8b) {
                    return 0;
                }
                for (int i = 0; i < read; i++) {
                    lines += some[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    private static BufferedReader open(String in) throws IOException {
        InputStream raw =
                new java.io.BufferedInputStream(in.equals("-") ? System.in : Files.newInputStream(Path.of(in)));
        raw.mark(2);
        boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return new BufferedReader(
                new InputStreamReader(packed ? new GZIPInputStream(raw) : raw, StandardCharsets.UTF_8), 1 << 16);
    }

    private static String text(RowTotals totals, Path out, long unusable) {
        return RowTotalsText.of(totals)
                + (unusable > 0 ? unusable + " lines hold no domain.\n" : "")
                + "Rows, totals.json and totals.html stand in " + out + ".\n";
    }

    /// Rate, questions, what the cache spared, on one line of a terminal.
    private static final class Telling implements BulkRun.Watcher {
        /// Lines without a domain that are named one by one.
        private static final int NAMED = 20;

        private final PrintWriter err;
        private final Progress progress;
        private final @Nullable RatedResolver rated;
        private final RowCheck check;
        private final long lines;
        private final long began = System.nanoTime();
        private final AtomicLong unusable = new AtomicLong();

        /// @param lines of the input; 0 if unknown
        Telling(PrintWriter err, @Nullable RatedResolver rated, RowCheck check, long lines) {
            this.check = check;
            this.lines = lines;
            this.err = err;
            this.progress = new Progress(err, Progress.onTerminal());
            this.rated = rated;
        }

        @Override
        public void progress(long done, long kept) {
            double seconds = (System.nanoTime() - began) / 1e9;
            progress.say(String.format(
                    Locale.ROOT,
                    "%,d domains (%,d from before), %,.0f a second%s, %.0f %% of includes kept%s",
                    done + kept,
                    kept,
                    done / Math.max(0.001, seconds),
                    rated == null
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    ", %,d questions, %.2f a domain",
                                    rated.asked(),
                                    rated.asked() / (double) Math.max(1, done)),
                    100 * check.keptShare(),
                    left(done, kept, seconds)));
        }

        /// The time that is left at the rate so far.
        private String left(long done, long kept, double seconds) {
            long open = lines - done - kept;
            if (open <= 0 || done == 0) {
                return "";
            }
            long left = Math.round(open * seconds / done);
            return left < 120 ? ", " + left + " s left" : ", " + left / 60 + " min left";
        }

        @Override
        public void unusable(long line, String why) {
            if (unusable.incrementAndGet() <= NAMED) {
                progress.clear();
                err.println("line " + line + ": " + why);
            }
        }

        void end() {
            progress.clear();
        }
    }
}
