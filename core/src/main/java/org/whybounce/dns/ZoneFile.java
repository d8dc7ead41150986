package org.whybounce.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/// A [Resolver] that knows what stands in master files (RFC 1035, section 5) and nothing else: a name in none of them
/// does not exist. Nothing leaves the machine.
///
/// One file may hold records of any number of names and needs no SOA or NS. A name with a final dot is absolute;
/// `$ORIGIN` (the root if not given), `$TTL`, comments and parentheses work; `$INCLUDE` and `$GENERATE` are refused. A
/// line `;@ servfail NAME [TYPE]` or `;@ timeout NAME [TYPE]` makes those questions fail so; `;@ nodata NAME` says that
/// the name exists without holding anything. A name `*` in the first place is a wildcard (RFC 4592).
public final class ZoneFile implements Resolver {
    /// Where a record has no TTL and the file no `$TTL`, in seconds.
    public static final long DEFAULT_TTL = 3600;

    /// A zone file larger than this is refused: one check needs some kilobytes.
    public static final int LARGEST_FILE = 16 * 1024 * 1024;

    private static final int LONGEST_ALIAS_CHAIN = 16;

    private final Map<Question, List<ResourceRecord>> records;
    private final Set<DomainName> names;
    private final Map<Question, Answer.Failure> failures;

    private ZoneFile(
            Map<Question, List<ResourceRecord>> records,
            Set<DomainName> names,
            Map<Question, Answer.Failure> failures) {
        this.records = records;
        this.names = names;
        this.failures = failures;
    }

    /// A zone file that cannot be read; the message says which file, which line and what is wrong, in one line.
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /// Reads one or several files as one body of data.
    public static ZoneFile read(List<Path> files) throws Unreadable {
        return read(files, LARGEST_FILE);
    }

    /// The same for a run over many domains, whose zone is as large as they are many.
    public static ZoneFile readLarge(List<Path> files) throws Unreadable {
        return read(files, Integer.MAX_VALUE - 64);
    }

    private static ZoneFile read(List<Path> files, int largest) throws Unreadable {
        Builder builder = new Builder();
        for (Path file : files) {
            try {
                if (Files.isDirectory(file)) {
                    throw new Unreadable("zone file " + file + " is a folder: name a file");
                }
                builder.read(file.toString(), text(file, largest));
            } catch (IOException e) {
                throw new Unreadable("zone file " + file + " cannot be read: "
                        + (Files.exists(file) ? "no permission or an error on the disk" : "there is no such file"));
            }
        }
        return builder.build();
    }

