package org.whybounce.fix;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.TxtStrings;

/// A change of the DNS in the forms in which people hand it on: the fields of a form, zone-file lines, a script for
/// `nsupdate`, and what the name is called in the panels of DNS hosts.
///
/// @param edit the change
/// @param zone the zone in which the name lies
/// @param goes the records that go, each as the character-strings in which the DNS has it: an update deletes a record
///             only if its strings are the same one by one (RFC 2136, section 2.5.4)
/// @param stands every TXT record of the name, likewise: an update is held to them (RFC 2136, section 2.4.2)
public record HandOver(RecordEdit edit, DomainName zone, List<List<String>> goes, List<List<String>> stands) {
    public HandOver {
        goes = goes.stream().map(List::copyOf).toList();
        stands = stands.stream().map(List::copyOf).toList();
    }

    /// Labels above a name that are asked for a SOA record before the name itself is taken for the zone.
    private static final int MOST_LABELS_ASKED = 6;

    /// With the zone found by its SOA record (RFC 2308: the zone that a name lies in begins at the closest SOA
    /// above); where no SOA record is to be had, it is taken for the registered domain.
    public static HandOver of(RecordEdit edit, Resolver resolver) {
        DomainName name = edit.at();
        for (int i = 0; i < MOST_LABELS_ASKED && !name.isRoot(); i++) {
            DomainName owner = name;
            boolean apex = resolver.ask(new Question(name, RecordType.SOA)).recordsOrNone().stream()
                    .anyMatch(record -> record instanceof ResourceRecord.Soa soa
                            && soa.owner().equals(owner));
            if (apex) {
                return new HandOver(edit, name, goes(edit, resolver), stands(edit, resolver));
            }
            name = name.parent().orElse(DomainName.ROOT);
        }
        DomainName zone = PublicSuffixes.registrable(edit.at()).orElse(edit.at());
        return new HandOver(edit, zone, goes(edit, resolver), stands(edit, resolver));
    }

    private static List<List<String>> stands(RecordEdit edit, Resolver resolver) {
        List<List<String>> strings = new ArrayList<>();
        for (ResourceRecord record :
                resolver.ask(new Question(edit.at(), RecordType.TXT)).recordsOrNone()) {
            if (record instanceof ResourceRecord.Txt txt) {
                strings.add(txt.strings());
            }
        }
        return strings;
    }

    private static List<List<String>> goes(RecordEdit edit, Resolver resolver) {
        List<String> going = new ArrayList<>(edit.was());
        List<List<String>> strings = new ArrayList<>();
        for (ResourceRecord record :
                resolver.ask(new Question(edit.at(), RecordType.TXT)).recordsOrNone()) {
            if (record instanceof ResourceRecord.Txt txt && going.remove(txt.text())) {
                strings.add(txt.strings());
            }
        }
        going.forEach(text -> strings.add(TxtStrings.split(text)));
        return strings;
    }

    /// The name relative to its zone; `@` for the zone itself.
    public String host() {
        String at = edit.at().toString();
        String apex = zone.toString();
        return at.equals(apex) ? "@" : at.substring(0, at.length() - apex.length() - 1);
    }

    /// Lines for a master file (RFC 1035, section 5): what goes as a comment, what comes as a record.
    public List<String> zoneLines() {
        List<String> lines = new ArrayList<>();
        goes.forEach(strings -> lines.add("; remove: " + edit.at() + ". IN TXT " + quoted(strings)));
        edit.becomes().forEach(text -> lines.add(edit.at() + ". " + edit.ttl() + " IN TXT " + quoted(text)));
        return lines;
    }

    /// A script for `nsupdate` (RFC 2136).
    public List<String> nsupdate() {
        List<String> lines = new ArrayList<>();
        lines.add("zone " + zone + ".");
        // RFC 2136, section 2.4: nothing is changed if by then something else stands there than what was proven
        // against.
        if (stands.isEmpty()) {
            lines.add("prereq nxrrset " + edit.at() + ". TXT");
        }
        stands.forEach(strings -> lines.add("prereq yxrrset " + edit.at() + ". TXT " + quoted(strings)));
        goes.forEach(strings -> lines.add("update delete " + edit.at() + ". TXT " + quoted(strings)));
        edit.becomes()
                .forEach(text -> lines.add("update add " + edit.at() + ". " + edit.ttl() + " TXT " + quoted(text)));
        lines.add("send");
        return lines;
    }

    /// What to put into the name field, by panel.
    public List<String> panels() {
        return Panel.all().stream()
                .map(panel -> panel.name() + ", field " + panel.field() + ": " + panel.filled(this)
                        + panel.value().map(value -> "; value: " + value).orElse("")
                        + panel.ttl().map(ttl -> "; TTL: " + ttl).orElse(""))
                .toList();
    }

    /// The text as character-strings in quotes, each of at most 255 bytes.
    public static String quoted(String text) {
        return quoted(TxtStrings.split(text));
    }

    private static String quoted(List<String> strings) {
        StringBuilder out = new StringBuilder();
        for (String string : strings) {
            if (!out.isEmpty()) {
                out.append(' ');
            }
            out.append('"');
            for (int i = 0; i < string.length(); i++) {
                char c = string.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < ' ' || c >= 0x7f) {
                    out.append("\\%03d".formatted((int) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }
        return out.toString();
    }

    /// Minutes after which nobody can hold the old record any more: the TTL, rounded up.
    public static long minutes(long ttl) {
        return Math.max(1, (ttl + 59) / 60);
    }
}
