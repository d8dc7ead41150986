package org.whybounce.dkim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whybounce.dkim.DkimNotice.Kind;
import org.whybounce.message.RawMessage;

/// What is worth knowing about a signature beside its outcome.
public final class Notices {
    /// Fields that a reader sees or that steer how a body is shown. RFC 6376, section 5.4.1, names them among
    /// those to
    /// sign.
    private static final List<String> SEEN =
            List.of("subject", "to", "cc", "date", "reply-to", "mime-version", "content-type");

    /// Fields that stand in a message once (RFC 5322, section 3.6); programs differ over which of two they show.
    private static final List<String> ONCE =
            List.of("from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "content-type");

    /// Clocks differ so much without anyone being to blame.
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    private Notices() {}

    static List<DkimNotice> of(
            RawMessage message,
            DkimSignature signature,
            Instant now,
            BodyHashes bodies,
            KeyAnswer.Found found,
            DkimKeyRecord key) {
        List<DkimNotice> notices = new ArrayList<>();
        ofKey(notices, found, key);
        long whole = bodies.canonical(signature.body()).length;
        signature.length().ifPresent(length -> {
            if (length < whole && !bodies.missing()) {
                notices.add(new DkimNotice(
                        Kind.BODY_LENGTH,
                        "l= signs only the first " + length + " of " + whole
                                + " bytes of the body: what follows is not the signer's"));
            }
        });
        signature
                .signedAt()
                .filter(at -> at.isAfter(now.plus(CLOCKS)))
                .ifPresent(at ->
                        notices.add(new DkimNotice(Kind.FUTURE, "it says that it was made later than now, at " + at)));
        ofHeaders(notices, message, signature);
        return notices;
    }

    private static void ofKey(List<DkimNotice> notices, KeyAnswer.Found found, DkimKeyRecord key) {
        if (key.weak()) {
            notices.add(new DkimNotice(
                    Kind.WEAK_KEY,
                    "the RSA key at " + found.at() + " has " + key.bits().orElse(0) + " bits; "
                            + DkimKeyRecord.GOOD_RSA_BITS + " are asked for today"));
        }
        if (key.testing()) {
            notices.add(new DkimNotice(
                    Kind.TESTING,
                    "the key says t=y: the domain only tests DKIM, and receivers treat its mail as unsigned"));
        }
        if (found.records().size() > 1) {
            notices.add(new DkimNotice(
                    Kind.SEVERAL_KEYS,
                    found.records().size() + " keys lie at " + found.at()
                            + ", where one is allowed: receivers differ over which they take"));
        }
        if (!found.others().isEmpty()) {
            notices.add(new DkimNotice(
                    Kind.OTHER_RECORDS, "beside the key, " + found.at() + " has TXT records that are no keys"));
        }
        if (!found.aliases().isEmpty()) {
            notices.add(new DkimNotice(
                    Kind.ALIAS,
                    "the key lies with " + found.aliases().getLast().target() + ", which " + found.at()
                            + " is an alias of"));
        }
        for (String remark : key.remarks()) {
            notices.add(new DkimNotice(Kind.KEY_REMARK, "about the key at " + found.at() + ": " + remark));
        }
    }

    private static void ofHeaders(List<DkimNotice> notices, RawMessage message, DkimSignature signature) {
        List<String> unsigned = new ArrayList<>();
        for (String name : SEEN) {
            if (signature.timesSigned(name) == 0 && !message.all(name).isEmpty()) {
                unsigned.add(written(name));
            }
        }
        if (!unsigned.isEmpty()) {
            notices.add(new DkimNotice(
                    Kind.NOT_SIGNED, "not signed, so that anyone may have written it: " + String.join(", ", unsigned)));
        }
        for (String name : ONCE) {
            int there = message.all(name).size();
            long signed = signature.timesSigned(name);
            if (there > 1 && signed > 0 && signed < there) {
                notices.add(new DkimNotice(
                        Kind.UNSIGNED_COPY,
                        there + " fields " + written(name) + " stand in the message and only the lowest "
                                + (signed == 1 ? "one is" : signed + " are") + " signed"));
            }
        }
    }

    /// `content-type` as people write it.
    public static String written(String name) {
        StringBuilder out = new StringBuilder(name);
        for (int i = 0; i < out.length(); i++) {
            if (i == 0 || out.charAt(i - 1) == '-') {
                out.setCharAt(
                        i,
                        String.valueOf(out.charAt(i)).toUpperCase(Locale.ROOT).charAt(0));
            }
        }
        return out.toString().replace("Mime-", "MIME-").replace("Message-Id", "Message-ID");
    }
}
