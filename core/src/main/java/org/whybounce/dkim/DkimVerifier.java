package org.whybounce.dkim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.dkim.DkimOutcome.Defect;
import org.whybounce.dkim.DkimOutcome.Unjudged;
import org.whybounce.dns.Resolver;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.RawField;

/// Verifies every DKIM signature of a message (RFC 6376, section 6).
public final class DkimVerifier {
    /// The name of the field.
    public static final String FIELD = "DKIM-Signature";

    /// Signatures that are verified, from the top: each costs a DNS question and a public-key sum, and nobody signs
    /// more often than a few times.
    public static final int MOST_SIGNATURES = 20;

    private final Resolver resolver;
    private final SignatureJudge judge;

    public DkimVerifier(Resolver resolver) {
        this.resolver = resolver;
        this.judge = new SignatureJudge(resolver, new KeyTries());
    }

    /// One result for each DKIM-Signature field, from the top.
    ///
    /// @param now the time at which the signatures are to hold: that of the receipt, where it is known
    public List<DkimResult> verify(RawMessage message, Instant now) {
        // Keys tried in vain are counted for each mail.
        return new DkimVerifier(resolver).verifyOne(message, now);
    }

    private List<DkimResult> verifyOne(RawMessage message, Instant now) {
        List<RawField> fields = message.all(FIELD);
        BodyHashes bodies = new BodyHashes(message.body());
        List<DkimResult> results = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            SignatureReading reading = DkimParser.parse(fields.get(i));
            results.add(
                    i < MOST_SIGNATURES
                            ? verify(message, i, reading, now, bodies)
                            : unjudged(i, reading, new Unjudged.TooMany(MOST_SIGNATURES)));
        }
        return results;
    }

    private DkimResult verify(RawMessage message, int index, SignatureReading reading, Instant now, BodyHashes bodies) {
        return switch (reading) {
            case SignatureReading.Malformed broken ->
                result(index, reading, new DkimOutcome.PermError(new Defect.Malformed(broken.why())));
            case SignatureReading.Unsupported unknown ->
                unjudged(index, reading, new Unjudged.Unsupported(unknown.why()));
            case DkimSignature signature -> {
                SignatureJudge.Judgement judged = judge.judge(message, signature, now, bodies);
                yield new DkimResult(index, reading, judged.outcome(), judged.parts(), judged.key(), judged.notices());
            }
        };
    }

    private static DkimResult unjudged(int index, SignatureReading reading, Unjudged why) {
        return result(index, reading, new DkimOutcome.Neutral(why));
    }

    private static DkimResult result(int index, SignatureReading reading, DkimOutcome outcome) {
        return new DkimResult(index, reading, outcome, Optional.empty(), Optional.empty(), List.of());
    }
}
