package org.whybounce.row;

import java.util.List;
import java.util.OptionalInt;

/// What a domain publishes, in one row of a table.
///
/// @param domain  as it was given, in A-labels
/// @param lookups the most that any address costs, counted on past the limit; empty where there is no record to count,
///                or where it leads back to itself
/// @param voids   terms that find nothing
/// @param all     what an address gets that nothing matches: `fail`, `softfail`, `neutral`, `pass`; `none` where the
///                record has no `all`, or there is no record
/// @param mx      MX records that name a host; empty if the DNS did not answer
/// @param codes   of what is wrong, the gravest first
/// @param harm    `error`, `warning`, `notice` or `ok`: the gravest of them
/// @param asked   questions that this domain cost; what was kept from another costs none
public record DomainRow(
        String domain,
        Spf spf,
        OptionalInt lookups,
        int voids,
        String all,
        Dmarc dmarc,
        OptionalInt mx,
        List<String> codes,
        String harm,
        int asked) {
    public DomainRow {
        codes = List.copyOf(codes);
    }

    public enum Spf {
        NONE("none"),
        OK("ok"),
        PERMERROR("permerror"),
        TEMPERROR("temperror");

        private final String word;

        Spf(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public enum Dmarc {
        NONE("none"),
        P_NONE("p=none"),
        QUARANTINE("quarantine"),
        REJECT("reject"),
        /// Several records, one that is nearly one, or a policy that is none: receivers do not do what was meant.
        INVALID("invalid"),
        TEMPERROR("temperror");

        private final String word;

        Dmarc(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// Whether the DNS left something unanswered, so that asking again may tell more.
    public boolean temporary() {
        return spf == Spf.TEMPERROR || dmarc == Dmarc.TEMPERROR || mx.isEmpty();
    }
}