    // The size of a file is not to be believed: that of a device or a pipe is 0.
    private static String text(Path file, int largest) throws IOException, Unreadable {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new Unreadable("zone file " + file + " is larger than " + largest / 1024 / 1024 + " MiB");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /// Reads master-file text; `source` names it in errors.
    public static ZoneFile parse(String source, String text) throws Unreadable {
        Builder builder = new Builder();
        builder.read(source, text);
        return builder.build();
    }

    /// The records given, for zones made by a program.
    public static ZoneFile of(List<ResourceRecord> records) {
        Builder builder = new Builder();
        records.forEach(builder::add);
        return builder.build();
    }

    @Override
    public Answer ask(Question question) {
        List<ResourceRecord.Cname> aliases = new ArrayList<>();
        long ttl = Long.MAX_VALUE;
        DomainName name = question.name();
        while (true) {
            Answer.Failure failure = failures.get(new Question(name, question.type()));
            if (failure != null) {
                return new Answer.NoAnswer(failure, "as the zone file says");
            }
            DomainName source = names.contains(name) ? name : wildcardFor(name);
            if (source == null) {
                return new Answer.NoSuchName(DEFAULT_TTL);
            }
            List<ResourceRecord> found = records.get(new Question(source, question.type()));
            if (found != null) {
                for (ResourceRecord record : found) {
                    ttl = Math.min(ttl, record.ttl());
                }
                return new Answer.Found(found, aliases, ttl);
            }
            List<ResourceRecord> alias = records.get(new Question(source, RecordType.CNAME));
            if (alias == null) {
                return new Answer.NoData(DEFAULT_TTL);
            }
            if (aliases.size() == LONGEST_ALIAS_CHAIN) {
                return new Answer.NoAnswer(Answer.Failure.ALIAS_LOOP, "from " + question.name());
            }
            ResourceRecord.Cname cname = (ResourceRecord.Cname) alias.getFirst();
            aliases.add(cname);
            ttl = Math.min(ttl, cname.ttl());
            name = cname.target();
        }
    }

    /// RFC 4592: the wildcard directly below the closest name that exists.
    private @Nullable DomainName wildcardFor(DomainName name) {
        DomainName closest = name.parent().orElse(DomainName.ROOT);
        while (!closest.isRoot() && !names.contains(closest)) {
            closest = closest.parent().orElse(DomainName.ROOT);
        }
        DomainName wildcard = closest.child("*").orElse(null);
        return wildcard != null && names.contains(wildcard) ? wildcard : null;
    }

    /// Every record, for people who want to see what the files hold.
    public List<ResourceRecord> records() {
        return records.values().stream().flatMap(List::stream).toList();
    }

    private static final class Builder {
        private static final Pattern NUMBERED = Pattern.compile("(?:null|<none>):([0-9]+):\\s*(.*)", Pattern.DOTALL);

        private final Map<Question, List<ResourceRecord>> records = new HashMap<>();
        private final Set<DomainName> names = new HashSet<>();
        private final Map<Question, Answer.Failure> failures = new HashMap<>();

        void read(String source, String text) throws Unreadable {
            directives(source, text);
            int open = openParenthesis(text);
            if (open > 0) {
                throw new Unreadable(
                        "zone file " + source + ", line " + open + ": the parenthesis that opens here is never closed");
            }
            // Master numbers lines itself; it wants a $TTL or a TTL on the first record.
            byte[] bytes = inAscii(text).getBytes(StandardCharsets.US_ASCII);
            try (Master master = new Master(new ByteArrayInputStream(bytes), Name.root, DEFAULT_TTL)) {
                master.disableIncludes(true);
                for (org.xbill.DNS.Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                    WireRecords.convert(record).ifPresent(this::add);
                }
            } catch (TextParseException e) {
                throw new Unreadable("zone file " + oneLine(source + ": " + strip(String.valueOf(e.getMessage()))));
            } catch (IOException | RuntimeException e) {
                throw new Unreadable(
                        "zone file " + oneLine(source + " is not in master-file syntax: " + e.getMessage()));
            }
        }

        /// The reader of master files takes bytes outside ASCII for characters and makes two bytes of each. Written as
        /// `\DDD` (RFC 1035, section 5.1) they stay what they are: the bytes that a name server would send.
        private static String inAscii(String text) {
            StringBuilder out = null;
            for (int i = 0; i < text.length(); ) {
                int c = text.codePointAt(i);
                int next = i + Character.charCount(c);
                if (c > 0x7e) {
                    if (out == null) {
                        out = new StringBuilder(text.length() + 64).append(text, 0, i);
                    }
                    // A character of one byte is that byte; any other stands for its UTF-8 form.
                    byte[] bytes = c <= 0xff
                            ? new byte[] {(byte) c}
                            : Character.toString(c).getBytes(StandardCharsets.UTF_8);
                    for (byte b : bytes) {
                        out.append('\\').append(b & 0xff);
                    }
                } else if (out != null) {
                    out.append((char) c);
                }
                i = next;
            }
            return out == null ? text : out.toString();
        }

        private void directives(String source, String text) throws Unreadable {
            int number = 0;
            for (int at = 0; at <= text.length(); ) {
                int end = text.indexOf('\n', at);
                String line = text.substring(at, end < 0 ? text.length() : end);
                at = end < 0 ? text.length() + 1 : end + 1;
                number++;
                String trimmed = line.strip();
                if (!trimmed.startsWith(";@") && !trimmed.startsWith("$")) {
                    continue;
                }
                String upper = trimmed.toUpperCase(Locale.ROOT);
                if (upper.startsWith("$GENERATE") || upper.startsWith("$INCLUDE")) {
                    throw new Unreadable("zone file " + source + ", line " + number
                            + ": $GENERATE and $INCLUDE are not read here; write the records out");
                }
                if (!trimmed.startsWith(";@")) {
                    continue;
                }
                String[] words = trimmed.substring(2).strip().split("\\s+");
                String where = "zone file " + source + ", line " + number + ": ";
                if (words[0].equalsIgnoreCase("nodata") && words.length == 2) {
                    exists(DomainName.parse(words[1])
                            .orElseThrow(() -> new Unreadable(where + "say ';@ nodata NAME'")));
                    continue;
                }
                Answer.Failure failure = switch (words[0].toLowerCase(Locale.ROOT)) {
                    case "servfail" -> Answer.Failure.SERVFAIL;
                    case "timeout" -> Answer.Failure.TIMEOUT;
                    default ->
                        throw new Unreadable(
                                oneLine(where + "';@' is followed by servfail NAME, timeout NAME or nodata NAME, not '"
                                        + words[0] + "'"));
                };
                DomainName name = words.length < 2 || words.length > 3
                        ? null
                        : DomainName.parse(words[1]).orElse(null);
                if (name == null) {
                    throw new Unreadable(where + "say ';@ " + words[0] + " NAME [TYPE]'");
                }
                Consumer<RecordType> fail = type -> failures.put(new Question(name, type), failure);
                if (words.length == 3) {
                    try {
                        fail.accept(RecordType.valueOf(words[2].toUpperCase(Locale.ROOT)));
                    } catch (IllegalArgumentException e) {
                        throw new Unreadable(oneLine(where + "no such record type: " + words[2]));
                    }
                } else {
                    List.of(RecordType.values()).forEach(fail);
                }
            }
        }

        /// The line of a parenthesis that is never closed; 0 if there is none. The reader of master files passes over
        /// what stands behind one in silence.
        private static int openParenthesis(String text) {
            int depth = 0;
            int line = 1;
            int opened = 0;
            boolean quoted = false;
            boolean comment = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\n') {
                    line++;
                    comment = false;
                } else if (!comment && c == '\\') {
                    i++;
                } else if (!comment && c == '"') {
                    quoted = !quoted;
                } else if (!comment && !quoted) {
                    comment = c == ';';
                    if (c == '(' && depth++ == 0) {
                        opened = line;
                    } else if (c == ')') {
                        depth = Math.max(0, depth - 1);
                    }
                }
            }
            return depth > 0 ? opened : 0;
        }

        /// The reader counts a line that it was in the middle of as read.
        private static String strip(String message) {
            Matcher numbered = NUMBERED.matcher(message);
            return numbered.matches() ? "line " + numbered.group(1) + ": " + numbered.group(2) : message;
        }

        private static String oneLine(String message) {
            return message.replaceAll("[\\p{Cntrl}]", " ");
        }

        void add(ResourceRecord record) {
            records.computeIfAbsent(new Question(record.owner(), record.type()), q -> new ArrayList<>())
                    .add(record);
            exists(record.owner());
        }

        /// A name exists if anything is at or below it (RFC 4592, section 2.2.2).
        private void exists(DomainName at) {
            for (DomainName name = at; !name.isRoot(); name = name.parent().orElse(DomainName.ROOT)) {
                names.add(name);
            }
        }

        ZoneFile build() {
            records.replaceAll((question, list) -> List.copyOf(list));
            return new ZoneFile(Map.copyOf(records), Set.copyOf(names), Map.copyOf(failures));
        }
    }
}
