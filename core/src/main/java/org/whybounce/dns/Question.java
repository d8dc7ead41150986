package org.whybounce.dns;

import org.whybounce.net.IpAddress;

/// One DNS question, always of class IN.
public record Question(DomainName name, RecordType type) {
    /// For the addresses of a name that are of the same family as one that is known (RFC 7208, section 5: A for a
    /// client of IPv4, AAAA for one of IPv6).
    public static Question addressesLike(IpAddress ip, DomainName name) {
        return new Question(name, ip.v4() ? RecordType.A : RecordType.AAAA);
    }

    // Written out, because those that a record is given are put together at its first use, which a short run pays for.
    @Override
    public boolean equals(Object other) {
        return other instanceof Question that && type == that.type && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.hashCode();
    }

    @Override
    public String toString() {
        return type + " " + name;
    }
}
