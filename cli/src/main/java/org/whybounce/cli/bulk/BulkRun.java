package org.whybounce.cli.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.whybounce.cli.Column;
import org.whybounce.cli.Unusable;
import org.whybounce.dns.DomainName;
import org.whybounce.row.DomainRow;
import org.whybounce.row.RowTotals;

/// Checks the names of a stream chunk by chunk. What a chunk holds depends on the input alone, so that a run that was
/// killed and begun again writes the same files.
public final class BulkRun {
    /// Rows of one file: some seconds of work, which is what a kill costs.
    static final int CHUNK = 10_000;

    /// Chunks that are worked on at once, so that a slow domain at the end of one holds up nobody.
    private static final int OPEN = 3;

    private static final int LONGEST_LINE = 10_000;

    /// What is told while it runs, and at its end.
    public interface Watcher {
        void progress(long done, long kept);

        void unusable(long line, String why);
    }

    /// How a line of the input becomes a name, or why it does not.
    public interface Naming {
        @Nullable
        DomainName name(String text, long line, Watcher watcher);
    }

    private final Path folder;
    private final RowForm form;
    private final Function<DomainName, DomainRow> check;
    private final Semaphore slots;
    private final Duration beforeAgain;
    private final Watcher watcher;
    private final Manifest manifest;
    private final AtomicLong done = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> bug = new AtomicReference<>();
    private long kept;

    /// @param beforeAgain how long a failure is remembered below: a question that comes earlier gets the old answer
    public BulkRun(
            Path folder,
            RowForm form,
            Function<DomainName, DomainRow> check,
            int inFlight,
            Duration beforeAgain,
            Watcher watcher)
            throws IOException {
        this.folder = folder;
        this.form = form;
        this.check = check;
        this.slots = new Semaphore(inFlight);
        this.beforeAgain = beforeAgain;
        this.watcher = watcher;
        this.manifest = Manifest.read(folder);
    }

    private record Open(int number, long names, AtomicReferenceArray<DomainRow> rows, CountDownLatch left) {}

    /// Runs to the end and gives what all rows come to.
    ///
    /// @param resume whether a finished run may be taken up, to ask what failed again
    public RowTotals run(BufferedReader in, Column column, Naming naming, boolean resume)
            throws IOException, Unusable, InterruptedException {
        begin(resume);
        Deque<Open> open = new ArrayDeque<>();
        List<DomainName> names = new ArrayList<>(CHUNK);
        int chunks = 0;
        long number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            String text = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
            String cell = column.of(text);
            DomainName name = cell == null ? null : naming.name(cell, number, watcher);
            if (name != null) {
                names.add(name);
                if (names.size() == CHUNK) {
                    chunk(chunks++, names, open);
                    names = new ArrayList<>(CHUNK);
                }
            }
        }
        if (!names.isEmpty()) {
            chunk(chunks++, names, open);
        }
        while (!open.isEmpty()) {
            write(open.removeFirst(), false);
        }
        if (manifest.size() > chunks) {
            throw changed();
        }
        if (manifest.temporary()) {
            Thread.sleep(beforeAgain);
        }
        for (int i = 0; i < chunks; i++) {
            again(i);
        }
        RowTotals totals = new RowTotals();
        for (int i = 0; i < chunks; i++) {
            rows(i).forEach(totals::add);
        }
        if (!manifest.finished()) {
            manifest.finish(totals.domains());
        }
        return totals;
    }

    private void begin(boolean resume) throws IOException, Unusable {
        if (manifest.finished() && !resume) {
            throw new Unusable(folder + " holds a finished run: name another folder for a new one, or add --resume to"
                    + " have what got no answer asked again");
        }
        if (manifest.format().filter(format -> !format.equals(form.word())).isPresent()) {
            throw new Unusable(folder + " holds a run whose rows are "
                    + manifest.format().get() + ": name that --format" + " or another folder");
        }
        if (!manifest.begun()) {
            manifest.begin(form.word());
        }
    }

    private Unusable changed() {
        return new Unusable("the input is not the one that the run in " + folder
                + " began with: give the same again, or name another folder");
    }

    private void chunk(int number, List<DomainName> names, Deque<Open> open)
            throws IOException, Unusable, InterruptedException {
        long sum = sum(names);
        Manifest.Chunk known = manifest.chunk(number);
        if (known != null) {
            if (known.names() != sum) {
                throw changed();
            }
            kept += known.rows();
            watcher.progress(done.get(), kept);
            return;
        }
        AtomicReferenceArray<DomainRow> rows = new AtomicReferenceArray<>(names.size());
        CountDownLatch left = new CountDownLatch(rows.length());
        for (int i = 0; i < rows.length(); i++) {
            begin(names.get(i), i, rows, left);
        }
        open.addLast(new Open(number, sum, rows, left));
        while (open.size() >= OPEN) {
            write(open.removeFirst(), false);
        }
    }

    private void begin(DomainName name, int at, AtomicReferenceArray<DomainRow> rows, CountDownLatch left)
            throws InterruptedException {
        slots.acquire();
        Thread.ofVirtual().start(() -> {
            try {
                rows.set(at, check.apply(name));
                if (done.incrementAndGet() % 1000 == 0) {
                    watcher.progress(done.get(), kept);
                }
            } catch (RuntimeException | Error e) {
                bug.compareAndSet(null, e);
            } finally {
                slots.release();
                left.countDown();
            }
        });
    }

    private void write(Open chunk, boolean again) throws IOException, InterruptedException {
        chunk.left().await();
        Throwable thrown = bug.get();
        if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
        StringBuilder text = new StringBuilder(200 * chunk.rows().length());
        text.append(form.head());
        int temporary = 0;
        for (int i = 0; i < chunk.rows().length(); i++) {
            DomainRow row = chunk.rows().get(i);
            text.append(form.row(row)).append('\n');
            temporary += row.temporary() ? 1 : 0;
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        String file = "rows-%06d.%s".formatted(chunk.number(), form.word());
        Manifest.whole(folder.resolve(file), bytes);
        manifest.done(new Manifest.Chunk(
                chunk.number(), file, chunk.rows().length(), bytes.length, chunk.names(), temporary, again));
    }

    /// What got no answer is asked a second time once everything else is done: by then a server that was down may be
    /// up,
    /// and nobody waits for it.
    private void again(int number) throws IOException, InterruptedException {
        Manifest.Chunk chunk = manifest.chunk(number);
        if (chunk == null || chunk.temporary() == 0 || chunk.again() && !manifest.finished()) {
            return;
        }
        AtomicReferenceArray<DomainRow> rows =
                new AtomicReferenceArray<>(rows(number).toArray(DomainRow[]::new));
        CountDownLatch left = new CountDownLatch(chunk.temporary());
        for (int i = 0; i < rows.length(); i++) {
            if (rows.get(i).temporary()) {
                begin(DomainName.of(rows.get(i).domain()), i, rows, left);
            }
        }
        write(new Open(number, chunk.names(), rows, left), true);
    }

    private List<DomainRow> rows(int number) throws IOException {
        Manifest.Chunk chunk = manifest.chunk(number);
        if (chunk == null) {
            throw new IllegalStateException("chunk " + number + " was not written");
        }
        try (var lines = Files.lines(folder.resolve(chunk.file()))) {
            return lines.skip(form.head().isEmpty() ? 0 : 1).map(form::parse).toList();
        }
    }

    private static long sum(List<DomainName> names) {
        CRC32 sum = new CRC32();
        for (DomainName name : names) {
            sum.update(name.toString().getBytes(StandardCharsets.UTF_8));
            sum.update('\n');
        }
        return sum.getValue();
    }
}
