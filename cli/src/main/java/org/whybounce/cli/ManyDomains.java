package org.whybounce.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Severity;
import org.whybounce.text.Visible;

/// Checks the names that stand on the lines of a stream, some at once, and prints one answer for each line: in the
/// order of the lines, or as they are ready. Memory is bounded whatever the stream holds. A line that is no domain, or
/// whose check fails, gets an answer that says so; nothing stops the run but a reader that has gone away.
final class ManyDomains {
    /// Checks that run at once: enough to hide the latency of a resolver, few enough not to be taken for an attack.
    static final int AT_ONCE = 32;

    /// Answers that wait for a slower one before them.
    private static final int WAITING = 256;

    /// A line is read to this length; no domain is longer.
    private static final int LONGEST_LINE = 1000;

    /// A line so long is no list of domains, whatever it is: reading on would never end.
    private static final int HOPELESS_LINE = 1024 * 1024;

    /// Names that are remembered so that a second time is told; about 100 bytes each.
    private static final int REMEMBERED = 200_000;

    /// How an answer, or what stands in for it, becomes what is printed. Called by one thread, in the order of the
    /// output.
    interface Form {
        String answer(DomainAnswer answer, Line line);

        String trouble(Line line, String why);

        /// What is printed when all is done.
        String end();

        /// What is said on standard error then.
        List<String> beside();

        /// The exit status of the whole run.
        int status();
    }

    /// @param why  why there is no answer
    private record Item(Line line, Optional<DomainAnswer> answer, String why) {}

    /// @param number      counted from 1
    /// @param input       as it stands, its ends trimmed
    /// @param duplicateOf the line on which the same name stood before; 0 if none
    record Line(int number, String input, int duplicateOf) {}

    private final Function<DomainName, DomainAnswer> check;
    private final Form form;
    private final boolean ordered;
    private final PrintWriter out;
    private final Progress progress;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final Map<DomainName, Integer> seen = new HashMap<>();
    private final Column column;
    private final BlockingQueue<CompletableFuture<Item>> queue = new ArrayBlockingQueue<>(WAITING);
    private final CompletableFuture<Item> end = new CompletableFuture<>();
    private volatile boolean bug;
    private volatile boolean gone;

    ManyDomains(
            Function<DomainName, DomainAnswer> check,
            Form form,
            Column column,
            boolean ordered,
            PrintWriter out,
            Progress progress) {
        this.column = column;
        this.check = check;
        this.form = form;
        this.ordered = ordered;
        this.out = out;
        this.progress = progress;
    }

    /// Reads to the end and gives the exit status: 1 if a domain has what the run is to fail on, else 4 if one could
    /// not
    /// be asked, else 2 if a line was no domain, else 0.
    int run(InputStream in) throws Unusable {
        Thread printer = Thread.ofVirtual().start(this::print);
        try {
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            int number = 0;
            String text;
            while (!gone && (text = line(reader, number + 1)) != null) {
                number++;
                String input = column.of(text);
                if (input != null) {
                    begin(number, input);
                }
            }
            slots.acquire(AT_ONCE);
            queue.put(end);
            printer.join();
            out.print(form.end());
            out.flush();
        } catch (IOException e) {
            throw new Unusable("standard input cannot be read: " + Visible.line(String.valueOf(e.getMessage()), 200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            progress.end();
        }
        int status = form.status();
        return bug && status != ExitStatus.WRONG ? ExitStatus.NO_DNS : status;
    }

    private void begin(int number, String input) throws InterruptedException {
        switch (CheckedName.read(input)) {
            case CheckedName.None(String why) -> {
                deliver(CompletableFuture.completedFuture(new Item(new Line(number, input, 0), Optional.empty(), why)));
            }
            case CheckedName.Domain(DomainName name) -> {
                int before = seen.getOrDefault(name, 0);
                if (before == 0 && seen.size() < REMEMBERED) {
                    seen.put(name, number);
                }
                Line line = new Line(number, input, before);
                CompletableFuture<Item> answer = new CompletableFuture<>();
                slots.acquire();
                if (ordered) {
                    queue.put(answer);
                }
                Thread.ofVirtual().start(() -> {
                    try {
                        answer.complete(one(name, line));
                        if (!ordered) {
                            deliver(answer);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        slots.release();
                    }
                });
            }
        }
    }

    private void deliver(CompletableFuture<Item> answer) throws InterruptedException {
        queue.put(answer);
    }

    private Item one(DomainName name, Line line) {
        try {
            DomainAnswer answer = check.apply(name);
            progress.checked(
                    answer.worst() == Severity.ERROR
                            ? ExitStatus.WRONG
                            : answer.unanswered() ? ExitStatus.NO_DNS : ExitStatus.NOTHING_WRONG);
            return new Item(line, Optional.of(answer), "");
        } catch (RuntimeException fault) {
            bug = true;
            return new Item(
                    line,
                    Optional.empty(),
                    "a fault of whybounce itself, please report it: " + Visible.line(fault.toString(), 200));
        }
    }

    // The end of the queue is one object and nothing else.
    @SuppressWarnings("ReferenceEquality")
    private void print() {
        try {
            while (true) {
                CompletableFuture<Item> next = queue.take();
                if (next == end) {
                    return;
                }
                Item item = next.join();
                String text = item.answer()
                        .map(answer -> form.answer(answer, item.line()))
                        .orElseGet(() -> form.trouble(item.line(), item.why()));
                if (!gone && !text.isEmpty()) {
                    progress.clear();
                    out.print(text);
                    // Whoever reads the other end sees each answer as soon as it is there.
                    gone = queue.isEmpty() && out.checkError();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A line without its end; null at the end of the stream. What goes beyond [#LONGEST_LINE] is passed over.
    private static @Nullable String line(Reader reader, int number) throws IOException, Unusable {
        StringBuilder line = new StringBuilder();
        int length = 0;
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (++length > HOPELESS_LINE) {
                throw new Unusable("line " + number + " of standard input has more than " + HOPELESS_LINE
                        + " characters: give domains, one a line");
            }
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
            c = reader.read();
        }
        return line.toString();
    }
}
