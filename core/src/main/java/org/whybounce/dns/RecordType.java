package org.whybounce.dns;

/// The record types that mail diagnosis asks for, with their numbers (IANA, "DNS Parameters").
public enum RecordType {
    A(1),
    NS(2),
    CNAME(5),
    SOA(6),
    PTR(12),
    MX(15),
    TXT(16),
    AAAA(28),
    DS(43),
    RRSIG(46),
    DNSKEY(48),
    TLSA(52),
    /// Which authorities may issue certificates for a name (RFC 8659).
    CAA(257),
    /// Obsolete since RFC 7208, section 3.1; asked only to tell people that nobody reads it any more.
    SPF(99);

    private final int number;

    RecordType(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
