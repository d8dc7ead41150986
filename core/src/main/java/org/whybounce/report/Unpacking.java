package org.whybounce.report;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// Finds the reports in an input, whatever it is packed in and whatever its name says: the first bytes tell.
final class Unpacking {
    /// Takes the XML that was found.
    interface Found {
        void xml(XmlRepair xml, String name) throws IOException;

        void json(InputStream json, String name) throws IOException;

        void mail(byte[] mail, String name, Inner inner) throws IOException;
    }

    /// Reads what lies in something else.
    interface Inner {
        void open(InputStream in, String name) throws IOException;
    }

    private static final int HEAD = 512;
    private static final int TAR_MARK = 257;

    private final Budget budget;
    private final ReadLog log;
    private final Found found;

    Unpacking(Budget budget, ReadLog log, Found found) {
        this.budget = budget;
        this.log = log;
        this.found = found;
    }

    /// @param nesting how many wrappings it already came out of
    void open(InputStream from, String name, int nesting) throws IOException {
        if (nesting > ReportLimits.NESTING) {
            throw new Unreadable("it is packed more than " + ReportLimits.NESTING + " times over");
        }
        BufferedInputStream in = new BufferedInputStream(from, 1 << 13);
        in.mark(HEAD);
        byte[] head = new byte[HEAD];
        int length;
        try {
            length = in.readNBytes(head, 0, HEAD);
        } catch (EOFException | ZipException cut) {
            throw new Unreadable("the packed data is damaged or ends at once");
        }
        in.reset();
        if (length == 0) {
            throw new Unreadable("it is empty");
        }
        if (length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
            gzip(in, name, nesting);
        } else if (starts(head, length, "PK\3\4")) {
            zip(in, name, nesting);
        } else if (starts(head, length, "PK\5\6")) {
            throw new Unreadable("the zip archive is empty");
        } else if (length > TAR_MARK + 5
                && new String(head, TAR_MARK, 5, java.nio.charset.StandardCharsets.ISO_8859_1).equals("ustar")) {
            TarEntries.read(in, entry -> each(entry.in(), name + "/" + entry.name(), nesting));
        } else {
            text(in, head, length, name, nesting);
        }
    }

    private void text(InputStream in, byte[] head, int length, String name, int nesting) throws IOException {
        Charset wide = Encodings.sixteenBit(head, length);
        int first = 0;
        if (length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf) {
            first = 3;
        }
        while (first < length && (head[first] & 0xff) <= ' ') {
            first++;
        }
        char begin = first < length ? (char) (head[first] & 0xff) : ' ';
        if (wide != null) {
            found.xml(new XmlRepair(Encodings.utf8(in, wide)), name);
        } else if (begin == '<') {
            found.xml(new XmlRepair(in), name);
        } else if (begin == '{') {
            found.json(in, name);
        } else if (starts(head, length, "From ")) {
            MboxMails.read(in, (mail, number) -> mail(mail, name + "#" + number, nesting));
        } else if (headerLine(head, first, length)) {
            byte[] mail = in.readNBytes(ReportLimits.MAIL + 1);
            if (mail.length > ReportLimits.MAIL) {
                throw new Unreadable("the mail is larger than " + (ReportLimits.MAIL >> 20) + " MiB");
            }
            mail(mail, name, nesting);
        } else {
            throw new Unreadable("it is neither XML nor an archive nor a mail");
        }
    }

    private void mail(byte[] mail, String name, int nesting) {
        try {
            found.mail(mail, name, (part, partName) -> each(part, partName, nesting));
        } catch (Unreadable refused) {
            log.refused(name, refused.why());
        } catch (IOException broken) {
            log.refused(name, "it cannot be read: " + broken.getMessage());
        }
    }

    /// One of several things in a wrapping: if it is refused, the others are still read.
    private void each(InputStream in, String name, int nesting) throws IOException {
        try {
            open(in, name, nesting + 1);
        } catch (Unreadable refused) {
            log.refused(name, refused.why());
        }
    }

    private void gzip(InputStream in, String name, int nesting) throws IOException {
        InputStream unpacked;
        try {
            unpacked = new GZIPInputStream(in, 1 << 13);
        } catch (EOFException | ZipException broken) {
            throw new Unreadable("the gzip data is damaged or ends at once");
        }
        open(budget.unpacked(unpacked), name, nesting + 1);
    }

    private void zip(InputStream in, String name, int nesting) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        int entries = 0;
        int files = 0;
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > ReportLimits.ENTRIES) {
                    throw new Unreadable("the archive has more than " + ReportLimits.ENTRIES + " entries");
                }
                if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
                    files++;
                    each(budget.unpacked(new Shut(zip)), name + "/" + entry.getName(), nesting);
                }
            }
        } catch (ZipException | EOFException broken) {
            throw new Unreadable("the zip archive is damaged or locked with a password"
                    + (files > 0 ? "; " + files + " of its files were read before" : ""));
        } catch (IllegalArgumentException badName) {
            throw new Unreadable("the zip archive has a name in it that cannot be read");
        }
        if (files == 0) {
            throw new Unreadable("the zip archive holds no file");
        }
    }

    /// An entry must not shut the archive that it lies in.
    private static final class Shut extends java.io.FilterInputStream {
        Shut(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    private static boolean starts(byte[] head, int length, String text) {
        if (length < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (head[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a mail begins here: a field name and a colon (RFC 5322, section 2.2).
    private static boolean headerLine(byte[] head, int first, int length) {
        int i = first;
        while (i < length && head[i] > ' ' && head[i] != ':' && head[i] < 0x7f) {
            i++;
        }
        return i > first && i < length && head[i] == ':';
    }
}
