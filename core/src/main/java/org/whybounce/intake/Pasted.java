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
            case Headers _,
                    Message _,
                    Domain _,
                    SpfRecord _,
                    DnsAnswer _,
                    FilterLines _,
                    ToolReport _,
                    Code _,
                    Domains _,
                    Prose _,
                    Unknown _ -> false;
        };
    }

    /// The parts that it consists of, in their order.
    default List<PastedPart> parts() {
        return body().parts();
    }

    /// What somebody's look-up said, as the paste shows it.
    default List<PastedAnswer> answers() {
        return body().answers();
    }

    /// What its reports state: a filter's, a checker's, results without their field's name.
    default ReportFacts report() {
        return body().report();
    }

    /// The text without the answers of the DNS, the records and the reports in it: blanks stand in their place, so that
    /// every span holds. A domain that "cannot be found" in the answer of a look-up is no refusal.
    default String words() {
        return body().words();
    }

    /// @param text      decoded: UTF-8 where the bytes are valid UTF-8, else one character a byte
    /// @param charset   how it was decoded, so that its bytes can be had again, as signatures need them
    /// @param truncated whether a part of what was pasted was left out
    /// @param limits    each limit that bit, in words
    /// @param parts     what it consists of
    /// @param answers   what it shows of the DNS
    /// @param report    what the reports in it state
    record Body(
            String text,
            Charset charset,
            boolean truncated,
            List<String> limits,
            List<PastedPart> parts,
            List<PastedAnswer> answers,
            ReportFacts report) {
        public Body {
            limits = List.copyOf(limits);
            parts = List.copyOf(parts);
            answers = List.copyOf(answers);
        }

        public Body(String text, Charset charset, boolean truncated, List<String> limits) {
            this(text, charset, truncated, limits, List.of(), List.of(), ReportFacts.NONE);
        }

        Body with(List<PastedPart> parts, List<PastedAnswer> answers, ReportFacts report) {
            return new Body(text, charset, truncated, limits, parts, answers, report);
        }

        private String words() {
            return PartReader.without(text, parts);
        }
    }

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

    /// The answer of a look-up: dig, nslookup, host, PowerShell, the JSON of DNS over HTTPS, zone lines, a panel's
    /// rows;
    /// or a record inside of a question.
    record DnsAnswer(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.DNS_ANSWER;
        }
    }

    /// Lines of a spam filter's report, or results without their header field.
    record FilterLines(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.FILTER_REPORT;
        }
    }

    /// What another checker printed, or a message trace.
    record ToolReport(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.TOOL_REPORT;
        }
    }

    /// A status code without any words.
    record Code(Body body) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.CODE;
        }
    }

    /// A list of domains, addresses or links and nothing else.
    record Domains(Body body, List<DomainName> names) implements Pasted {
        public Domains {
            names = List.copyOf(names);
        }

        @Override
        public InputKind kind() {
            return InputKind.DOMAINS;
        }
    }

    /// A person's own words, with no server's reply in them.
    ///
    /// @param asking whether the words are those of somebody who asks; else they may be a service's own
    record Prose(Body body, boolean asking) implements Pasted {
        @Override
        public InputKind kind() {
            return InputKind.PROSE;
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
