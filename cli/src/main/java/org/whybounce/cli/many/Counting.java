package org.whybounce.cli.many;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.whybounce.Explanation;
import org.whybounce.bounce.Refusal;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Diagnosis;
import org.whybounce.log.LogReading;
import org.whybounce.log.Outcome;
import org.whybounce.tally.Case;
import org.whybounce.tally.CaseVerdict;
import org.whybounce.tally.Cases;
import org.whybounce.tally.MailRefusals;
import org.whybounce.tally.Organisations;
import org.whybounce.tally.Refused;
import org.whybounce.tally.Totals;

/// Counts every refusal and diagnoses each distinct case once, some at the same time; the rows come out in the order in
/// which they were read. Memory is bounded whatever is read: cases, groups and waiting rows have limits.
final class Counting implements Opening.Taker {
    /// Diagnoses that run at once: they wait for DNS.
    private static final int AT_ONCE = 16;

    /// Rows that wait for a diagnosis before them.
    private static final int WAITING = 4_096;

    /// What is done with each row, and how far the run is.
    interface Rows {
        void row(Refused refused, Case one, CaseVerdict verdict);

        void progress(long lines, long mails, long refusals);

        /// The first explanation of a cause for a domain.
        void explained(Refused refused, CaseVerdict verdict, Explanation explanation);
    }

    private record Row(Refused refused, Case one, CompletableFuture<CaseVerdict> answer) {}

    private final Function<byte[], Explanation> explain;
    private final Cases cases;
    private final Rows rows;
    private final Totals totals = new Totals();
    private final Organisations organisations = new Organisations();
    private final MailRefusals mails;
    private final Map<Case, CompletableFuture<CaseVerdict>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<Row> queue = new ArrayBlockingQueue<>(WAITING);
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private long lines;
    private long counted;
    private long mailsRead;

    Counting(Function<byte[], Explanation> explain, int mostCases, Rows rows) {
        this.explain = explain;
        this.cases = new Cases(mostCases);
        this.rows = rows;
        this.mails = new MailRefusals(new BounceReader(Phrasebook.standard()), organisations);
        answers.put(Cases.BEYOND, CompletableFuture.completedFuture(CaseVerdict.NOT_DIAGNOSED));
    }

    /// Reads all that `opening` opens, to its end.
    Totals run(Consumer<Opening> opening) {
        Thread printer = Thread.ofPlatform().start(this::print);
        opening.accept(new Opening(this));
        try {
            queue.put(END);
            printer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return totals;
    }

    private static final Row END = new Row(
            new Refused(
                    "", 0, "", org.whybounce.log.Role.CLIENT, false, "", "", "", "", "", "", "", "", "", "", "", ""),
            Cases.BEYOND,
            CompletableFuture.completedFuture(CaseVerdict.NOT_DIAGNOSED));

    // The end of the queue is one object and nothing else.
    @SuppressWarnings("ReferenceEquality")
    private void print() {
        try {
            for (Row row = queue.take(); row != END; row = queue.take()) {
                CaseVerdict verdict = row.answer().join();
                synchronized (totals) {
                    totals.add(row.refused(), verdict);
                }
                rows.row(row.refused(), row.one(), verdict);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void file(String source) {
        synchronized (totals) {
            totals.file();
        }
    }

    @Override
    public void log(String source, InputStream in) throws IOException {
        Map<Outcome, long[]> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, new long[1]);
        }
        LogReading reading = new LogReading(told -> {
            Objects.requireNonNull(outcomes.get(told.event().outcome()))[0]++;
            if (told.event().outcome().refusal()) {
                refused(Refused.of(source, told, organisations), () -> excerpt(told));
            }
        });
        ByteLines bytes = new ByteLines(in);
        for (String line = bytes.text(); line != null; line = bytes.text()) {
            if (!line.isBlank()) {
                reading.line(line);
                if ((++lines & 0xfff) == 0) {
                    rows.progress(lines, mailsRead, counted);
                }
            }
        }
        reading.end();
        synchronized (totals) {
            outcomes.forEach((outcome, count) -> totals.lines(outcome, count[0]));
            if (bytes.cut()) {
                totals.limit(
                        source + " has lines longer than " + ByteLines.LONGEST + " bytes; their beginnings were read.");
            }
        }
    }

    /// The lines of the message and the one that refuses it: what a person would paste.
    private static byte[] excerpt(LogReading.Told told) {
        StringBuilder text = new StringBuilder();
        told.context().forEach(line -> text.append(line).append('\n'));
        return text.append(told.text()).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void mail(String source, long number, byte[] mail) {
        MailRefusals.Found found = mails.read(source, number, mail);
        synchronized (totals) {
            if (found.unread().isEmpty()) {
                totals.mail(found.refusals().size());
            } else {
                totals.unread(number == 1 ? source : source + ", mail " + number, found.unread());
            }
            found.limits().forEach(totals::limit);
        }
        mailsRead++;
        found.refusals().forEach(refused -> refused(refused, () -> mail));
        if ((mailsRead & 0x3f) == 0) {
            rows.progress(lines, mailsRead, counted);
        }
    }

    @Override
    public void unread(String source, String why) {
        synchronized (totals) {
            totals.unread(source, why);
        }
    }

    @Override
    public void limit(String words) {
        synchronized (totals) {
            totals.limit(words);
        }
    }

    private void refused(Refused refused, java.util.function.Supplier<byte[]> example) {
        counted++;
        Cases.Found found = cases.of(refused);
        CompletableFuture<CaseVerdict> answer = answers.computeIfAbsent(found.one(), _ -> new CompletableFuture<>());
        try {
            if (found.fresh()) {
                slots.acquire();
                byte[] text = example.get();
                Thread.ofVirtual().start(() -> diagnose(refused, found.one(), text, answer));
            }
            queue.put(new Row(refused, found.one(), answer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void diagnose(Refused refused, Case one, byte[] example, CompletableFuture<CaseVerdict> answer) {
        CaseVerdict verdict = CaseVerdict.NOT_DIAGNOSED;
        try {
            Explanation explanation = explain.apply(example);
            verdict = verdict(refused, explanation);
            rows.explained(refused, verdict, explanation);
            cases.answered(one, verdict);
        } catch (RuntimeException bug) {
            limit("A fault of whybounce itself at " + refused.source() + ":" + refused.at() + ", please report it: "
                    + org.whybounce.text.Visible.line(bug.toString(), 200));
        } finally {
            answer.complete(verdict);
            slots.release();
        }
    }

    /// Of several refusals in one mail, the one to this recipient.
    private static CaseVerdict verdict(Refused refused, Explanation explanation) {
        CaseFile file = explanation.file();
        Diagnosis diagnosis = explanation.diagnosis();
        if (!to(file, refused.recipient())) {
            for (Explanation.Other other : explanation.others()) {
                if (to(other.file(), refused.recipient())) {
                    file = other.file();
                    diagnosis = other.diagnosis();
                    break;
                }
            }
        }
        return CaseVerdict.of(diagnosis, file, explanation.exitStatus());
    }

    private static boolean to(CaseFile file, String recipient) {
        return recipient.isEmpty()
                || file.refusal()
                        .flatMap(Refusal::recipient)
                        .filter(claim -> claim.value().equalsIgnoreCase(recipient))
                        .isPresent();
    }
}
