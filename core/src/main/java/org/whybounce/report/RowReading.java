package org.whybounce.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.sender.RowStatement;

/// What one record states, made of its pieces.
///
/// Where a producer leaves out what it evaluated, it is worked out from the authentication results: DMARC passes if a
/// domain that passed is aligned with the From (RFC 9989, section 4.4).
final class RowReading {
    private boolean strictSpf;
    private boolean strictDkim;
    private String domain = "";
    private boolean computed;

    /// @param domain whose policy was applied; it stands in where a record names no From
    void policy(String domain, boolean strictSpf, boolean strictDkim) {
        this.domain = domain;
        this.strictSpf = strictSpf;
        this.strictDkim = strictDkim;
    }

    /// Whether the record read last lacked what its receiver evaluated or its From, so that the policy helped out; what
    /// it states then holds for no other report.
    boolean computed() {
        return computed;
    }

    RowStatement seen(RowText row) {
        String headerFrom = "";
        String envelopeFrom = "";
        String disposition = "";
        String policySpf = "";
        String policyDkim = "";
        List<String> reasons = new ArrayList<>();
        List<RowStatement.Spf> spf = new ArrayList<>();
        List<RowStatement.Dkim> dkim = new ArrayList<>();
        for (int i = 0; i < row.pieces(); i++) {
            String text = row.text(i);
            switch (row.field(i)) {
                case DISPOSITION -> disposition = lower(text);
                case POLICY_DKIM -> policyDkim = lower(text);
                case POLICY_SPF -> policySpf = lower(text);
                case REASON -> {
                    if (!text.isEmpty()) {
                        reasons.add(lower(text));
                    }
                }
                case HEADER_FROM -> headerFrom = name(text);
                case ENVELOPE_FROM -> envelopeFrom = name(text);
                case NEW_SPF -> spf.add(new RowStatement.Spf("", "", ""));
                case SPF_DOMAIN -> last(spf, each -> new RowStatement.Spf(name(text), each.scope(), each.result()));
                case SPF_SCOPE -> last(spf, each -> new RowStatement.Spf(each.domain(), lower(text), each.result()));
                case SPF_RESULT -> last(spf, each -> new RowStatement.Spf(each.domain(), each.scope(), lower(text)));
                case NEW_DKIM -> dkim.add(new RowStatement.Dkim("", "", ""));
                case DKIM_DOMAIN ->
                    last(dkim, each -> new RowStatement.Dkim(name(text), each.selector(), each.result()));
                case DKIM_SELECTOR ->
                    last(dkim, each -> new RowStatement.Dkim(each.domain(), lower(text), each.result()));
                case DKIM_RESULT ->
                    last(dkim, each -> new RowStatement.Dkim(each.domain(), each.selector(), lower(text)));
            }
        }
        spf.removeIf(each -> each.domain().isEmpty() && each.result().isEmpty());
        dkim.removeIf(each -> each.domain().isEmpty() || each.result().equals("none"));
        computed = policySpf.isEmpty() || policyDkim.isEmpty();
        String from = headerFrom.isEmpty() ? domain : headerFrom;
        boolean spfAligned = policySpf.isEmpty()
                ? spf.stream()
                        .anyMatch(each -> each.passed() && each.mailFrom() && aligned(each.domain(), from, strictSpf))
                : policySpf.equals("pass");
        boolean dkimAligned = policyDkim.isEmpty()
                ? dkim.stream().anyMatch(each -> each.passed() && aligned(each.domain(), from, strictDkim))
                : policyDkim.equals("pass");
        return new RowStatement(
                headerFrom,
                envelopeFrom.isEmpty() ? Optional.empty() : Optional.of(envelopeFrom),
                spfAligned,
                dkimAligned,
                disposition,
                reasons.stream().distinct().toList(),
                spf,
                dkim);
    }

    private static <T> void last(List<T> list, java.util.function.UnaryOperator<T> change) {
        if (!list.isEmpty()) {
            list.set(list.size() - 1, change.apply(list.getLast()));
        }
    }

    static boolean aligned(String domain, String from, boolean strict) {
        if (domain.equals(from)) {
            return !domain.isEmpty();
        }
        Optional<DomainName> one = DomainName.parse(domain);
        Optional<DomainName> other = DomainName.parse(from);
        return !strict
                && one.isPresent()
                && other.isPresent()
                && PublicSuffixes.organisation(one.get()).equals(PublicSuffixes.organisation(other.get()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// A domain as it is compared: of a whole address what stands behind the @, without a final dot, in A-labels.
    static String name(String text) {
        String word = lower(text.strip());
        word = word.substring(word.lastIndexOf('@') + 1);
        if (word.endsWith(">")) {
            word = word.substring(0, word.length() - 1);
        }
        return DomainName.parse(word).map(DomainName::toString).orElse(word);
    }
}
