package org.whybounce.intent;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A record of DMARC, DKIM, MTA-STS or TLS reporting that was pasted into an SPF record: its tags are none of SPF's
/// modifiers, whatever they look like (`p=none`).
final class OtherRecord {
    private static final List<String> VERSIONS = List.of("v=dmarc1", "v=dkim1", "v=stsv1", "v=tlsrptv1", "v=bimi1");

    /// RFC 7489, section 6.3, with the tags of its successor; RFC 6376, section 3.6.1; RFC 8461, section 3.1; RFC 8460,
    /// section 3; BIMI.
    private static final Set<String> TAGS = Set.of(
            "p", "sp", "np", "t", "psd", "pct", "rua", "ruf", "adkim", "aspf", "fo", "rf", "ri", "k", "h", "s", "n",
            "g", "id", "l", "a");

    private OtherRecord() {}

    /// How many words from here on belong to such a record; none if none begins here.
    static int words(List<IntentReader.Token> tokens, int at) {
        String first = lower(tokens.get(at));
        if (VERSIONS.stream().noneMatch(first::startsWith)) {
            return 0;
        }
        int end = at + 1;
        while (end < tokens.size() && tag(lower(tokens.get(end)))) {
            end++;
        }
        return end - at;
    }

    private static boolean tag(String word) {
        int equals = word.indexOf('=');
        return word.equals(";") || equals > 0 && TAGS.contains(word.substring(0, equals));
    }

    private static String lower(IntentReader.Token token) {
        return token.plain().toLowerCase(Locale.ROOT);
    }
}
