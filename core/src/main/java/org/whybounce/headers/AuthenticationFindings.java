package org.whybounce.headers;

import java.util.List;
import java.util.Optional;
import org.whybounce.dkim.DkimNotice;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.headers.SpfThenAndNow.At;
import org.whybounce.route.Trust;
import org.whybounce.spf.record.SpfResult;

/// What is wrong with DMARC and the signatures, as they hold now and as the receiver stated.
final class AuthenticationFindings {
    private final HeaderCase it;
    private final List<Finding> findings;

    private AuthenticationFindings(HeaderCase it, List<Finding> findings) {
        this.it = it;
        this.findings = findings;
    }

    /// @param findings those found before, to which these are added
    static void add(HeaderCase it, List<Finding> findings) {
        AuthenticationFindings search = new AuthenticationFindings(it, findings);
        search.authentication();
        search.statedFailures();
    }

    private void add(HeaderCode code, String subject, String text) {
        HeaderCase.add(findings, code, subject, text);
    }

    /// Whether anything was evaluated that DMARC can go by: without, it fails for want of evidence.
    private boolean judged() {
        boolean spfJudged = it.spf().stream()
                .anyMatch(check -> check.at() == At.EVALUATED
                        && !it.way().sawItself(Optional.of(check.client()))
                        && check.decisive()
                                .filter(now -> now.result() != SpfResult.TEMPERROR)
                                .isPresent());
        return spfJudged
                && it.believed("dmarc")
                        .filter(said -> said.result().equals("pass"))
                        .isEmpty();
    }

    private void authentication() {
        it.authentication().dmarc().ifPresent(dmarc -> {
            if (dmarc.outcome() == DmarcResult.Outcome.FAIL
                    && !it.authentication().open()
                    && judged()) {
                boolean asks = dmarc.applies()
                        .filter(policy -> policy != DmarcPolicy.NONE)
                        .isPresent();
                add(
                        asks ? HeaderCode.DMARC_FAIL : HeaderCode.DMARC_FAIL_NONE,
                        dmarc.fromDomain().toString(),
                        "DMARC fails for " + dmarc.fromDomain() + ": " + dmarc.says() + "; the policy is "
                                + dmarc.applies().map(policy -> policy.code()).orElse("none") + ".");
            }
        });
        for (DkimExamination each : it.authentication().dkim()) {
            String whose = whose(each.result());
            switch (each.result().outcome()) {
                case DkimOutcome.Fail _, DkimOutcome.PermError _ ->
                    signature(
                            each.result(),
                            "The signature of " + whose + " does not hold ("
                                    + each.result().outcome().word() + ")."
                                    + each.autopsy()
                                            .map(autopsy -> " " + autopsy.says())
                                            .orElse(""));
                case DkimOutcome.Pass _, DkimOutcome.TempError _, DkimOutcome.Neutral _ -> {}
            }
            each.result()
                    .notices()
                    .forEach(notice -> findings.add(new Finding(
                            notice.code(),
                            notice.kind() == DkimNotice.Kind.WEAK_KEY ? Severity.WARNING : Severity.INFO,
                            whose,
                            HeaderCase.sentence(notice.says()))));
        }
    }

    private static String whose(DkimResult result) {
        return result.signature()
                .map(signature -> signature.domain() + " (selector " + signature.selector() + ")")
                .orElse("field " + (result.index() + 1));
    }

    /// What changed since the receiver saw a signature hold: the key or what receivers take, where the
    /// signature cannot be verified at all; else the text.
    private static String since(DkimOutcome outcome) {
        if (!(outcome instanceof DkimOutcome.PermError(DkimOutcome.Defect why))) {
            return " It held when the receiver verified it: the copy that was pasted is not intact.";
        }
        return switch (why) {
            case DkimOutcome.Defect.KeyMissing _, DkimOutcome.Defect.KeyRevoked _ ->
                " It held when the receiver verified it: the key was taken away since.";
            case DkimOutcome.Defect.HistoricAlgorithm _, DkimOutcome.Defect.KeyTooShort _ ->
                " It held when the receiver verified it, which took what is no longer to be taken (RFC 8301).";
            case DkimOutcome.Defect.Malformed _, DkimOutcome.Defect.KeyUnreadable _, DkimOutcome.Defect.KeyUnfit _ ->
                " It held when the receiver verified it.";
        };
    }

    /// A signature that the receiver saw hold and that does not now: the copy was altered since, or the key
    /// is gone.
    private void signature(DkimResult result, String text) {
        String domain = result.signature()
                .map(signature -> signature.domain().toString())
                .orElse("");
        boolean heldThen = it.stated().stream()
                .anyMatch(said -> said.method().equals("dkim")
                        && said.result().equals("pass")
                        && said.trust() != Trust.FORGEABLE
                        && said.domain().filter(domain::equalsIgnoreCase).isPresent());
        if (heldThen) {
            add(HeaderCode.DKIM_SINCE, domain, text + since(result.outcome()));
        } else if (it.dmarcPasses() || copyMayDiffer()) {
            add(HeaderCode.DKIM_UNPROVEN, domain, text);
        } else {
            add(HeaderCode.DKIM_FAIL, domain, text);
        }
    }

    /// What bounces return and what pages show is often cut or re-wrapped; a signature that fails there
    /// proves nothing.
    private boolean copyMayDiffer() {
        return it.returned() || !it.message().headers().damage().isEmpty();
    }

    private void statedFailures() {
        boolean dmarcFails = false;
        Optional<StatedResult> dmarc =
                it.believed("dmarc").filter(said -> said.result().equals("fail"));
        if (dmarc.isPresent()) {
            dmarcFails = true;
        }
        boolean foundOut = findings.stream()
                .anyMatch(finding -> finding.code().equals(HeaderCode.DMARC_FAIL.code())
                        || finding.code().equals(HeaderCode.DMARC_FAIL_NONE.code()));
        if (dmarc.isPresent() && !foundOut) {
            add(
                    HeaderCode.DMARC_STATED_FAIL,
                    dmarc.get().domain().orElse(""),
                    "The receiver says that DMARC failed"
                            + dmarc.get().domain().map(name -> " for " + name).orElse("") + ".");
        }
        boolean evaluated = it.spf().stream()
                .anyMatch(check -> check.at() == At.EVALUATED && check.ours().isPresent());
        Optional<StatedResult> failed = it.receivers("spf")
                .filter(said -> said.spfResult()
                        .filter(r -> r == SpfResult.FAIL || r == SpfResult.PERMERROR)
                        .isPresent());
        if (failed.isPresent() && !evaluated && !dmarcFails && !it.dmarcPasses()) {
            add(
                    HeaderCode.SPF_STATED_FAIL,
                    failed.get().domain().orElse(""),
                    "The receiver says " + failed.get().result() + " of SPF"
                            + failed.get().domain().map(name -> " for " + name).orElse("") + ".");
        }
        it.believed("dkim")
                .filter(said -> said.result().equals("fail") || said.result().equals("permerror"))
                .ifPresent(said -> {
                    if (!it.dmarcPasses()
                            && it.stated().stream()
                                    .noneMatch(other -> other.method().equals("dkim")
                                            && other.trust() == Trust.BELIEVED
                                            && other.result().equals("pass"))) {
                        add(
                                HeaderCode.DKIM_STATED_FAIL,
                                said.domain().orElse(""),
                                "The receiver says " + said.result() + " of the signature"
                                        + said.domain()
                                                .map(name -> " by " + name)
                                                .orElse("")
                                        + said.reason()
                                                .map(reason -> ": " + reason)
                                                .orElse("") + ".");
                    }
                });
    }
}
