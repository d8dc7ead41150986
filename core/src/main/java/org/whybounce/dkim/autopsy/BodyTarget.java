package org.whybounce.dkim.autopsy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalInt;
import org.whybounce.dkim.Canonicalization;
import org.whybounce.dkim.DkimSignature;

/// The hash that a body should have, and the ways to hold a guess against it.
final class BodyTarget {
    private final DkimSignature signature;
    private final byte[] expected;
    private final Trials trials;

    BodyTarget(DkimSignature signature, Trials trials) {
        this.signature = signature;
        this.expected = Base64.getDecoder().decode(signature.bodyHash());
        this.trials = trials;
    }

    Trials trials() {
        return trials;
    }

    Canonicalization form() {
        return signature.body();
    }

    boolean holds(byte[] body) {
        if (!trials.bytes(body.length + 64L)) {
            return false;
        }
        byte[] canonical = signature.body().body(body);
        long length = signature.length().orElse(canonical.length);
        if (length > canonical.length) {
            return false;
        }
        MessageDigest digest = sha256();
        digest.update(canonical, 0, (int) length);
        return Arrays.equals(digest.digest(), expected);
    }

    /// Whether some number of whole lines from the beginning is the body: how many lines, trailing blank ones not
    /// counted. One pass: the state of the hash is looked at behind every line.
    OptionalInt prefix(byte[] body) {
        if (signature.length().isPresent() || !trials.bytes(body.length + 64L)) {
            return OptionalInt.empty();
        }
        if (Arrays.equals(sha256().digest(signature.body().body(new byte[0])), expected)) {
            return OptionalInt.of(0);
        }
        byte[] canonical = signature.body().body(body);
        MessageDigest digest = sha256();
        int at = 0;
        int lines = 0;
        while (at < canonical.length) {
            int end = at;
            while (canonical[end] != '\n' || end == at || canonical[end - 1] != '\r') {
                end++;
            }
            digest.update(canonical, at, end + 1 - at);
            lines++;
            if (end - at > 1 && Arrays.equals(copy(digest).digest(), expected)) {
                return OptionalInt.of(lines);
            }
            at = end + 1;
        }
        return OptionalInt.empty();
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the SHA-256 of every JDK can be cloned", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
