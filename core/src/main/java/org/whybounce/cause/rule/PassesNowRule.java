package org.whybounce.cause.rule;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.bounce.Meaning;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Evidence;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.record.SpfResult;

/// `receiver.local-policy`: refused then, authorised now. The record was mended since and the receiver still held the
/// old one, or the receiver refuses by a rule of its own that wears SPF's words.
///
/// - For it: the evaluation ends in pass now.
/// - Against it: it does not.
/// - What decides: pass now. Then there is nothing to publish, whatever the refusal says.
/// - What mends it: waiting for the record's TTL; after that the receiver's postmaster.
final class PassesNowRule {
    private PassesNowRule() {}

    static Weighed weigh(SpfCase c) {
        if (!c.ends(SpfResult.PASS) || c.domain().isEmpty()) {
            return Weighed.SILENT;
        }
        Evaluation checked = c.now().checked().orElseThrow();
        String by = checked.matched().map(match -> " (" + match.text() + ")").orElse("");
        String then = c.reading().meaning() == Meaning.SPF_UNSPECIFIED
                ? "The receiver names SPF"
                : "The receiver said SPF " + c.stated();
        String ttl = Ttl.ofRecord(checked)
                .map(seconds -> " (resolvers may keep the old one for " + Ttl.words(seconds) + ")")
                .orElse("");
        List<Candidate> outranked = new ArrayList<>();
        outranked.add(new Candidate(
                "spf.sender-not-listed",
                List.of("the receiver said so"),
                List.of(checked.ip() + " is listed now" + by)));
        return new Weighed.Decides(
                new Cause.LocalPolicy(c.domain().get(), checked.ip()),
                then + ", but the record of " + c.domainName() + " authorises " + checked.ip()
                        + " now. Either the record was mended since" + ttl
                        + ", or the receiver has another reason than the one it names.",
                Ttl.ofRecord(checked)
                        .map(seconds -> List.of(Evidence.dns("TTL of the record: " + seconds + " s")))
                        .orElse(List.of()),
                outranked);
    }
}
