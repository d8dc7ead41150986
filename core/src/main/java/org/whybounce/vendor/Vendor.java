package org.whybounce.vendor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpPrefix;
import org.whybounce.text.Stanza;

/// A service that sends mail for others.
///
/// @param builtOn     the larger service that really sends, by its name
/// @param includes    the includes it documents; the first is the one to propose, patterns are per customer
/// @param returnPaths domains of its own that stand in MAIL FROM
/// @param dkimDomains domains of its own that stand in `d=`
/// @param selectors   DKIM selectors it uses in its customers' domains
/// @param ptrNames    where the reverse DNS of its hosts lies; HELO names too
/// @param headers     header fields that only it writes
/// @param relayPool   addresses it sends from that no record is meant to list
/// @param records     what it asks customers to publish
/// @param checked     the day on which the source was read, not a day on which the vendor was asked
public record Vendor(
        String name,
        List<String> otherNames,
        String kind,
        Optional<String> builtOn,
        List<NamePattern> includes,
        Scope scope,
        List<NamePattern> returnPaths,
        List<NamePattern> dkimDomains,
        List<NamePattern> selectors,
        List<NamePattern> ptrNames,
        List<NamePattern> headers,
        List<IpPrefix> relayPool,
        List<RemedyRecord> records,
        Optional<String> note,
        Optional<String> guide,
        String source,
        Confidence confidence,
        LocalDate checked) {
    /// How well the facts of the stanza are attested.
    public enum Confidence {
        HIGH,
        MEDIUM,
        LOW
    }

    static final List<String> FIELDS = List.of(
            "Vendor",
            "Also",
            "Kind",
            "Built-on",
            "Include",
            "Scope",
            "Return-path",
            "DKIM-domain",
            "Selector",
            "PTR",
            "Header",
            "Relay-pool",
            "Record",
            "Note",
            "Guide",
            "Source",
            "Confidence",
            "Checked");

    /// Kinds of service through which mail passes that was written to somebody there: mailboxes and what stands before
    /// them. Their hosts pass on strangers' mail under the sender's own name.
    private static final Set<String> PASSING_ON = Set.of("mailbox", "host", "gateway", "forwarder", "security");

    /// Whether mail that its hosts send may have been written elsewhere.
    public boolean passesOn() {
        return PASSING_ON.contains(kind);
    }

    static Vendor of(Stanza stanza) {
        stanza.allowing(FIELDS);
        return new Vendor(
                stanza.required("Vendor"),
                stanza.words("Also"),
                stanza.required("Kind"),
                stanza.value("Built-on"),
                patterns(stanza, "Include"),
                Scope.valueOf(constant(stanza.required("Scope"))),
                patterns(stanza, "Return-path"),
                patterns(stanza, "DKIM-domain"),
                patterns(stanza, "Selector"),
                patterns(stanza, "PTR"),
                patterns(stanza, "Header"),
                stanza.words("Relay-pool").stream()
                        .map(range -> IpPrefix.parse(range).orElseThrow())
                        .toList(),
                stanza.values("Record").stream().map(RemedyRecord::parse).toList(),
                stanza.value("Note"),
                stanza.value("Guide"),
                stanza.required("Source"),
                Confidence.valueOf(constant(stanza.required("Confidence"))),
                date(stanza.required("Checked")));
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// `2026-05-31`; a formatter would bring the locales with it.
    private static LocalDate date(String text) {
        return LocalDate.of(
                Integer.parseInt(text, 0, 4, 10), Integer.parseInt(text, 5, 7, 10), Integer.parseInt(text, 8, 10, 10));
    }

    private static List<NamePattern> patterns(Stanza stanza, String field) {
        return stanza.words(field).stream().map(NamePattern::new).toList();
    }

    /// Whether the service has a template in the public collection of Domain Connect, by which it can enter its records
    /// at the customer's DNS host itself.
    public boolean domainConnect() {
        return source.contains("Domain-Connect/Templates");
    }

    /// The name to use in a sentence: without what stands in brackets or after a slash.
    public String shortName() {
        int end = name.length();
        for (String mark : List.of(" (", " / ")) {
            int at = name.indexOf(mark);
            end = at > 0 ? Math.min(end, at) : end;
        }
        return name.substring(0, end);
    }

    /// The include to propose at the customer's domain: the first that is one name, if the vendor has such a one.
    public Optional<DomainName> include() {
        return includes.stream()
                .filter(NamePattern::exact)
                .findFirst()
                .flatMap(pattern -> DomainName.parse(pattern.text()));
    }

    /// Whether people may mean this vendor by such a word; case, spaces and punctuation do not matter.
    boolean called(String word) {
        String plain = plain(word);
        return !plain.isEmpty() && names().stream().anyMatch(each -> plain(each).equals(plain));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(otherNames);
        names.add(name);
        names.add(shortName());
        return names;
    }

    /// How many letters are to be changed, put in, taken out or swapped until a word is one of the vendor's names; a
    /// large number where the word is too long to be one.
    int distance(String word) {
        String plain = plain(word);
        return plain.isEmpty() || plain.length() > LONGEST_NAME
                ? LONGEST_NAME
                : names().stream()
                        .mapToInt(each -> distance(plain, plain(each)))
                        .min()
                        .orElse(LONGEST_NAME);
    }

    /// No vendor's name is longer, in characters.
    private static final int LONGEST_NAME = 64;

    /// The optimal string alignment distance.
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }

    private static String plain(String word) {
        StringBuilder letters = new StringBuilder();
        for (char c : word.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    boolean includesName(String target) {
        return includes.stream()
                .anyMatch(pattern -> pattern.exact()
                        ? pattern.text().equals(target.toLowerCase(Locale.ROOT))
                        : pattern.matches(target));
    }
}
