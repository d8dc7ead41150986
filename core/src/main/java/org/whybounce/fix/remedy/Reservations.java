package org.whybounce.fix.remedy;

import java.util.List;
import java.util.Optional;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Fix;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.Term;
import org.whybounce.text.Visible;

/// What the record as it stands says against listing an address. Its keeper may have changed their mind; nobody else
/// may.
final class Reservations {
    private Reservations() {}

    /// @param known whether the address is known to be one of the domain's own
    static Optional<Fix.Condition> of(DnsEvidence shown, IpAddress ip, DomainName at, boolean known) {
        return shown.checked()
                .filter(checked -> checked.domain().equalsIgnoreCase(at.toString()))
                .flatMap(checked -> refusedByName(checked, ip, at)
                        .or(() -> known ? Optional.empty() : neverSends(checked, ip, at)));
    }

    /// A term of its own matches the address and refuses it.
    private static Optional<Fix.Condition> refusedByName(Evaluation checked, IpAddress ip, DomainName at) {
        return checked.matched()
                .filter(match -> match.term() instanceof Term.Directive directive
                        && !(directive.mechanism() instanceof Mechanism.All)
                        && directive.qualifier() != Qualifier.PASS)
                .map(match -> new Fix.Condition(
                        "if " + ip + " is to send for " + at + " from now on",
                        "The record keeps it out by a term of its own, ‘" + Visible.line(match.text(), 80)
                                + "’. If that still holds, list nothing: the refusal is what the record asks for."));
    }

    /// RFC 7208, section 10.1.2 and its errata: a record of `-all` alone says that no mail is sent.
    private static Optional<Fix.Condition> neverSends(Evaluation checked, IpAddress ip, DomainName at) {
        return checked.recordFound()
                .map(SpfRecord::terms)
                .filter(Reservations::refusesAll)
                .map(_ -> new Fix.Condition(
                        "if " + at + " is to send mail from now on",
                        "Its record says that it never does (‘-all’ alone), so the mail from " + ip
                                + " was probably forged. Then nothing is to be done."));
    }

    private static boolean refusesAll(List<Term> terms) {
        return terms.stream()
                        .filter(Term.Directive.class::isInstance)
                        .map(Term.Directive.class::cast)
                        .allMatch(directive -> directive.mechanism() instanceof Mechanism.All
                                && directive.qualifier() == Qualifier.FAIL)
                && terms.stream().anyMatch(Term.Directive.class::isInstance)
                && terms.stream().noneMatch(Term.Redirect.class::isInstance);
    }
}
