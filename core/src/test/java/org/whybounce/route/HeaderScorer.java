package org.whybounce.route;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.message.FilterReport;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.MessageReader;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.ReceivedSpf;

/// Measures the reading of headers on a folder of mails: `-Dmails=DIR` names it (or one file of mails), `-Drounds=N`
/// adds
/// header blocks read and their way reasoned in one CPU second. `-Dshow=true` lists what was not understood.
///
/// ```
/// ./build -q -pl core test-compile exec:java -Dexec.classpathScope=test \
///     -Dexec.mainClass=org.whybounce.route.HeaderScorer -Drounds=50
/// ```
public final class HeaderScorer {
    private final PrintStream out;
    private final boolean show = Boolean.getBoolean("show");
    private final BounceReader bounces = new BounceReader(Phrasebook.standard());

    HeaderScorer(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        HeaderScorer scorer = new HeaderScorer(System.out);
        List<String> blocks = scorer.blocks(Path.of(System.getProperty("mails", "../shared/corpus/bounces/mails")));
        Map<String, Count> counts = scorer.score(blocks);
        counts.forEach((what, count) -> System.out.println("| " + what + " | " + count + " |"));
        scorer.throughput(blocks, Integer.getInteger("rounds", 0));
    }

    static final class Count {
        private int right;
        private int all;

        void add(boolean good) {
            all++;
            right += good ? 1 : 0;
        }

        double share() {
            return all == 0 ? 1 : (double) right / all;
        }

        int all() {
            return all;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d of %d, %.2f %%", right, all, 100 * share());
        }
    }

    /// The header blocks of every mail and of what it returns.
    List<String> blocks(Path folder) throws IOException {
        List<Path> files;
        try (var stream = Files.isDirectory(folder) ? Files.list(folder) : java.util.stream.Stream.of(folder)) {
            files = stream.sorted().toList();
        }
        List<String> blocks = new ArrayList<>();
        for (Path file : files) {
            Pasted pasted = new Intake().read(Files.readAllBytes(file));
            String text = pasted.text();
            MessageReader.read(text).ifPresent(message -> blocks.add(block(text, message)));
            Claims claims = bounces.read(pasted);
            Optional<String> returned = claims.returnedText();
            if (returned.isPresent()) {
                MessageReader.read(returned.get()).ifPresent(message -> blocks.add(block(returned.get(), message)));
            } else {
                claims.returned()
                        .flatMap(span -> MessageReader.read(text, span.start()))
                        .ifPresent(message -> blocks.add(block(text, message)));
            }
        }
        return blocks;
    }

    private static String block(String text, MessageEvidence message) {
        return message.headers().span().of(text) + "\n\n";
    }

    Map<String, Count> score(List<String> blocks) {
        Map<String, Count> counts = new LinkedHashMap<>();
        for (String block : blocks) {
            MessageEvidence message = MessageReader.read(block).orElseThrow();
            Route way = Route.of(message);
            for (AuthenticationResults field : message.results()) {
                mark(
                        counts,
                        field.kind() + " Authentication-Results structured",
                        field.structured(),
                        field.field().value());
                mark(
                        counts,
                        "Authentication-Results without words left over",
                        field.leftovers().isEmpty(),
                        field.leftovers() + " in " + field.field().value());
            }
            for (ReceivedSpf field : message.receivedSpf()) {
                mark(
                        counts,
                        "Received-SPF structured",
                        field.structured(),
                        field.field().value());
            }
            for (FilterReport report : message.reports()) {
                mark(
                        counts,
                        "fields of filters structured",
                        report.structured(),
                        report.field().name() + ": " + report.field().value());
            }
            for (ReceivedHop hop : message.received().hops()) {
                boolean local = hop.from().isEmpty();
                mark(
                        counts,
                        "Received with a date",
                        hop.date().isPresent(),
                        hop.field().value());
                mark(
                        counts,
                        "Received with its writer",
                        hop.by().isPresent(),
                        hop.field().value());
                if (!local) {
                    mark(
                            counts,
                            "Received from a client with its address or HELO",
                            hop.overNetwork(),
                            hop.field().value());
                }
            }
            if (!message.received().hops().isEmpty()) {
                mark(
                        counts,
                        "blocks with an evaluated client",
                        way.client().isPresent(),
                        way.boundary().why());
            }
        }
        return counts;
    }

    private void mark(Map<String, Count> counts, String what, boolean good, String value) {
        counts.computeIfAbsent(what, _ -> new Count()).add(good);
        if (show && !good) {
            out.println(what + ": " + value);
        }
    }

    private void throughput(List<String> blocks, int rounds) {
        if (rounds == 0) {
            return;
        }
        for (int warm = 0; warm < rounds; warm++) {
            pass(blocks);
        }
        for (boolean reasoned : new boolean[] {false, true}) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int hops = 0;
            for (int round = 0; round < rounds; round++) {
                hops += reasoned ? pass(blocks) : read(blocks);
            }
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            long read = (long) rounds * blocks.size();
            out.printf(
                    Locale.ROOT,
                    "%d header blocks %s (%d hops) in %.2f CPU s: %.0f a CPU second%n",
                    read,
                    reasoned ? "read and their way reasoned" : "read",
                    hops,
                    nanos / 1e9,
                    read * 1e9 / nanos);
        }
    }

    private static int read(List<String> blocks) {
        int hops = 0;
        for (String block : blocks) {
            hops += MessageReader.read(block).orElseThrow().received().hops().size();
        }
        return hops;
    }

    private static int pass(List<String> blocks) {
        int hops = 0;
        for (String block : blocks) {
            hops += Route.of(MessageReader.read(block).orElseThrow()).hops().size();
        }
        return hops;
    }
}
