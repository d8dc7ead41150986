package org.whybounce.intake;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;

/// What was pasted, recognised by its shape. Nothing is believed yet: the readers of each kind find out what it says.
public sealed interface Pasted {
    Body body();

    InputKind kind();

    /// The text, decoded; every span counts in it.
    default String text() {
        return body().text();
    }

    default boolean truncated() {
        return body().truncated();
    }

    default List<String> limits() {
        return body().limits();
    }

    /// Whether a reader of bounces may find a refusal in it.
    default boolean mayRefuse() {
        return switch (this) {
            case Dsn _, BounceText _, SmtpReply _, LogLine _, Webhook _ -> true;
            case Headers _, Message _, Domain _, SpfRecord _, Unknown _ -> false;
        };
    }

    /// @param text      decoded: UTF-8 where the bytes are valid UTF-8, else one character a byte
    /// @param charset   how it was decoded, so that its bytes can be had again, as signatures need them
    /// @param truncated whether a part of what was pasted was left out
    /// @param limits    each limit that bit, in words
    record Body(String text, Charset charset, boolean truncated, List<String> limits) {}

    /// A delivery report with the fields of RFC 3464, as a mail or without its headers.
    record Dsn(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.DSN;
        }
    }

    /// A bounce mail or the text of one, for people; prose around a refusal too.
    record BounceText(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.BOUNCE_TEXT;
        }
    }

    /// One or many lines of a server's reply and nothing else.
    record SmtpReply(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.SMTP_REPLY;
        }
    }

    /// Lines of a mail server's log.
    record LogLine(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.LOG_LINE;
        }
    }

    /// Header fields without a body.
    record Headers(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.HEADERS;
        }
    }

    /// A whole mail that is no bounce.
    record Message(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.MESSAGE;
        }
    }

    /// A domain, or an address or link that holds one.
    record Domain(Body body, DomainName name) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.DOMAIN;
        }
    }

    /// An SPF record, bare, quoted or as a line of a zone file.
    ///
    /// @param owner  the name in front of it, if one stands there
    /// @param record the record, its strings joined
    record SpfRecord(Body body, Optional<DomainName> owner, String record) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.SPF_RECORD;
        }
    }

    /// An event of a sending service, as JSON.
    record Webhook(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.WEBHOOK;
        }
    }

    /// Nothing that could be used.
    ///
    /// @param reason one line for people
    record Unknown(Body body, String reason) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.UNKNOWN;
        }
    }
}
