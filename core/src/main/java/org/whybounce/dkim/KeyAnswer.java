package org.whybounce.dkim;

import java.util.List;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.ResourceRecord;

/// What the DNS says at a selector.
public sealed interface KeyAnswer {
    /// `SELECTOR._domainkey.DOMAIN`
    DomainName at();

    /// @param records the key records; several are against RFC 6376, section 3.6.2.2, and each may be tried
    /// @param aliases the CNAME records that led there, in order
    /// @param others  TXT records at the same name that are no keys
    record Found(
            DomainName at,
            List<DkimKeyRecord> records,
            List<ResourceRecord.Cname> aliases,
            List<KeyReading.NotAKey> others,
            long ttl)
            implements KeyAnswer {
        public Found {
            if (records.isEmpty()) {
                throw new IllegalArgumentException("an answer without keys is NoKey or Unusable");
            }
            records = List.copyOf(records);
            aliases = List.copyOf(aliases);
            others = List.copyOf(others);
        }
    }

    /// @param noSuchName whether the DNS said NXDOMAIN, else there is no TXT record at the name
    record NoKey(DomainName at, boolean noSuchName) implements KeyAnswer {}

    /// There are TXT records, and none is a key.
    record Unusable(DomainName at, List<KeyReading.NotAKey> records) implements KeyAnswer {
        public Unusable {
            records = List.copyOf(records);
        }
    }

    record NoAnswer(DomainName at, Question question, Answer.Failed answer) implements KeyAnswer {}
}
