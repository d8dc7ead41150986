package org.whybounce.cli.many;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.whybounce.intake.Intake;
import org.whybounce.log.LogReading;

/// Opens one input after the other and hands on what is in it, as a stream: nothing but one mail is held at a time.
final class Opening {
    /// What takes the contents.
    interface Taker {
        void file(String source);

        /// A log; the stream ends with it and is not closed by who takes it.
        void log(String source, InputStream lines) throws IOException;

        /// @param number which mail of its file, counted from 1
        void mail(String source, long number, byte[] mail);

        void unread(String source, String why);

        void limit(String words);
    }

    /// Enough to tell a log from a mail: some hundred lines.
    private static final int HEAD = 64 * 1024;

    /// A zip file within a zip file is opened, one within that is not.
    private static final int DEEPEST = 2;

    /// Entries of one zip file: a mailbox's export; more are counted and said.
    private static final int MOST_ENTRIES = 100_000;

    private final Taker taker;

    Opening(Taker taker) {
        this.taker = taker;
    }

    void path(Path path) {
        if (Files.isDirectory(path)) {
            folder(path);
            return;
        }
        try (InputStream in = Files.newInputStream(path)) {
            taker.file(path.toString());
            stream(path.toString(), in, 0);
        } catch (IOException e) {
            taker.unread(path.toString(), why(e));
        }
    }

    /// All files below a folder in the order of their names; of a Maildir those in `new` and `cur`, since `tmp` holds
    /// what is
    /// not yet whole. A link to a folder is not followed.
    private void folder(Path folder) {
        boolean maildir = Files.isDirectory(folder.resolve("cur")) && Files.isDirectory(folder.resolve("new"));
        List<Path> roots = maildir ? List.of(folder.resolve("new"), folder.resolve("cur")) : List.of(folder);
        for (Path root : roots) {
            try (Stream<Path> entries = Files.list(root)) {
                entries.sorted().forEach(entry -> {
                    boolean hidden = entry.getFileName().toString().startsWith(".") && !Files.isDirectory(entry);
                    if (Files.isDirectory(entry, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                            || Files.isRegularFile(entry) && !hidden) {
                        walked(entry);
                    }
                });
            } catch (IOException e) {
                taker.unread(root.toString(), why(e));
            }
        }
        if (maildir) {
            subfolders(folder);
        }
    }

    /// Names that mails, logs and what people save of bounces have; whatever else lies in a folder is read only where
    /// it
    /// begins like a mail, a mailbox or a log. A file that is named itself is always read.
    private static final List<String> MAILS = List.of(
            ".eml", ".msg", ".mbox", ".mbx", ".mht", ".mhtml", ".htm", ".html", ".txt", ".log", ".json", ".jsonl",
            ".zip", ".gz");

    private void walked(Path path) {
        if (Files.isDirectory(path)) {
            folder(path);
            return;
        }
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (MAILS.stream().noneMatch(name::endsWith) && !begins(path)) {
            taker.file(path.toString());
            taker.unread(path.toString(), "it begins like no mail, mailbox or log; give its name to have it read");
            return;
        }
        path(path);
    }

    private static boolean begins(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(HEAD - 1);
            String text = new String(head, StandardCharsets.ISO_8859_1);
            return starts(head, 'F', 'r', 'o', 'm', ' ')
                    || starts(head, 'P', 'K', 3, 4)
                    || starts(head, 0x1f, 0x8b)
                    || mailHead(text.split("\n", 2)[0].stripTrailing())
                    || isLog("", text);
        } catch (IOException unreadable) {
            // Whoever opens it says why it cannot be read.
            return true;
        }
    }

    /// Maildir++: a mailbox within a mailbox is a folder whose name begins with a dot.
    private void subfolders(Path maildir) {
        try (Stream<Path> entries = Files.list(maildir)) {
            entries.filter(entry -> Files.isDirectory(entry) && Files.isDirectory(entry.resolve("cur")))
                    .sorted()
                    .forEach(this::folder);
        } catch (IOException e) {
            taker.unread(maildir.toString(), why(e));
        }
    }

    void stream(String source, InputStream raw, int depth) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, HEAD);
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD - 1);
        in.reset();
        if (starts(head, 0x1f, 0x8b)) {
            if (depth >= DEEPEST) {
                taker.unread(source, "it is packed more than twice");
                return;
            }
            stream(source, new Unpacked(new GZIPInputStream(in, HEAD)), depth + 1);
        } else if (starts(head, 'P', 'K', 3, 4)) {
            zip(source, in, depth);
        } else if (starts(head, 'F', 'r', 'o', 'm', ' ')) {
            new MboxStream(in).mails((number, mail) -> taker.mail(source, number, mail), taker::limit);
        } else if (isLog(source, new String(head, StandardCharsets.ISO_8859_1))) {
            taker.log(source, in);
        } else {
            byte[] mail = in.readNBytes(Intake.MOST_BYTES + 1);
            taker.mail(source, 1, mail);
        }
    }

    private void zip(String source, InputStream in, int depth) throws IOException {
        if (depth >= DEEPEST) {
            taker.unread(source, "a zip file within a zip file within a zip file is not opened");
            return;
        }
        ZipInputStream zip = new ZipInputStream(in);
        int entries = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = source + "!" + entry.getName();
            if (entry.isDirectory()) {
                continue;
            }
            if (++entries > MOST_ENTRIES) {
                taker.limit(source + " holds more than " + MOST_ENTRIES + " files; the first " + MOST_ENTRIES
                        + " were read.");
                return;
            }
            try {
                stream(name, new Unpacked(zip), depth + 1);
            } catch (Unpacked.TooMuch e) {
                taker.unread(name, String.valueOf(e.getMessage()));
                return;
            }
        }
        if (entries == 0) {
            taker.unread(source, "the zip file is empty or damaged");
        }
    }

    /// Whether a file's beginning is that of a log: half of its lines are, or some are and its name says so.
    static boolean isLog(String source, String head) {
        int[] counts = new int[2];
        LogReading reading =
                new LogReading(told -> counts[told.event().outcome() == org.whybounce.log.Outcome.OTHER ? 1 : 0]++);
        String[] lines = head.split("\n");
        int most = Math.min(lines.length, 400);
        for (int i = 0; i < most; i++) {
            String line = lines[i].stripTrailing();
            if (!line.isEmpty()) {
                reading.line(line);
            }
        }
        reading.end();
        if (mailHead(lines[0])) {
            return false;
        }
        String name = source.substring(source.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return counts[0] > 0 && counts[0] >= counts[1]
                || (name.contains("log") || name.contains("journal")) && (counts[0] > 0 || dated(lines[0]));
    }

    private static boolean dated(String line) {
        return line.length() > 20
                && (line.charAt(3) == ' ' && line.charAt(9) == ':' || line.charAt(4) == '-' && line.charAt(13) == ':');
    }

    /// `Received: ...`: a field's name without a blank, and a colon.
    private static boolean mailHead(String line) {
        int colon = line.indexOf(':');
        if (colon < 2 || colon > 40 || colon + 1 < line.length() && line.charAt(colon + 1) != ' ') {
            return false;
        }
        for (int i = 0; i < colon; i++) {
            char c = line.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean starts(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "no permission to read it";
            case Unpacked.TooMuch tooMuch -> String.valueOf(tooMuch.getMessage());
            case ZipException _ -> "the packed file is damaged";
            case java.io.EOFException _ -> "the packed file ends in the middle";
            default -> "an error on the disk";
        };
    }
}
