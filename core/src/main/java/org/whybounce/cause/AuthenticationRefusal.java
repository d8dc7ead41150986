package org.whybounce.cause;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.bounce.Reading;
import org.whybounce.spf.SpfResult;

/// The receiver says that nothing authenticates, or that its rules for senders are not met. Where the address that sent
/// is known and SPF fails for it now, that is the half that DNS can mend; the other half is DKIM.
final class AuthenticationRefusal {
    private AuthenticationRefusal() {}

    static Diagnosis decide(CaseFile file, Shown now, Reading reading) {
        if (now.noDns() || now.checked().isEmpty() || now.checked().get().result() == SpfResult.PASS) {
            return Stated.decide(file, reading);
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Evidence.From.PASTE, reading.span(), reading.reason()));
        evidence.add(Evidence.step("SPF for " + now.checked().get().domain() + " and "
                + now.checked().get().ip() + " evaluates to "
                + now.checked().get().result().word() + " now"));
        String signature = file.message()
                .filter(message -> !message.signatures().isEmpty())
                .map(message -> "its DKIM signature did not hold at the receiver")
                .orElse(file.message().isPresent() ? "it bears no DKIM signature" : "DKIM did not pass");
        return new Diagnosis.Established(
                new Cause.AsStated(reading.meaning(), Side.SENDER_DNS),
                "Nothing authenticates this mail: SPF is "
                        + now.checked().get().result().word() + " for "
                        + now.checked().get().domain() + " from "
                        + now.checked().get().ip() + ", and " + signature
                        + ". One of the two must pass.",
                evidence,
                new ArrayList<>(Causes.weakerReadings(file, reading)));
    }
}
