package org.whybounce.headers;

import java.util.List;
import java.util.Optional;
import org.whybounce.finding.Finding;
import org.whybounce.headers.SpfThenAndNow.At;
import org.whybounce.headers.SpfThenAndNow.Difference;
import org.whybounce.route.Forwarding;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;

/// What is wrong with SPF, for the client that handed the message over and for those inside.
final class HeaderSpfFindings {
    private final HeaderCase it;
    private final List<Finding> findings;

    private HeaderSpfFindings(HeaderCase it, List<Finding> findings) {
        this.it = it;
        this.findings = findings;
    }

    /// @param findings those found before, to which these are added
    static void add(HeaderCase it, List<Finding> findings) {
        HeaderSpfFindings search = new HeaderSpfFindings(it, findings);
        search.spf();
    }

    private void add(HeaderCode code, String subject, String text) {
        HeaderCase.add(findings, code, subject, text);
    }

    private void spf() {
        for (SpfThenAndNow check : it.spf()) {
            if (check.at() == At.INSIDE && check.stated().isEmpty()) {
                continue;
            }
            if (check.at() == At.INSIDE) {
                add(
                        HeaderCode.GATEWAY_JUDGED,
                        check.client().ip().value().toString(),
                        "The receiver evaluated SPF for its own gateway at "
                                + check.client().ip().value() + " ("
                                + check.stated().map(StatedResult::result).orElse("no result stated")
                                + "): that says nothing about the sender. The receiver should tell its servers about"
                                + " the gateway.");
                continue;
            }
            boolean sawItself = check.at() == At.EVALUATED && it.way().sawItself(Optional.of(check.client()));
            if (sawItself && check.result().filter(SpfResult.PASS::equals).isPresent()) {
                continue;
            }
            if (sawItself) {
                add(
                        HeaderCode.CHECKED_ITSELF,
                        check.client().ip().value().toString(),
                        "The receiver saw its own address in place of the sender's, so SPF judged its own server: no"
                                + " DNS record can help.");
                continue;
            }
            if (!check.client().ip().value().scope().publiclySeen()
                    && check.client().stated()) {
                add(
                        HeaderCode.CHECKED_ITSELF,
                        check.client().ip().value().toString(),
                        "The receiver evaluated SPF for " + check.client().ip().value() + ", "
                                + check.client().ip().value().scope().words()
                                + ": it saw one of its own machines and not the sender. No DNS record can help.");
                continue;
            }
            if (check.at() == At.EVALUATED) {
                check.decisive().ifPresent(now -> evaluated(now, check.byHelo()));
            }
            if (differs(check.difference()) && check.decisive().isPresent()) {
                add(HeaderCode.SPF_DIFFERS, check.client().ip().value().toString(), HeaderCase.sentence(check.says()));
            }
        }
    }

    private static boolean differs(Difference difference) {
        return switch (difference) {
            case SAME, NOT_STATED, NOT_EVALUATED -> false;
            case OTHER_ADDRESS, OTHER_IDENTITY, TEMPORARY_THEN, TEMPORARY_NOW, ANOTHER_WORD, RECORD_CHANGED -> true;
        };
    }

    private void evaluated(Evaluation evaluation, boolean byHelo) {
        SpfResult result = evaluation.result();
        if (result == SpfResult.PASS || result == SpfResult.TEMPERROR) {
            return;
        }
        // Few hosts have an SPF record of their own, and notices with an empty MAIL FROM need none.
        if (byHelo && result != SpfResult.FAIL) {
            return;
        }
        Optional<SpfThenAndNow> before = it.spf().stream()
                .filter(check -> check.at() == At.BEFORE_FORWARDING)
                .filter(check -> check.result().filter(r -> r == SpfResult.PASS).isPresent())
                .findFirst();
        String what = evaluation.domain() + " gives " + result.word() + " to " + evaluation.ip();
        if (before.isPresent()
                && result != SpfResult.NONE
                && it.way().forwarding().certain()) {
            String text =
                    "SPF broke where the message was sent on: " + what + ", the server that sent it on, and passes "
                            + before.get().client().ip().value() + ", where it set out.";
            if (it.dmarcPasses()) {
                add(HeaderCode.SPF_HARMLESS, evaluation.domain(), text + " DMARC passes all the same.");
            } else {
                add(HeaderCode.FORWARDING_BROKE_SPF, evaluation.domain(), text);
            }
            return;
        }
        if (it.dmarcPasses()) {
            add(
                    HeaderCode.SPF_HARMLESS,
                    evaluation.domain(),
                    "SPF does not pass: " + what + ". DMARC passes without it.");
            return;
        }
        String perhaps = it.way().forwarding().status() == Forwarding.Status.LIKELY && result != SpfResult.NONE
                ? " That it was sent on would explain it, and nothing proves that it was."
                : "";
        switch (result) {
            case FAIL -> add(HeaderCode.SPF_FAIL, evaluation.domain(), "SPF fails: " + what + "." + perhaps);
            case PERMERROR -> add(HeaderCode.SPF_BROKEN, evaluation.domain(), "SPF cannot be evaluated: " + what + ".");
            case SOFTFAIL, NEUTRAL, NONE ->
                add(HeaderCode.SPF_SOFT, evaluation.domain(), "SPF does not pass: " + what + "." + perhaps);
            case PASS, TEMPERROR -> {}
        }
    }
}
