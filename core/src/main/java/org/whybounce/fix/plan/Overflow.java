package org.whybounce.fix.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.RecordType;
import org.whybounce.fix.RecordEdit;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.fix.term.RecordText;

/// Records of their own for addresses that do not fit into the record itself, each at a free name below the domain.
///
/// @param edits the records
/// @param terms what stands in the record itself: the addresses that have room there, and the includes of the others
record Overflow(List<RecordEdit> edits, List<String> terms) {
    /// Names that are looked at until enough of them are free.
    private static final int MOST_NAMES = 20;

    private static final String LABEL = "_spf";

    /// @param records how many records of their own there may be
    /// @param size    bytes of each
    /// @param inside  bytes that the record itself has for addresses
    record Room(int records, int size, int inside) {}

    /// Spreads the terms over the record itself and others; empty where they need more room, or no name is free.
    static Optional<Overflow> of(DomainName at, List<String> listed, Room room, ReachReader reader) {
        List<DomainName> names = names(at, room.records(), reader);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        // The name is counted with the record (RFC 7208, section 3.4).
        int size = room.size() - names.getLast().toString().length() + LABEL.length();
        int left = room.inside()
                - names.size()
                        * (1 + "include:".length() + names.getLast().toString().length());
        List<String> inside = new ArrayList<>();
        int next = 0;
        while (next < listed.size() && 1 + listed.get(next).length() <= left) {
            left -= 1 + listed.get(next).length();
            inside.add(listed.get(next++));
        }
        List<List<String>> parts = parts(listed.subList(next, listed.size()), size);
        if (parts.isEmpty() || parts.size() > names.size()) {
            return Optional.empty();
        }
        List<RecordEdit> edits = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            List<String> record = new ArrayList<>(parts.get(i));
            record.add("-all");
            edits.add(new RecordEdit(
                    names.get(i), List.of(), List.of(new RecordText(record).toString()), RecordEdit.DEFAULT_TTL));
            inside.add("include:" + names.get(i));
        }
        return Optional.of(new Overflow(edits, inside));
    }

    private static List<DomainName> names(DomainName at, int most, ReachReader reader) {
        List<DomainName> names = new ArrayList<>();
        for (int i = 1; i <= MOST_NAMES && names.size() < most; i++) {
            DomainName.parse(LABEL + i + "." + at)
                    .filter(each -> free(each, reader))
                    .ifPresent(names::add);
        }
        return names;
    }

    private static List<List<String>> parts(List<String> terms, int size) {
        List<List<String>> parts = new ArrayList<>();
        int length = size;
        for (String term : terms) {
            if (length + 1 + term.length() > size) {
                parts.add(new ArrayList<>());
                length = "v=spf1 -all".length();
            }
            parts.getLast().add(term);
            length += 1 + term.length();
        }
        return parts;
    }

    /// Whether a record can be put there without taking the place of another one: somebody may include what stands
    /// there.
    private static boolean free(DomainName name, ReachReader reader) {
        return switch (reader.ask(name, RecordType.TXT)) {
            // A name may be an alias of one that does not exist (RFC 1034, section 3.6.2: nothing stands beside a
            // CNAME).
            case Answer.NoSuchName none ->
                reader.ask(name, RecordType.CNAME).recordsOrNone().isEmpty();
            case Answer.NoData none ->
                reader.ask(name, RecordType.CNAME).recordsOrNone().isEmpty();
            case Answer.Found found ->
                found.aliases().isEmpty() && reader.records(name).isEmpty();
            case Answer.Failed failed -> false;
        };
    }
}
