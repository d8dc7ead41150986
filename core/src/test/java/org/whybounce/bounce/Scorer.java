package org.whybounce.bounce;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Dialects;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.intake.Intake;
import org.whybounce.text.Claim;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures the reader on a corpus: `-Dcorpus=DIR` names a folder with `bounces/labels.tsv`, `bounces/mails/` and
/// `texts.jsonl`. Prints tables; `-Dshow=recipient|status|reply|reason|text` lists what differs, `-Dthird=held|rest`
/// takes a third of the mails or the others, `-Drounds=N` reads all N times for the throughput, and N times before to
/// warm up (0: leave it out). `./build -Pscore -pl core process-test-classes` runs it.
public final class Scorer {
    private final Path corpus;
    private final PrintStream out;
    private final Phrasebook book = Phrasebook.standard();
    private final BounceReader reader = new BounceReader(book);
    private final Dialects dialects = Dialects.standard();
    private final Intake intake = new Intake();
    private final String show = System.getProperty("show", "");

    Scorer(Path corpus, PrintStream out) {
        this.corpus = corpus;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        new Scorer(
                        Path.of(System.getProperty(
                                "corpus",
                                Files.isDirectory(Path.of("../shared/corpus"))
                                        ? "../shared/corpus"
                                        : "../../shared/corpus")),
                        System.out)
                .run();
    }

    private static final class Count {
        int right;
        int all;

        void add(boolean good) {
            all++;
            right += good ? 1 : 0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%4d of %4d  %5.1f %%", right, all, all == 0 ? 100.0 : 100.0 * right / all);
        }
    }

    private record Label(String file, int index, String recipient, String reply, String status, String reason) {}

    void run() throws IOException {
        Map<String, Count> counts = new LinkedHashMap<>();
        Map<String, Count> forms = new TreeMap<>();
        mails(counts, forms);
        texts(counts);
        out.println("| what | right |");
        out.println("| --- | --- |");
        counts.forEach((name, count) -> out.println("| " + name + " | " + count + " |"));
        out.println();
        out.println("| form | recipient, reply code, status and reason right |");
        out.println("| --- | --- |");
        forms.forEach((name, count) -> out.println("| " + name + " | " + count + " |"));
        out.println();
        throughput();
    }

    private List<Label> labels() throws IOException {
        List<Label> labels = new ArrayList<>();
        for (String line : Files.readAllLines(corpus.resolve("bounces/labels.tsv"))) {
            String[] cells = line.split("\t", -1);
            if (cells.length >= 6 && cells[0].endsWith(".eml") && wanted(cells[0])) {
                labels.add(new Label(cells[0], Integer.parseInt(cells[1]), cells[2], cells[3], cells[4], cells[5]));
            }
        }
        return labels;
    }

    /// A third of the mails, by their names: looked at only after rules were written, for an honest estimate.
    private static boolean wanted(String file) {
        boolean held = Math.floorMod(file.hashCode(), 3) == 0;
        return switch (System.getProperty("third", "")) {
            case "held" -> held;
            case "rest" -> !held;
            case String _ -> true;
        };
    }

    private void mails(Map<String, Count> counts, Map<String, Count> forms) throws IOException {
        Path mails = corpus.resolve("bounces/mails");
        for (Label label : labels()) {
            if (label.index() == 0) {
                continue;
            }
            Claims claims = reader.read(intake.read(Files.readAllBytes(mails.resolve(label.file()))));
            boolean aside = label.reason().equals("feedback") || label.reason().equals("vacation");
            if (aside) {
                tell(counts, "set aside", claims.setAside().isPresent(), label, claims.form(), "");
                continue;
            }
            Optional<Refusal> refusal = claims.refusals().stream()
                    .filter(one -> value(one.recipient()).equalsIgnoreCase(label.recipient()))
                    .findFirst()
                    .or(() -> claims.refusals().size() >= label.index()
                            ? Optional.of(claims.refusals().get(label.index() - 1))
                            : Optional.empty());
            String recipient = refusal.map(one -> value(one.recipient())).orElse("");
            boolean right = tell(
                    counts,
                    "recipient",
                    recipient.equalsIgnoreCase(label.recipient()),
                    label,
                    recipient,
                    label.recipient());
            String reply = refusal.flatMap(Refusal::replyCode)
                    .map(one -> one.value().toString())
                    .orElse("");
            if (!label.reply().isEmpty()) {
                right &= tell(counts, "reply code", reply.equals(label.reply()), label, reply, label.reply());
            } else {
                tell(counts, "reply code where none is labelled", reply.isEmpty(), label, reply, "");
            }
            String status = refusal.map(one -> one.enhancedCodes().isEmpty()
                            ? ""
                            : one.enhancedCodes().getFirst().value().toString())
                    .orElse("");
            String reason = refusal.map(one -> dialects.sisimai(one)).orElse("");
            if (label.status().matches("[45]\\.0\\.9\\d\\d")) {
                String made = refusal.flatMap(dialects::sisimaiStatus).orElse("");
                tell(counts, "status that Sisimai made up", made.equals(label.status()), label, made, label.status());
            } else if (!label.status().isEmpty()) {
                right &= tell(counts, "status", status.equals(label.status()), label, status, label.status());
            }
            String words = refusal.map(one -> one.flattened() + "  "
                            + one.wording().readings().stream()
                                    .map(Reading::meaning)
                                    .toList())
                    .orElse("");
            right &= tell(
                    counts, "reason", reason.equals(label.reason()), label, reason + " | " + words, label.reason());
            String form = label.file().replaceAll("-\\d+\\.eml$", "");
            forms.computeIfAbsent(form, _ -> new Count()).add(right);
        }
    }

