package org.whybounce.words.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.whybounce.fix.Fix;
import org.whybounce.report.ReadLog;
import org.whybounce.report.ReportsRead;
import org.whybounce.report.TlsReport;
import org.whybounce.sender.Plan;
import org.whybounce.sender.Readiness;
import org.whybounce.sender.SenderClass;
import org.whybounce.sender.SenderGroup;
import org.whybounce.sender.Senders;
import org.whybounce.sender.SingleMail;
import org.whybounce.words.text.TextPage.Ink;

/// Reports joined with the DNS, for a terminal: one sentence, the senders, the change, the way to `p=reject`.
public final class ReportsText {
    /// Notes of reading that are shown without `--verbose`.
    private static final int NOTES = 5;

    /// Senders that are shown without it.
    private static final int ROWS = 30;

    private ReportsText() {}

    public static void put(TextPage page, ReportsRead read, List<Senders> domains, LocalDate today, boolean verbose) {
        for (Senders senders : domains) {
            page.gap();
            page.say(ink(senders.readiness()), sentence(senders));
            page.gap();
            table(page, senders, verbose);
            fixes(page, senders);
            mails(page, senders);
            plan(page, senders, today);
            senders.limits().forEach(limit -> page.say(Ink.DOUBT, limit));
        }
        if (domains.isEmpty()) {
            page.say(
                    Ink.DOUBT,
                    read.tls() > 0
                            ? "No DMARC report was read."
                            : "No report that could be read says anything about a domain.");
        }
        page.gap();
        log(page, read, verbose);
    }

    /// What senders report of TLS, one line for each reporter and policy with its failures below.
    public static void tls(TextPage page, Collection<TlsReport> reports) {
        Map<String, List<TlsReport>> groups = new LinkedHashMap<>();
        reports.forEach(each -> groups.computeIfAbsent(
                        each.domain() + ", " + each.reporter() + ", policy "
                                + (each.policy().isEmpty() ? "not told" : each.policy()),
                        any -> new ArrayList<>())
                .add(each));
        groups.forEach((name, some) -> {
            long bad = some.stream().mapToLong(TlsReport::bad).sum();
            long all = bad + some.stream().mapToLong(TlsReport::good).sum();
            page.say(
                    bad > 0 ? Ink.DOUBT : Ink.QUIET,
                    "TLS to " + name + ": " + number(bad) + " of " + number(all) + " sessions failed.");
            Map<String, Long> failures = new LinkedHashMap<>();
            some.forEach(report -> report.failures()
                    .forEach(each -> failures.merge(
                            each.type() + (each.mailHost().isEmpty() ? "" : " at " + each.mailHost()),
                            each.sessions(),
                            Long::sum)));
            failures.forEach((type, sessions) -> page.say(Ink.QUIET, "    ", "    ", type + ": " + number(sessions)));
        });
    }

    /// Refusals and failure reports, which no aggregate report counts.
    private static void mails(TextPage page, Senders senders) {
        List<SingleMail> mails = senders.notes();
        if (mails.isEmpty()) {
            return;
        }
        page.gap();
        page.say(Ink.BOLD, "Refusals and failures that no aggregate report counts:");
        for (SingleMail mail : mails.subList(Math.max(0, mails.size() - NOTES), mails.size())) {
            page.say(
                    Ink.PLAIN,
                    "  ",
                    "    ",
                    LocalDate.ofEpochDay(mail.day()) + " from " + mail.source() + ", by " + mail.reporter() + ": "
                            + number(mail.messages()) + (mail.messages() == 1 ? " message" : " messages")
                            + (mail.words().isEmpty() ? "" : ", " + mail.words())
                            + (mail.cause().isEmpty() ? "" : " (" + mail.cause() + ")"));
        }
        if (mails.size() > NOTES) {
            page.say(Ink.QUIET, "and " + (mails.size() - NOTES) + " before them.");
        }
    }

    private static Ink ink(Readiness readiness) {
        return switch (readiness.verdict()) {
            case READY -> Ink.GOOD;
            case AFTER_FIXES, NOT_READY -> Ink.BAD;
            case TOO_LITTLE_DATA -> Ink.DOUBT;
        };
    }

