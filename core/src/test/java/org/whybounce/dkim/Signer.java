package org.whybounce.dkim;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.TxtStrings;
import org.whybounce.dns.ZoneFile;

/// Signs messages with keys made on the spot. Written from RFC 6376 a second time, on strings, and shares nothing with
/// what it tests.
public final class Signer {
    public static final Signer RSA = new Signer("rsa-sha256", 2048);
    public static final Signer RSA_1024 = new Signer("rsa-sha256", 1024);
    public static final Signer ED25519 = new Signer("ed25519-sha256", 0);

    private final String algorithm;
    private final KeyPair pair;

    public Signer(String algorithm, int bits) {
        this.algorithm = algorithm;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(bits == 0 ? "Ed25519" : "RSA");
            if (bits > 0) {
                generator.initialize(bits, new SecureRandom());
            }
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// The key as `p=` holds it.
    public String key() {
        byte[] encoded = pair.getPublic().getEncoded();
        return Base64.getEncoder()
                .encodeToString(
                        algorithm.startsWith("ed")
                                ? Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)
                                : encoded);
    }

    public String record() {
        return "v=DKIM1; k=" + (algorithm.startsWith("ed") ? "ed25519" : "rsa") + "; p=" + key();
    }

    /// A zone with this key, or another record, at `s1._domainkey.example.org`.
    public static ZoneFile zone(String... records) {
        return ZoneFile.of(Arrays.stream(records)
                .map(record -> (ResourceRecord) new ResourceRecord.Txt(
                        DomainName.of("s1._domainkey.example.org"), 300, TxtStrings.split(record)))
                .toList());
    }

    /// The message with a signature on top.
    ///
    /// @param message lines end in CR LF
    /// @param form    `c=`
    /// @param names   `h=`
    /// @param more    tags to add, such as `; l=10`
    public String sign(String message, String form, List<String> names, String more) {
        int blank = message.indexOf("\r\n\r\n");
        String head = message.substring(0, blank + 2);
        String body = message.substring(blank + 4);
        boolean relaxedBody = form.endsWith("/relaxed");
        String canonical = body(body, relaxedBody);
        int l = more.indexOf("l=");
        if (l >= 0) {
            canonical = canonical.substring(
                    0, Integer.parseInt(more.substring(l + 2).split("[^0-9]")[0]));
        }
        String unsigned = "DKIM-Signature: v=1; a=" + algorithm + "; c=" + form + "; d=example.org; s=s1;\r\n\th="
                + String.join(":", names) + ";\r\n\tbh=" + base64(sha256(canonical)) + more + ";\r\n\tb=";
        StringBuilder data = new StringBuilder();
        String left = head;
        for (String name : names) {
            String field = lowest(left, name);
            if (field != null) {
                data.append(header(field, form.startsWith("relaxed"))).append("\r\n");
                int at = left.lastIndexOf(field + "\r\n");
                left = left.substring(0, at) + left.substring(at + field.length() + 2);
            }
        }
        data.append(header(unsigned, form.startsWith("relaxed")));
        return unsigned + base64(signature(data.toString())) + "\r\n" + message;
    }

    private static @org.jspecify.annotations.Nullable String lowest(String head, String name) {
        String found = null;
        for (String field : head.split("\r\n(?![ \t])")) {
            if (field.toLowerCase(java.util.Locale.ROOT).startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":")) {
                found = field;
            }
        }
        return found;
    }

    public static String header(String field, boolean relaxed) {
        if (!relaxed) {
            return field;
        }
        int colon = field.indexOf(':');
        String value = field.substring(colon + 1).replace("\r\n", "").replaceAll("[ \t]+", " ");
        return field.substring(0, colon).toLowerCase(java.util.Locale.ROOT) + ":"
                + value.replaceAll("^ ", "").replaceAll(" $", "");
    }

    public static String body(String body, boolean relaxed) {
        String text = body;
        if (relaxed) {
            text = text.replaceAll("[ \t]+", " ").replaceAll(" (?=\r\n)", "").replaceAll(" \\z", "");
        }
        String stripped = text.replaceAll("(\r\n)+\\z", "");
        return relaxed && stripped.isEmpty() ? "" : stripped + "\r\n";
    }

    /// The signature over any text, in base64.
    public String raw(String data) {
        return base64(signature(data));
    }

    /// The SHA-256 of any text, in base64.
    public static String hash(String data) {
        return base64(sha256(data));
    }

    private byte[] signature(String data) {
        try {
            boolean ed = algorithm.startsWith("ed");
            Signature signature = Signature.getInstance(ed ? "Ed25519" : "SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(ed ? sha256(data) : data.getBytes(StandardCharsets.ISO_8859_1));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(String data) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256")
                    .digest(data.getBytes(StandardCharsets.ISO_8859_1));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// An RSA key record of a length that the JDK would not make.
    public static String tinyRsaRecord() {
        BigInteger modulus = BigInteger.ONE.shiftLeft(767).add(BigInteger.valueOf(12345678901L));
        try {
            return "v=DKIM1; p="
                    + base64(java.security.KeyFactory.getInstance("RSA")
                            .generatePublic(new java.security.spec.RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)))
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
