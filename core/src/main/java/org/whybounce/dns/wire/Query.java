package org.whybounce.dns.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.whybounce.dns.Limits;
import org.whybounce.dns.Question;

/// The wire form of one question (RFC 1035, section 4.1), and the test whether bytes that came in answer it.
final class Query {
    static final int HEADER = 12;
    private static final int QR = 0x80;
    private static final int OPCODE = 0x78;
    private static final int RCODE = 0x0f;

    /// Wanted beside the plain question.
    ///
    /// @param recursion        RD: off when an authoritative server is asked
    /// @param extensions       an OPT record: off for a server that answered FORMERR to it (RFC 6891, section 7)
    /// @param signatures       DO: DNSSEC records wanted
    /// @param checkingDisabled CD: the answer is wanted even if DNSSEC validation fails
    record Wish(boolean recursion, boolean extensions, boolean signatures, boolean checkingDisabled) {
        static final Wish USUAL = new Wish(true, true, false, false);

        Wish withoutExtensions() {
            return new Wish(recursion, false, false, checkingDisabled);
        }
    }

    private final byte[] wire;
    private final int questionEnd;

    Query(Question question, Wish wish) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        two(out, 0);
        two(out, (wish.recursion ? 0x0100 : 0) | 0x0020 | (wish.checkingDisabled ? 0x0010 : 0));
        two(out, 1);
        two(out, 0);
        two(out, 0);
        two(out, wish.extensions ? 1 : 0);
        for (String label : question.name().labels()) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write(0);
        two(out, question.type().number());
        two(out, 1);
        questionEnd = out.size();
        if (wish.extensions) {
            // RFC 6891, section 6.1.2: root owner, type OPT, our size as class, flags as TTL, no options.
            out.write(0);
            two(out, 41);
            two(out, Limits.DATAGRAM);
            two(out, 0);
            two(out, wish.signatures ? 0x8000 : 0);
            two(out, 0);
        }
        wire = out.toByteArray();
    }

    private static void two(ByteArrayOutputStream out, int value) {
        out.write(value >>> 8);
        out.write(value);
    }

    byte[] bytes(int id) {
        byte[] bytes = wire.clone();
        bytes[0] = (byte) (id >>> 8);
        bytes[1] = (byte) id;
        return bytes;
    }

    static int id(byte[] message) {
        return (message[0] & 0xff) << 8 | message[1] & 0xff;
    }

    /// Whether a message is a response to this very question: QR set, a plain query, one question, and that one is
    /// ours
    /// (RFC 5452, section 9.1; case does not count). The sender and the id are the transport's to compare. A server
    /// that
    /// could not read the question may leave it out, which is believed of an error only.
    boolean answeredBy(byte[] message) {
        if (message.length < HEADER || (message[2] & QR) == 0 || (message[2] & OPCODE) != 0) {
            return false;
        }
        int questions = (message[4] & 0xff) << 8 | message[5] & 0xff;
        if (questions == 0) {
            int rcode = message[3] & RCODE;
            return rcode != Reply.NOERROR && rcode != Reply.NXDOMAIN;
        }
        if (questions != 1 || message.length < questionEnd) {
            return false;
        }
        for (int i = HEADER; i < questionEnd; i++) {
            if (message[i] != wire[i] && lower(message[i]) != lower(wire[i])) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
}