    /// The whole answer in one sentence.
    public static String sentence(Senders senders) {
        Readiness readiness = senders.readiness();
        int forgotten = senders.of(SenderClass.FORGOTTEN).size()
                + senders.of(SenderClass.FORGOTTEN_BRANDED).size();
        String domain = senders.domain().toString();
        String refuse = "p=reject would refuse " + number(readiness.legitimateNow()) + " mails of yours, of "
                + number(senders.messages()) + " in all";
        if (readiness.verdict() == Readiness.Verdict.TOO_LITTLE_DATA) {
            return domain + ": " + readiness.because();
        }
        if (forgotten == 0) {
            return readiness.legitimateNow() == 0
                    ? domain + ": every sender of yours passes DMARC; p=reject would refuse none of your own mail and "
                            + number(readiness.failing(SenderClass.FORGED)) + " forged mails."
                    : domain + ": " + refuse + ".";
        }
        String who = forgotten == 1
                ? "1 service sends as " + domain + " that its DNS does not know"
                : forgotten + " services send as " + domain + " that its DNS does not know";
        long mended = senders.mended();
        long settings = readiness.legitimateNow() - readiness.legitimateThen() - mended;
        String mends = mended == 0 ? "" : "; one change fixes " + number(mended) + " of them";
        return who + "; " + refuse + mends
                + (settings > 0 ? (mended == 0 ? "; " : ", ") + "settings at the services fix " + number(settings) : "")
                + ".";
    }

