package org.whybounce;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.bounce.Claims;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.KnownFacts;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.cause.look.Investigation;
import org.whybounce.cause.look.SendingService;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.finding.Finding;
import org.whybounce.fix.Fix;
import org.whybounce.fix.RecordEdit;
import org.whybounce.fix.remedy.Remedies;
import org.whybounce.headers.HeaderCode;
import org.whybounce.headers.SpfThenAndNow;
import org.whybounce.message.MessageEvidence;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.text.Claim;
import org.whybounce.vendor.VendorDirectory;

/// What mends a sender that SPF does not pass at the receiver: the very remedies that explaining its bounce
/// gives.
final class HeaderRemedies {
    private final Resolver resolver;

    HeaderRemedies(Resolver resolver) {
        this.resolver = resolver;
    }

    List<Fix> of(Claims claims, MessageEvidence message, List<SpfThenAndNow> spf, List<Finding> findings) {
        boolean unlisted = findings.stream()
                .anyMatch(finding -> finding.code().equals(HeaderCode.SPF_FAIL.code())
                        || finding.code().equals(HeaderCode.SPF_SOFT.code()));
        Optional<Evaluation> failing = spf.stream()
                .filter(check -> check.at() == SpfThenAndNow.At.EVALUATED && !check.byHelo())
                .flatMap(check -> check.decisive().stream())
                .findFirst();
        Optional<DomainName> domain = failing.map(Evaluation::domain).flatMap(DomainName::parse);
        if (!unlisted || domain.isEmpty()) {
            return List.of();
        }
        Asker dns = new Asker(resolver);
        KnownFacts known = new KnownFacts(
                failing.map(Evaluation::ip),
                failing.map(now -> now.asked().mailFrom()),
                Optional.empty(),
                message.fromDomain().map(Claim::value));
        CaseFile file = CaseFile.of(claims, Optional.empty(), Optional.of(message), known);
        DnsEvidence shown = new Investigation(dns, VendorDirectory.builtIn()).look(file);
        Cause cause = failing.get().result() == SpfResult.NONE
                ? new Cause.NoRecord(domain.get(), failing.map(Evaluation::ip))
                : new Cause.SenderNotListed(
                        domain.get(),
                        failing.get().ip(),
                        shown.service().map(SendingService::name),
                        false,
                        Optional.empty());
        return new Remedies(dns).of(file, shown, new Diagnosis.Established(cause, "", List.of(), List.of()));
    }

    /// How to get the first record that is proven, in one sentence.
    static Optional<String> inOneSentence(List<Fix> fixes) {
        return fixes.stream()
                .filter(Fix.Publish.class::isInstance)
                .map(Fix.Publish.class::cast)
                .findFirst()
                .flatMap(publish -> added(publish.edit())
                        .map(term -> "whybounce spf fix " + publish.edit().at() + " --add " + term
                                + " shows the record to publish and its proof."));
    }

    /// The term that a change adds, without the mechanism's name where `--add` takes the address alone.
    private static Optional<String> added(RecordEdit edit) {
        List<String> before = edit.was().stream()
                .flatMap(text -> Stream.of(text.split(" +", 200)))
                .toList();
        return edit.becomes().stream()
                .flatMap(text -> Stream.of(text.split(" +", 200)))
                .filter(term -> !before.contains(term) && !term.startsWith("v=spf1") && !term.endsWith("all"))
                .findFirst()
                .map(term -> term.startsWith("ip4:") || term.startsWith("ip6:") ? term.substring(4) : term);
    }
}
