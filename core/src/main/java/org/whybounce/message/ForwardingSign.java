package org.whybounce.message;

import java.util.Optional;
import org.whybounce.text.Claim;

/// One trace that a message was sent on by someone other than its first sender.
///
/// @param kind     what sort of trace
/// @param says     the words of the header that show it
/// @param original the address that the message came from or was for before, where the trace tells
/// @param by       the domain or address that sent it on, where the trace tells
public record ForwardingSign(Kind kind, Claim<String> says, Optional<String> original, Optional<String> by) {
    /// The sorts, and whether each alone shows that the message was sent on.
    public enum Kind {
        SRS(true, "the return path was rewritten by the Sender Rewriting Scheme"),
        GMAIL_FORWARD(true, "Gmail forwarded it by a user's setting"),
        FORWARDED_FOR(true, "a forwarding header names the mailbox that sent it on"),
        AUTO_FORWARD(true, "a mailbox rule forwarded it"),
        MAILING_LIST(true, "a mailing list or group distributed it"),
        RESENT(true, "a person sent it on again"),
        SEVERAL_DELIVERIES(true, "it was delivered to one mailbox and then to another"),
        REDIRECTED_RECIPIENT(false, "the envelope recipient differs from the one it was first for"),
        ARC(false, "a server that hands mail on sealed it with ARC");

        private final boolean conclusive;
        private final String words;

        Kind(boolean conclusive, String words) {
            this.conclusive = conclusive;
            this.words = words;
        }

        /// Whether the trace is not left by ordinary delivery. ARC is: several providers seal what they only receive.
        public boolean conclusive() {
            return conclusive;
        }

        public String words() {
            return words;
        }
    }
}