    public static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String day(long second) {
        return second == 0
                ? "?"
                : LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC)
                        .toString();
    }

    private static void table(TextPage page, Senders senders, boolean verbose) {
        page.say(
                Ink.QUIET,
                "Reports from " + day(senders.begin()) + " to " + day(senders.end()) + ", " + number(senders.messages())
                        + " messages, " + number(senders.passing()) + " pass DMARC.");
        page.gap();
        page.verbatim(Ink.BOLD, row("Sender", "Class", "Messages", "Failing", "Addresses"));
        int rows = verbose ? Integer.MAX_VALUE : ROWS;
        for (SenderGroup sender : senders.sources().stream().limit(rows).toList()) {
            page.verbatim(
                    ink(sender.kind()),
                    row(
                            cut(sender.name(), 30),
                            sender.kind().word(),
                            number(sender.messages()),
                            number(sender.failing()),
                            sender.addresses().size() == 1
                                    ? sender.addresses().getFirst().ip().toString()
                                    : number(sender.addresses().size())
                                            + (sender.folded().isEmpty()
                                                    ? ""
                                                    : " and "
                                                            + number(sender.folded()
                                                                    .size()) + " ranges")));
            if (verbose || sender.kind() == SenderClass.FORGOTTEN || sender.kind() == SenderClass.FORGOTTEN_BRANDED) {
                sender.evidence().stream()
                        .limit(verbose ? 6 : 1)
                        .forEach(why -> page.say(Ink.QUIET, "    ", "    ", why));
            }
        }
        if (senders.sources().size() > rows) {
            page.say(Ink.QUIET, "and " + (senders.sources().size() - rows) + " more, all with --verbose.");
        }
    }

    private static String row(String name, String kind, String messages, String failing, String addresses) {
        return String.format(Locale.ROOT, "%-30s %-17s %11s %9s  %s", name, kind, messages, failing, addresses);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    private static Ink ink(SenderClass kind) {
        return switch (kind) {
            case AUTHORISED -> Ink.GOOD;
            case FORGOTTEN, FORGOTTEN_BRANDED -> Ink.BAD;
            case FORWARDER, MAILING_LIST, UNKNOWN -> Ink.PLAIN;
            case FORGED -> Ink.QUIET;
        };
    }

    private static void fixes(TextPage page, Senders senders) {
        for (Senders.Remedy remedy : senders.fixes()) {
            page.gap();
            switch (remedy.fix()) {
                case Fix.Publish publish -> {
                    page.say(
                            Ink.BOLD,
                            "Publish this at " + publish.edit().at() + " (fixes " + number(remedy.mended())
                                    + " messages of this period):");
                    publish.forms().forEach(form -> form.zoneLines().forEach(line -> page.verbatim(Ink.PLAIN, line)));
                    page.say(
                            Ink.QUIET,
                            "Proven: " + remedy.covers().size() + " forgotten addresses pass with it; nobody who"
                                    + " passes now is lost; no forwarder or forger of these reports is let in; "
                                    + publish.proof().facts().lookupsWorst() + " of 10 lookups.");
                    publish.notes().forEach(note -> page.say(Ink.QUIET, note));
                }
                case Fix.Ask ask -> FixText.put(page, ask, false);
                case Fix.Tell tell -> page.say(Ink.BOLD, tell.text());
                case Fix.PublishNothing nothing ->
                    page.say(Ink.BOLD, (nothing.text() + " " + nothing.instead()).strip());
            }
        }
    }

    private static void plan(TextPage page, Senders senders, LocalDate today) {
        page.gap();
        page.say(Ink.BOLD, "What p=reject would refuse of this period: " + refused(senders.readiness()));
        page.say(Ink.PLAIN, senders.readiness().because());
        page.gap();
        for (Plan.Step step : Plan.of(senders, today).steps()) {
            page.columns(
                    Ink.BOLD,
                    step.day().toString(),
                    12,
                    step.action() + (step.watch().isEmpty() ? "" : " Watch: " + step.watch() + "."));
        }
    }

    private static String refused(Readiness readiness) {
        return number(readiness.legitimateNow()) + " of your own (" + number(readiness.legitimateThen())
                + " after the fixes), " + number(readiness.forwarded()) + " forwarded, "
                + number(readiness.failing(SenderClass.FORGED)) + " forged, "
                + number(readiness.failing(SenderClass.UNKNOWN)) + " unknown.";
    }

    private static void log(TextPage page, ReportsRead read, boolean verbose) {
        ReadLog log = read.log();
        page.say(
                Ink.QUIET,
                "Read " + number(log.files()) + (log.files() == 1 ? " file: " : " files: ") + number(read.reports())
                        + " reports with " + number(read.records()) + " records, "
                        + number(read.failures()) + " failure reports, " + number(read.tls()) + " reports on TLS; "
                        + number(read.duplicates()) + " came twice and count once.");
        notes(page, "Repaired", log.repaired(), log.repairs(), verbose);
        notes(page, "Skipped", log.skipped(), log.skips(), verbose);
        notes(page, "Refused", log.refused(), log.refusals(), verbose);
    }

    private static void notes(TextPage page, String what, List<ReadLog.Note> notes, long all, boolean verbose) {
        int shown = verbose ? notes.size() : Math.min(NOTES, notes.size());
        for (ReadLog.Note note : notes.subList(0, shown)) {
            page.say(
                    Ink.DOUBT,
                    "  ",
                    "    ",
                    what + ": " + note.file() + (note.record() > 0 ? ", record " + note.record() : "") + ": "
                            + note.words());
        }
        if (all > shown) {
            page.say(
                    Ink.DOUBT,
                    "  ",
                    "    ",
                    what + ": " + number(all - shown) + " more" + (verbose ? "." : ", all with --verbose."));
        }
    }

    /// What is known of one source: an address, or the key or name of a sender.
    public static boolean explain(TextPage page, List<Senders> domains, String source) {
        boolean any = false;
        for (Senders senders : domains) {
            for (SenderGroup sender : senders.sources()) {
                boolean named =
                        sender.key().equalsIgnoreCase(source) || sender.name().equalsIgnoreCase(source);
                List<SenderGroup.Address> addresses = sender.addresses().stream()
                        .filter(address -> named || address.ip().toString().equals(source))
                        .toList();
                if (!named && addresses.isEmpty()) {
                    continue;
                }
                any = true;
                page.gap();
                page.say(
                        Ink.BOLD,
                        (named ? sender.name() : source) + " for " + senders.domain() + ": "
                                + sender.kind().word() + " (" + sender.kind().words() + ")");
                sender.evidence().forEach(why -> {
                    if (named) {
                        page.say(Ink.PLAIN, why);
                    }
                });
                for (SenderGroup.Address address : addresses) {
                    page.columns(
                            Ink.PLAIN,
                            address.ip().toString(),
                            24,
                            number(address.messages()) + " messages, "
                                    + number(address.messages() - address.passing()) + " fail DMARC; SPF now: "
                                    + address.now());
                    if (!named) {
                        address.evidence().forEach(why -> page.say(Ink.PLAIN, why));
                    }
                }
            }
        }
        return any;
    }
}
