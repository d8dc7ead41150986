package org.whybounce.dkim.autopsy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.budget.CpuTime;
import org.whybounce.dkim.BodyHashes;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.DkimVerifier;
import org.whybounce.dkim.Parts;
import org.whybounce.dns.Resolver;
import org.whybounce.message.HeaderBlock.Damage;
import org.whybounce.message.RawMessage;

/// A signature verified and, where it does not hold, looked into.
///
/// @param autopsy  empty if the signature holds or there is nothing to look into
/// @param bodyHash of the body as it is now, to lay beside `bh=`; empty unless the body was altered
public record DkimExamination(DkimResult result, Optional<Autopsy> autopsy, Optional<String> bodyHash) {
    /// Autopsies for one message: the second signature mostly fails for the same reason, and each may take a second.
    public static final int MOST_AUTOPSIES = 3;

    /// Every DKIM signature of a message, from the top.
    ///
    /// @param now    the time at which the signatures are to hold: that of the receipt, where it is known
    /// @param damage what the reader of the pasted headers repaired; none for a mail from a file
    public static List<DkimExamination> of(RawMessage message, Resolver resolver, Instant now, Set<Damage> damage) {
        BodyHashes bodies = new BodyHashes(message.body());
        return new DkimVerifier(resolver)
                .verify(message, now).stream()
                        .map(result -> new DkimExamination(
                                result,
                                result.index() < MOST_AUTOPSIES && CpuTime.left()
                                        ? DkimAutopsy.of(message, result, damage)
                                        : Optional.empty(),
                                result.parts()
                                        .filter(parts -> parts.body() == Parts.BodyPart.ALTERED)
                                        .flatMap(_ -> result.signature())
                                        .map(bodies::of)))
                        .toList();
    }
}
