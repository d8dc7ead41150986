package org.whybounce;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.look.DnsEvidence;
import org.whybounce.dns.Resolver;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.intake.Pasted;
import org.whybounce.spf.finding.SpfCode;
import org.whybounce.spf.finding.SpfFindings;
import org.whybounce.spf.tree.SpfTree;

/// What is to be said about the record of the domain checked beside the verdict. It never changes the verdict: a person
/// with a full mailbox is not sent to their DNS.
final class CaseFindings {
    private CaseFindings() {}

    static List<Finding> of(Pasted pasted, CaseFile file, Resolver resolver, DnsEvidence shown, Diagnosis diagnosis) {
        if (shown.tree().isEmpty()) {
            return List.of();
        }
        SpfTree tree = shown.tree().get();
        return switch (diagnosis) {
            case Diagnosis.Established established ->
                aboutAuthentication(established.cause())
                        ? beside(pasted, file, resolver, tree).stream()
                                .filter(finding -> !saysTheSame(finding, established.cause()))
                                .toList()
                        : List.of();
            case Diagnosis.Open _ -> beside(pasted, file, resolver, tree);
            case Diagnosis.NoRefusal _ ->
                Stream.concat(
                                found(resolver, tree, Severity.INFO).stream(),
                                overLimit(shown, found(resolver, tree, Severity.ERROR)).stream())
                        .toList();
        };
    }

    /// Too many lookups on the way of the address asked about, where the tree without an address cannot show it: a
    /// macro
    /// leads elsewhere for each.
    private static Optional<Finding> overLimit(DnsEvidence shown, List<Finding> errors) {
        return shown.checked()
                .or(shown::anyAddress)
                .filter(evaluation -> errors.isEmpty()
                        && evaluation
                                .permanent()
                                .filter(error -> error.kind().equals("too-many-lookups"))
                                .isPresent())
                .map(evaluation -> SpfCode.LOOKUPS_OVER.finding(
                        evaluation.domain(),
                        "The evaluation for " + evaluation.ip()
                                + " needs more than 10 DNS lookups, so that receivers answer permerror."));
    }

    private static List<Finding> beside(Pasted pasted, CaseFile file, Resolver resolver, SpfTree tree) {
        return Stream.concat(
                        StrayRecord.find(pasted.text(), file, resolver).stream(),
                        found(resolver, tree, Severity.WARNING).stream())
                .toList();
    }

    private static List<Finding> found(Resolver resolver, SpfTree tree, Severity least) {
        return SpfFindings.of(resolver, tree).stream()
                .filter(finding -> finding.level().compareTo(least) <= 0)
                .sorted(Comparator.comparing(Finding::level))
                .toList();
    }

    /// Findings that only repeat the verdict.
    private static boolean saysTheSame(Finding finding, Cause cause) {
        return switch (cause) {
            case Cause.NoRecord _, Cause.HeloFailed _ ->
                finding.code().equals(SpfCode.RECORD_NONE.code())
                        || finding.code().equals(SpfCode.RECORD_NO_SUCH_NAME.code());
            case Cause.DnsTrouble _ -> finding.code().equals(SpfCode.DNS.code());
            default -> false;
        };
    }

    private static boolean aboutAuthentication(Cause cause) {
        return switch (cause) {
            case Cause.SenderNotListed _,
                    Cause.AnotherDomainChecked _,
                    Cause.RecordBroken _,
                    Cause.NoRecord _,
                    Cause.HeloFailed _,
                    Cause.DnsTrouble _,
                    Cause.DmarcPolicy _,
                    Cause.LocalPolicy _ -> true;
            case Cause.AsStated stated ->
                switch (stated.meaning()) {
                    case AUTH_NONE, AUTH_REQUIREMENTS -> true;
                    default -> false;
                };
            case Cause.Forwarded _, Cause.ReceiverFault _, Cause.VendorPool _ -> false;
        };
    }
}
