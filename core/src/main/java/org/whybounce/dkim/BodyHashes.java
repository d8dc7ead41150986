package org.whybounce.dkim;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The canonical forms of one body, each made once however many signatures there are.
public final class BodyHashes {
    private final Optional<byte[]> body;
    private final Map<Canonicalization, byte[]> canonical = new EnumMap<>(Canonicalization.class);

    private final Map<Wanted, String> hashes = new HashMap<>();

    public BodyHashes(Optional<byte[]> body) {
        this.body = body;
    }

    /// Whether there is a body at all: a blank line with nothing behind it may as well be the end of pasted headers.
    public boolean missing() {
        return body.isEmpty() || body.get().length == 0;
    }

    byte[] canonical(Canonicalization form) {
        return canonical.computeIfAbsent(form, f -> f.body(body.orElse(new byte[0])));
    }

    /// The hash that `bh=` should be.
    public String of(DkimSignature signature) {
        byte[] whole = canonical(signature.body());
        long length = Math.min(signature.length().orElse(whole.length), whole.length);
        Wanted wanted = new Wanted(signature.algorithm(), signature.body(), length);
        return hashes.computeIfAbsent(
                wanted,
                key -> SignatureMath.base64Hash(
                        key.algorithm(), length < whole.length ? Arrays.copyOf(whole, (int) length) : whole));
    }

    private record Wanted(Algorithm algorithm, Canonicalization form, long length) {}
}
