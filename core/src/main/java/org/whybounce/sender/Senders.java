package org.whybounce.sender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Fix;

/// Who sends as one domain, and what to do about it.
///
/// @param begin      the first second of the reports, from 1970; 0 if none told its period
/// @param policyNow  what the domain's DMARC record asks for now: `none`, `quarantine`, `reject`; empty without a
/// record
/// @param policySeen what receivers saw last
/// @param days       volume by day, counted from 1970
/// @param fixes      what to publish or to set up, the record first
/// @param limits     what was left out, in sentences
/// @param noDns      why the DNS could not be asked, if it could not
/// @param notes      refusals and reports of single mails, which no aggregate report counts
public record Senders(
        DomainName domain,
        long begin,
        long end,
        long messages,
        long passing,
        long spfAligned,
        long dkimAligned,
        String policyNow,
        String policySeen,
        Map<Long, DomainTally.Volume> days,
        Map<String, DomainTally.Volume> reporters,
        List<SenderGroup> sources,
        List<Remedy> fixes,
        Readiness readiness,
        List<String> limits,
        Optional<String> noDns,
        List<SingleMail> notes) {
    /// One thing to do.
    ///
    /// @param covers  addresses that pass with it and did not
    /// @param mended  messages of the period that would have passed
    public record Remedy(Fix fix, List<org.whybounce.net.IpAddress> covers, long mended) {
        public Remedy {
            covers = List.copyOf(covers);
        }
    }

    public Senders {
        sources = List.copyOf(sources);
        fixes = List.copyOf(fixes);
        limits = List.copyOf(limits);
        notes = List.copyOf(notes);
    }

    /// The same with one more limit told.
    public Senders withLimit(String limit) {
        List<String> more = new java.util.ArrayList<>(limits);
        more.add(limit);
        return new Senders(
                domain,
                begin,
                end,
                messages,
                passing,
                spfAligned,
                dkimAligned,
                policyNow,
                policySeen,
                days,
                reporters,
                sources,
                fixes,
                readiness,
                more,
                noDns,
                notes);
    }

    public List<SenderGroup> of(SenderClass kind) {
        return sources.stream().filter(sender -> sender.kind() == kind).toList();
    }

    /// Messages of the period that the record to publish would have mended.
    public long mended() {
        return fixes.stream()
                .filter(remedy -> remedy.fix() instanceof Fix.Publish)
                .mapToLong(Remedy::mended)
                .sum();
    }
}
