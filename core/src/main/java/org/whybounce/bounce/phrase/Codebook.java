package org.whybounce.bounce.phrase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.text.Stanza;

/// What codes mean: the standard's meaning, and each provider's where it differs. Read from `codes.txt` and
/// `reply-codes.txt`.
///
/// Enhanced codes are kept by their last two numbers: 4.7.26 and 5.7.26 differ only in whether trying again helps.
public final class Codebook {
    /// What one reader makes of a code.
    ///
    /// @param who    `Registry` or `Standard` for the published meaning, else a provider
    /// @param says   what it means there
    /// @param then   what to do, one sentence
    /// @param source where that reader documents its codes
    public record Use(String who, String says, String then, String source) {
        /// Whether this is the published meaning and not one provider's.
        public boolean published() {
            return who.equals("Registry") || who.equals("Standard");
        }
    }

    /// @param code   `7.26`, or `550`
    /// @param last   the last code that this stands for, the same as `code` where it is one code
    /// @param title  the registry's name of it
    /// @param source where the published meaning stands
    public record Entry(String code, String last, String title, String source, List<Use> uses) {}

    private final Map<String, Entry> enhanced;
    private final List<Entry> ranges;
    private final Map<String, Entry> replies;

    private Codebook(Map<String, Entry> enhanced, List<Entry> ranges, Map<String, Entry> replies) {
        this.enhanced = enhanced;
        this.ranges = ranges;
        this.replies = replies;
    }

    /// The codes that come with the library.
    public static Codebook standard() {
        Map<String, Entry> enhanced = entries("codes.txt");
        List<Entry> ranges = enhanced.values().stream()
                .filter(entry -> !entry.last().equals(entry.code()))
                .toList();
        return new Codebook(enhanced, ranges, entries("reply-codes.txt"));
    }

    private static Map<String, Entry> entries(String file) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> readers = new HashMap<>();
        for (Stanza stanza : Stanza.parse(file, Knowledge.text(file))) {
            Optional<String> reader = stanza.value("Reader");
            if (reader.isPresent()) {
                readers.put(reader.get(), stanza.required("Where"));
                continue;
            }
            String code = stanza.required("Code");
            String source = stanza.required("Source");
            List<Use> uses = new ArrayList<>();
            for (Stanza.Field field : stanza.fields()) {
                if (KNOWN.contains(field.name())) {
                    continue;
                }
                int bar = field.value().indexOf(" | ");
                if (bar < 0) {
                    throw new IllegalArgumentException(stanza.where() + field.name() + " says not what to do");
                }
                boolean published =
                        field.name().equals("Registry") || field.name().equals("Standard");
                uses.add(new Use(
                        field.name(),
                        field.value().substring(0, bar),
                        field.value().substring(bar + 3),
                        published ? source : readers.getOrDefault(field.name(), "seen in bounces")));
            }
            entries.put(
                    code,
                    new Entry(
                            code,
                            stanza.value("Range").orElse(code),
                            stanza.required("Title"),
                            source,
                            List.copyOf(uses)));
        }
        return entries;
    }

    private static final List<String> KNOWN = List.of("Code", "Range", "Title", "Source", "Guide");

    /// What an enhanced code means; empty if neither the registry nor a provider is known to use it.
    public Optional<Entry> find(EnhancedStatus status) {
        Entry exact = enhanced.get(status.subject() + "." + status.detail());
        if (exact != null) {
            return Optional.of(exact);
        }
        return ranges.stream().filter(entry -> within(entry, status)).findFirst();
    }

    private static boolean within(Entry entry, EnhancedStatus status) {
        Optional<EnhancedStatus> first = EnhancedStatus.parse("5." + entry.code());
        Optional<EnhancedStatus> last = EnhancedStatus.parse("5." + entry.last());
        return first.isPresent()
                && last.isPresent()
                && status.subject() == first.get().subject()
                && status.detail() >= first.get().detail()
                && status.detail() <= last.get().detail();
    }

    /// What a reply code means.
    public Optional<Entry> find(int reply) {
        return Optional.ofNullable(replies.get(String.valueOf(reply)));
    }

    public List<Entry> enhanced() {
        return List.copyOf(enhanced.values());
    }

    public List<Entry> replies() {
        return List.copyOf(replies.values());
    }

    /// RFC 3463, section 2: what the first number says.
    public static String classOf(int kind) {
        return switch (kind) {
            case 2 -> "done";
            case 4 -> "temporary: the sending server tries again by itself";
            case 5 -> "permanent: trying again changes nothing";
            default -> "no class of its own";
        };
    }

    /// RFC 3463, section 2: what the second number says.
    public static String subjectOf(int subject) {
        return switch (subject) {
            case 0 -> "other or undefined";
            case 1 -> "an address";
            case 2 -> "the mailbox";
            case 3 -> "the mail system";
            case 4 -> "the network or routing";
            case 5 -> "the SMTP protocol";
            case 6 -> "the message's content";
            case 7 -> "security or policy";
            default -> "no subject that the registry knows";
        };
    }
}