    private boolean tell(Map<String, Count> counts, String what, boolean good, Label label, String got, String want) {
        counts.computeIfAbsent(what, _ -> new Count()).add(good);
        if (!good && !show.isEmpty() && what.startsWith(show)) {
            out.println(what + ": " + label.file() + " #" + label.index() + " want <" + want + "> got <" + got + ">");
        }
        return good;
    }

    private static String value(Optional<Claim<String>> claim) {
        return claim.map(Claim::value).orElse("");
    }

    private void texts(Map<String, Count> counts) throws IOException {
        Path file = corpus.resolve("texts.jsonl");
        if (!Files.exists(file)) {
            return;
        }
        JsonMapper mapper = new JsonMapper();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode node = mapper.readTree(line);
            String cause = node.path("cause").asString("");
            String by = node.path("cause_by").asString("");
            String text = node.path("text").asString("");
            Claims claims = reader.read(new org.whybounce.intake.Pasted.SmtpReply(
                    new org.whybounce.intake.Pasted.Body(text, StandardCharsets.UTF_8, false, List.of())));
            List<Reading> readings = claims.refusals().isEmpty()
                    ? List.of()
                    : claims.refusals().getFirst().wording().readings();
            String got = readings.isEmpty() ? "" : readings.getFirst().meaning().code();
            boolean hand = by.startsWith("hand") || by.contains("reviewed");
            Texts expected = Texts.of(cause);
            String id = node.path("id").asString("") + " " + cause + " (" + by + ")";
            if (hand) {
                mark(counts, "texts with a cause set by hand, meaning", expected.accepts(got), id, got, text);
                if (expected.authentication()) {
                    mark(counts, "authentication texts named as such", Texts.authentication(got), id, got, text);
                }
                if (got.startsWith("spf.")) {
                    mark(counts, "of the texts said to be SPF, those that are", cause.startsWith("spf"), id, got, text);
                }
                if (cause.startsWith("spf")) {
                    mark(counts, "of the SPF texts, those said to be", got.startsWith("spf."), id, got, text);
                    mark(counts, "SPF result as set by hand", expected.accepts(got), id, got, text);
                }
            } else {
                mark(counts, "texts with a cause by rule, meaning", expected.accepts(got), id, got, text);
                if (got.startsWith("spf.")) {
                    mark(counts, "texts by rule said to be SPF", cause.startsWith("spf"), id, got, text);
                }
            }
        }
    }

    private void mark(Map<String, Count> counts, String what, boolean good, String id, String got, String text) {
        counts.computeIfAbsent(what, _ -> new Count()).add(good);
        if (!good && show.startsWith("text") && what.contains(show.substring(4).strip())) {
            out.println(what + ": " + id + " got <" + got + "> " + text.replace('\n', ' '));
        }
    }

    private void throughput() throws IOException {
        List<Path> files;
        try (var stream = Files.list(corpus.resolve("bounces/mails"))) {
            files = stream.sorted().toList();
        }
        int rounds = Integer.getInteger("rounds", 20);
        if (rounds == 0) {
            return;
        }
        for (int round = 0; round < rounds; round++) {
            pass(files);
        }
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int mails = 0;
        for (int round = 0; round < rounds; round++) {
            mails += pass(files);
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        out.printf(
                Locale.ROOT,
                "%d mails in %.2f CPU s: %.0f mails per CPU second%n",
                mails,
                nanos / 1e9,
                mails * 1e9 / nanos);
    }

    private int pass(List<Path> files) throws IOException {
        int refusals = 0;
        for (Path file : files) {
            refusals += reader.read(intake.read(Files.readAllBytes(file)))
                    .refusals()
                    .size();
        }
        return refusals < 0 ? 0 : files.size();
    }
}
