package org.whybounce.dmarc;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;

/// What DMARC says to one message.
///
/// @param fromDomain   the visible sender's domain
/// @param walk         the way to its organisational domain
/// @param record       the record that applies
/// @param source       whose record that is
/// @param tag          p, sp or np: the tag that applies
/// @param requested    what that tag asks for
/// @param applies      the same after `t=y`
/// @param exists       whether the From domain exists in the DNS; true where it did not matter
/// @param alignments   one for each identifier
/// @param outcome      the result
/// @param says         why, in one sentence
/// @param bySuffixList what a receiver finds that still uses the public suffix list
public record DmarcResult(
        DomainName fromDomain,
        TreeWalk walk,
        Optional<DmarcRecord> record,
        Source source,
        String tag,
        Optional<DmarcPolicy> requested,
        Optional<DmarcPolicy> applies,
        boolean exists,
        List<Alignment> alignments,
        Outcome outcome,
        String says,
        BySuffixList bySuffixList) {
    public DmarcResult {
        alignments = List.copyOf(alignments);
    }

    public enum Outcome {
        PASS,
        FAIL,
        /// No record applies, so nothing is asked.
        NONE,
        /// The DNS did not answer.
        TEMPERROR
    }

    /// Whose record applies.
    public enum Source {
        FROM_DOMAIN,
        ORGANISATION,
        PUBLIC_SUFFIX,
        NOBODY
    }

    /// The way of RFC 7489.
    ///
    /// @param organisation the registrable domain of the From domain
    /// @param recordAt     where the record lies that applies
    /// @param requested    what it asks for
    /// @param outcome      the result that way
    /// @param differs      how it differs from the tree walk, if it does
    public record BySuffixList(
            DomainName organisation,
            Optional<DomainName> recordAt,
            Optional<DmarcPolicy> requested,
            Outcome outcome,
            Optional<String> differs) {}

    /// Whether SPF passed for an aligned domain; empty if SPF was not evaluated.
    public Optional<Boolean> spfAligned() {
        return aligned(Alignment.Method.SPF);
    }

    public Optional<Boolean> dkimAligned() {
        return aligned(Alignment.Method.DKIM);
    }

    private Optional<Boolean> aligned(Alignment.Method method) {
        List<Alignment> those = alignments.stream()
                .filter(alignment -> alignment.method() == method)
                .toList();
        return those.isEmpty() ? Optional.empty() : Optional.of(those.stream().anyMatch(Alignment::carries));
    }
}
