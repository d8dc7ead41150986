package org.whybounce.dns;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;

/// One resource record of class IN.
public sealed interface ResourceRecord {
    DomainName owner();

    /// Seconds.
    long ttl();

    RecordType type();

    /// The address that an A or AAAA record holds; none of any other.
    default @Nullable IpAddress addressOrNull() {
        return switch (this) {
            case A a -> a.address();
            case Aaaa aaaa -> aaaa.address();
            case Mx _, Txt _, Ptr _, Cname _, Ns _, Soa _, Other _ -> null;
        };
    }

    record A(DomainName owner, long ttl, IpAddress address) implements ResourceRecord {
        @Override
        public RecordType type() {
            return RecordType.A;
        }
    }

    record Aaaa(DomainName owner, long ttl, IpAddress address) implements ResourceRecord {
        @Override
        public RecordType type() {
            return RecordType.AAAA;
        }
    }

    record Mx(DomainName owner, long ttl, int preference, DomainName host) implements ResourceRecord {
        @Override
        public RecordType type() {
            return RecordType.MX;
        }
    }

    /// A TXT record, or one of the obsolete SPF type. The DNS holds bytes; each is one character here (ISO 8859-1), so
    /// that nothing is lost and nothing can fail to decode.
    ///
    /// @param strings the character-strings as they lie in the record, at most 255 bytes each
    record Txt(DomainName owner, long ttl, RecordType type, List<String> strings) implements ResourceRecord {
        public Txt {
            strings = TxtStrings.compact(strings);
        }

        public Txt(DomainName owner, long ttl, List<String> strings) {
            this(owner, ttl, RecordType.TXT, strings);
        }

        /// The strings joined without a space (RFC 7208, section 3.3).
        public String text() {
            return TxtStrings.joined(strings);
        }

        /// The text read as UTF-8, for people's eyes only.
        public String shown() {
            return new String(text().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }

    record Ptr(DomainName owner, long ttl, DomainName target) implements ResourceRecord {
        @Override
        public RecordType type() {
            return RecordType.PTR;
        }
    }

    record Cname(DomainName owner, long ttl, DomainName target) implements ResourceRecord {
        @Override
        public RecordType type() {
            return RecordType.CNAME;
        }
    }

    record Ns(DomainName owner, long ttl, DomainName host) implements ResourceRecord {
        @Override
        public RecordType type() {
            return RecordType.NS;
        }
    }

    record Soa(DomainName owner, long ttl, DomainName primary, long serial, long minimum) implements ResourceRecord {
        @Override
        public RecordType type() {
            return RecordType.SOA;
        }
    }

    /// A record of a type that is only counted or passed on, with its data in wire form, one character a byte.
    record Other(DomainName owner, long ttl, RecordType type, String data) implements ResourceRecord {}
}
