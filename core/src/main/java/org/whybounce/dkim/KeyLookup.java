package org.whybounce.dkim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;

/// Fetches the key that a selector names (RFC 6376, section 3.6.2).
public final class KeyLookup {
    /// TXT records at one selector that are read; a name with more holds no key by design.
    public static final int MOST_RECORDS = 10;

    private final Resolver resolver;

    public KeyLookup(Resolver resolver) {
        this.resolver = resolver;
    }

    /// The name of a key; empty if it is too long for the DNS.
    public static Optional<DomainName> at(DomainName domain, DomainName selector) {
        return domain.child(selector + "._domainkey");
    }

    /// @param selector one label or several
    public KeyAnswer find(DomainName domain, DomainName selector) {
        DomainName at = at(domain, selector).orElse(null);
        if (at == null) {
            // Too long for the DNS, so that there can be no record.
            return new KeyAnswer.NoKey(selector, true);
        }
        Question question = new Question(at, RecordType.TXT);
        return switch (resolver.ask(question)) {
            case Answer.NoSuchName _ -> new KeyAnswer.NoKey(at, true);
            case Answer.NoData _ -> new KeyAnswer.NoKey(at, false);
            case Answer.Failed failed -> new KeyAnswer.NoAnswer(at, question, failed);
            case Answer.Found found -> read(at, found);
        };
    }

    private static KeyAnswer read(DomainName at, Answer.Found found) {
        List<DkimKeyRecord> keys = new ArrayList<>();
        List<KeyReading.NotAKey> others = new ArrayList<>();
        found.records().stream().limit(MOST_RECORDS).forEach(record -> {
            if (record instanceof ResourceRecord.Txt txt) {
                switch (DkimKeyParser.parse(txt.text())) {
                    case DkimKeyRecord key -> keys.add(key);
                    case KeyReading.NotAKey other -> others.add(other);
                }
            }
        });
        if (keys.isEmpty()) {
            return others.isEmpty() ? new KeyAnswer.NoKey(at, false) : new KeyAnswer.Unusable(at, others);
        }
        return new KeyAnswer.Found(at, keys, found.aliases(), others, found.ttl());
    }
}
