package org.whybounce.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.results.AuthenticationResults.Property;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;

/// What a filter wrote into a field of its own: whether it took the message for spam, and what it saw.
///
/// @param field    the field itself
/// @param dialect  whose
/// @param verdict  the filter's word, as it stands: `Yes`, `NSPM`, `no action`; empty if the field holds none
/// @param spam     whether that word means spam; empty if it cannot be told
/// @param score    points, level or confidence
/// @param required how many points would make it spam
/// @param client   the address that the filter says connected
/// @param pairs    every `key: value`, keys in lower case
/// @param tests    the rules that matched, as they stand
public record FilterReport(
        HeaderField field,
        Dialect dialect,
        Optional<Claim<String>> verdict,
        Optional<Boolean> spam,
        Optional<Claim<String>> score,
        Optional<Claim<String>> required,
        Optional<Claim<IpAddress>> client,
        List<Property> pairs,
        List<Claim<String>> tests) {
    public FilterReport {
        pairs = List.copyOf(pairs);
        tests = List.copyOf(tests);
    }

    /// Whose words, and how their fields are written.
    public enum Dialect {
        /// `key:value;` pairs: CIP, CTRY, LANG, SCL, SRV, IPV, SFV, H, PTR, CAT, SFTY, DIR.
        FOREFRONT("Microsoft Forefront"),
        /// One value in each field, the key in its name: X-MS-Exchange-Organization-SCL, -AuthAs, -CrossTenant-...
        EXCHANGE("Microsoft Exchange"),
        /// `Yes, score=5.2 required=5.0 tests=A,B autolearn=no`.
        SPAMASSASSIN("SpamAssassin"),
        /// `default: False [1.90 / 15.00]; SYMBOL(0.10)[options];`.
        RSPAMD("rspamd"),
        FASTMAIL("Fastmail"),
        PROTON("Proton"),
        YAHOO("Yahoo"),
        APPLE("Apple"),
        MAIL_RU("Mail.ru"),
        YANDEX("Yandex"),
        ZOHO("Zoho"),
        PROOFPOINT("Proofpoint"),
        MIMECAST("Mimecast"),
        BARRACUDA("Barracuda"),
        CISCO("Cisco"),
        GMX("GMX and WEB.DE");

        private final String words;

        Dialect(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// Every field of a block that is a filter's, from the top.
    static List<FilterReport> all(HeaderBlock block) {
        List<FilterReport> found = new ArrayList<>();
        for (HeaderField field : block.fields()) {
            FilterReportReader.dialect(field.name().toLowerCase(Locale.ROOT))
                    .ifPresent(dialect -> found.add(read(field, dialect)));
        }
        return found;
    }

    /// Reads one field; what is not understood stays in [#field()].
    public static FilterReport read(HeaderField field, Dialect dialect) {
        return new FilterReportReader(field, dialect).read();
    }

    /// The first pair of one of these keys.
    public Optional<Claim<String>> pair(String... keys) {
        for (String key : keys) {
            for (Property pair : pairs) {
                if (pair.key().equals(key)) {
                    return Optional.of(pair.value());
                }
            }
        }
        return Optional.empty();
    }

    /// Whether anything was understood.
    public boolean structured() {
        return verdict.isPresent() || score.isPresent() || client.isPresent() || !pairs.isEmpty() || !tests.isEmpty();
    }
}
