package org.whybounce.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.whybounce.check.report.CheckReport;
import org.whybounce.dns.DomainName;
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

    /// How a report, or what stands in for it, becomes what is printed.
    interface Form {
        String report(CheckReport report, Line line);

        String trouble(Line line, String why);
    }

    /// @param number      counted from 1
    /// @param input       as it stands, its ends trimmed
    /// @param duplicateOf the line on which the same name stood before; 0 if none
    record Line(int number, String input, int duplicateOf) {}

    private final Function<DomainName, CheckReport> check;
    private final Form form;
    private final boolean ordered;
    private final PrintWriter out;
    private final Progress progress;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final Map<DomainName, Integer> seen = new HashMap<>();
    private final BlockingQueue<CompletableFuture<String>> queue = new ArrayBlockingQueue<>(WAITING);
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final AtomicInteger worst = new AtomicInteger(ExitStatus.NOTHING_WRONG);
    private volatile boolean gone;

    ManyDomains(
            Function<DomainName, CheckReport> check, Form form, boolean ordered, PrintWriter out, Progress progress) {
        this.check = check;
        this.form = form;
        this.ordered = ordered;
        this.out = out;
        this.progress = progress;
    }

    /// Reads to the end and gives the exit status: 1 if a domain has an error, else 4 if one could not be asked, else 2
    /// if a line was no domain, else 0.
    int run(InputStream in) throws Unusable {
        Thread printer = Thread.ofVirtual().start(this::print);
        try {
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            int number = 0;
            String text;
            while (!gone && (text = line(reader, number + 1)) != null) {
                number++;
                String input = text.replace("\ufeff", "").strip();
                int comment = input.indexOf(" #");
                input = comment < 0 ? input : input.substring(0, comment).strip();
                if (!input.isEmpty() && input.charAt(0) != '#' && input.charAt(0) != ';') {
                    begin(number, input);
                }
            }
            slots.acquire(AT_ONCE);
            queue.put(end);
            printer.join();
        } catch (IOException e) {
            throw new Unusable("standard input cannot be read: " + Visible.line(String.valueOf(e.getMessage()), 200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            progress.end();
        }
        return worst.get();
    }

    private void begin(int number, String input) throws InterruptedException {
        switch (CheckedName.read(input)) {
            case CheckedName.None(String why) -> {
                worse(ExitStatus.UNUSABLE);
                deliver(CompletableFuture.completedFuture(form.trouble(new Line(number, input, 0), why)));
            }
            case CheckedName.Domain(DomainName name) -> {
                int before = seen.getOrDefault(name, 0);
                if (before == 0 && seen.size() < REMEMBERED) {
                    seen.put(name, number);
                }
                Line line = new Line(number, input, before);
                CompletableFuture<String> answer = new CompletableFuture<>();
                slots.acquire();
                if (ordered) {
                    queue.put(answer);
                }
                Thread.ofVirtual().start(() -> {
                    try {
                        String text = one(name, line);
                        answer.complete(text);
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

    private void deliver(CompletableFuture<String> answer) throws InterruptedException {
        queue.put(answer);
    }

    private String one(DomainName name, Line line) {
        try {
            CheckReport report = check.apply(name);
            worse(CheckCommand.status(report));
            progress.checked(CheckCommand.status(report));
            return form.report(report, line);
        } catch (RuntimeException bug) {
            worse(ExitStatus.NO_DNS);
            return form.trouble(
                    line, "a fault of whybounce itself, please report it: " + Visible.line(bug.toString(), 200));
        }
    }

    /// 1 outweighs 4, which outweighs 2.
    private void worse(int status) {
        worst.accumulateAndGet(status, (a, b) -> weight(a) >= weight(b) ? a : b);
    }

    private static int weight(int status) {
        return switch (status) {
            case ExitStatus.WRONG -> 3;
            case ExitStatus.NO_DNS -> 2;
            case ExitStatus.UNUSABLE -> 1;
            default -> 0;
        };
    }

    // The end of the queue is one object and nothing else.
    @SuppressWarnings("ReferenceEquality")
    private void print() {
        try {
            while (true) {
                CompletableFuture<String> next = queue.take();
                if (next == end) {
                    return;
                }
                String text = next.join();
                if (!gone) {
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
