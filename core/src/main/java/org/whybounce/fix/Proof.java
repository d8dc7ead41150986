package org.whybounce.fix;

import java.util.List;
import java.util.Optional;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.intent.Intent;
import org.whybounce.intent.WordReading;
import org.whybounce.net.AddressRanges;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;

/// That a change mends the case and harms nobody. Made by the [Prover] alone, and only if all of it holds; each
/// number is what came out when the change was evaluated over the DNS as it answers now.
public final class Proof {
    private final RecordEdit edit;
    private final List<RecordEdit> also;
    private final Facts facts;

    /// What was evaluated and counted.
    ///
    /// @param before            the failing case as it is now; empty where no single case was given
    /// @param after             the same with the change
    /// @param lookupsBefore     worst case, as the record is now
    /// @param lookupsWorst      worst case with the change
    /// @param voids             lookups that find nothing, worst case, with the change
    /// @param bytes             of the changed records' texts
    /// @param strings           character-strings of the changed records
    /// @param answerBytes       of the answer with every TXT record of the name
    /// @param lost              ranges that passed and would no longer: always empty
    /// @param gained            ranges that would pass and did not
    /// @param neverListedBefore the result for an address that is listed nowhere, as it is now
    /// @param neverListed       the same with the change
    /// @param dmarcBefore       DMARC of the visible From by SPF alone, as it is now; empty where no From is known
    /// @param dmarcAfter        the same with the change
    /// @param meant             damaged terms, each with what it was meant to be: the change is compared with these
    /// @param dropped           terms that are left out, each with the reason
    /// @param voids4            void lookups, each question counted, for an IPv4 client that nothing lists
    /// @param voids6            the same for an IPv6 client
    public record Facts(
            Optional<Evaluation> before,
            Optional<Evaluation> after,
            int lookupsBefore,
            int lookupsWorst,
            int voids,
            int bytes,
            int strings,
            int answerBytes,
            List<IpPrefix> lost,
            List<IpPrefix> gained,
            SpfResult neverListedBefore,
            SpfResult neverListed,
            Optional<DmarcResult> dmarcBefore,
            Optional<DmarcResult> dmarcAfter,
            List<WordReading.Meant> meant,
            List<Intent.Dropped> dropped,
            int voids4,
            int voids6) {
        public Facts {
            meant = List.copyOf(meant);
            dropped = List.copyOf(dropped);
            lost = List.copyOf(lost);
            gained = List.copyOf(gained);
        }
    }

    /// @param beyond what would pass beyond what passed, was meant to pass, or was asked for
    public Proof(RecordEdit edit, List<RecordEdit> also, AddressRanges beyond, Facts facts) {
        this.edit = edit;
        this.also = List.copyOf(also);
        this.facts = facts;
        if (!facts.lost().isEmpty()
                || !beyond.isEmpty()
                || facts.neverListed() == SpfResult.PASS
                || facts.after().filter(each -> each.result() != SpfResult.PASS).isPresent()) {
            throw new IllegalStateException("this change is not proven");
        }
    }

    /// Whether this is the proof of exactly this change.
    boolean of(RecordEdit change, List<RecordEdit> more) {
        return edit.equals(change) && also.equals(more);
    }

    public Facts facts() {
        return facts;
    }

    @Override
    public String toString() {
        return "Proof" + facts;
    }
}
