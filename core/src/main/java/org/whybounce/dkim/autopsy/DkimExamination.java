package org.whybounce.dkim.autopsy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.budget.CpuTime;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dkim.DkimVerifier;
import org.whybounce.dkim.KeyTries;
import org.whybounce.dns.Resolver;
import org.whybounce.message.HeaderBlock.Damage;
import org.whybounce.message.RawMessage;

/// A signature verified and, where it does not hold, looked into.
///
/// @param autopsy empty if the signature holds or there is nothing to look into
public record DkimExamination(DkimResult result, Optional<Autopsy> autopsy) {
    /// Autopsies for one message: the second signature mostly fails for the same reason, and each may take a second.
    public static final int MOST_AUTOPSIES = 3;

    /// Every DKIM signature of a message, from the top.
    ///
    /// @param now    the time at which the signatures are to hold: that of the receipt, where it is known
    /// @param damage what the reader of the pasted headers repaired; none for a mail from a file
    public static List<DkimExamination> of(RawMessage message, Resolver resolver, Instant now, Set<Damage> damage) {
        return of(message, resolver, new KeyTries(), now, damage);
    }

    /// @param tries shared with whatever else verifies for the same mail
    public static List<DkimExamination> of(
            RawMessage message, Resolver resolver, KeyTries tries, Instant now, Set<Damage> damage) {
        return new DkimVerifier(resolver, tries)
                .verify(message, now).stream()
                        .map(result -> new DkimExamination(
                                result,
                                result.index() < MOST_AUTOPSIES && CpuTime.left()
                                        ? DkimAutopsy.of(message, result, damage)
                                        : Optional.empty()))
                        .toList();
    }
}
