package org.whybounce.words.headline;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.Explanation;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.net.IpAddress;
import org.whybounce.service.SentThrough;
import org.whybounce.text.Claim;
import org.whybounce.text.Visible;

/// The verdict of an explanation in one everyday sentence.
public final class Headline {
    /// A name in a sentence; what is longer was written to fill the page.
    private static final int LONGEST_NAME = 120;

    private Headline() {}

    /// Empty unless a cause is established.
    public static Optional<String> of(Explanation explanation, Optional<SentThrough> sent) {
        if (!(explanation.diagnosis() instanceof Diagnosis.Established established)) {
            return Optional.empty();
        }
        Cause cause = established.cause();
        return Headlines.of(cause.code(), cause.kind().orElse(""), known(explanation.file(), cause, sent));
    }

    /// What to call the one who refused, at the beginning of a sentence.
    public static String receiver(Optional<Refusal> refusal) {
        return Receiver.of(refusal);
    }

    private static Map<String, String> known(CaseFile file, Cause cause, Optional<SentThrough> sent) {
        Map<String, String> known = new HashMap<>();
        Optional<Refusal> refusal = file.refusal();
        known.put("receiver", Receiver.of(refusal));
        known.put("refused", refusal.flatMap(Refusal::temporary).orElse(false) ? "put off" : "refused");
        put(known, "service", service(cause).or(() -> sent.map(s -> s.vendor().shortName())));
        put(
                known,
                "checked",
                checked(cause)
                        .or(() -> file.checkedDomain().map(fact -> fact.value().toString())));
        put(known, "from", file.fromDomain().map(fact -> fact.value().toString()));
        put(known, "ip", file.ip().map(fact -> fact.value()).map(IpAddress::toString));
        put(known, "helo", file.helo().map(fact -> fact.value().toString()));
        put(known, "recipient", refusal.flatMap(Refusal::recipient).map(Claim::value));
        put(known, "list", file.wording().listName().map(Claim::value));
        return known;
    }

    /// The service that the cause itself names: the one whose address was looked up.
    private static Optional<String> service(Cause cause) {
        return switch (cause) {
            case Cause.SenderNotListed notListed -> notListed.vendor();
            case Cause.AnotherDomainChecked another -> another.vendor();
            case Cause.VendorPool pool -> Optional.of(pool.vendor());
            default -> Optional.empty();
        };
    }

    private static Optional<String> checked(Cause cause) {
        return switch (cause) {
            case Cause.SenderNotListed notListed ->
                Optional.of(notListed.domain().toString());
            case Cause.AnotherDomainChecked another ->
                Optional.of(another.checked().toString());
            case Cause.RecordBroken broken -> Optional.of(broken.domain().toString());
            case Cause.Forwarded forwarded -> Optional.of(forwarded.domain().toString());
            case Cause.NoRecord none -> Optional.of(none.domain().toString());
            case Cause.LocalPolicy local -> Optional.of(local.domain().toString());
            default -> Optional.empty();
        };
    }

    private static void put(Map<String, String> known, String place, Optional<String> value) {
        value.map(text -> Visible.line(text, LONGEST_NAME))
                .map(text -> text.strip().toLowerCase(Locale.ROOT).equals("unknown") ? "" : text.strip())
                .ifPresent(text -> known.put(place, text));
    }
}
