package org.whybounce.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Overlay;
import org.whybounce.dns.Resolver;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.tree.AddressSet;
import org.whybounce.spf.tree.SpfTree;

/// A record without some of its terms, beside the record as it is.
///
/// @param record  the record as it is
/// @param terms   its terms as they stand, in order, with whether each stays
/// @param becomes the record without those that go; the same where none goes
public record WithoutTerms(
        DomainName domain,
        String record,
        List<TermKept> terms,
        String becomes,
        SpfTree before,
        SpfTree after,
        AddressSet.Difference difference) {
    public WithoutTerms {
        terms = List.copyOf(terms);
    }

    /// A term as it stands and whether it stays.
    ///
    /// @param fixed whether it cannot go: the version, and the `all` at the end, which says what becomes of
    /// the rest
    public record TermKept(String text, boolean stays, boolean fixed) {}

    /// Empty where there is no record to look at.
    ///
    /// @param stay whether a term stays, asked of each that could go
    public static Optional<WithoutTerms> of(DomainName domain, Predicate<String> stay, Resolver resolver) {
        SpfTree before = SpfTree.of(resolver, domain);
        Optional<SpfRecord> record = before.root().record();
        if (record.isEmpty()) {
            return Optional.empty();
        }
        String text = record.get().text();
        List<TermKept> terms = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String term : text.strip().split("\\s+", -1)) {
            boolean fixed = fixed(term);
            boolean stays = fixed || stay.test(term);
            terms.add(new TermKept(term, stays, fixed));
            if (stays) {
                kept.add(term);
            }
        }
        String becomes = String.join(" ", kept);
        SpfTree after = kept.size() == terms.size()
                ? before
                : SpfTree.of(Overlay.txt(resolver, domain, List.of(becomes)), domain);
        return Optional.of(new WithoutTerms(
                domain,
                text,
                terms,
                becomes,
                before,
                after,
                AddressSet.of(before).difference(AddressSet.of(after))));
    }

    private static boolean fixed(String term) {
        String lower = term.toLowerCase(Locale.ROOT);
        return lower.equals("v=spf1")
                || lower.equals("all")
                || lower.length() == 4 && lower.endsWith("all") && "+?~-".indexOf(lower.charAt(0)) >= 0;
    }
}
