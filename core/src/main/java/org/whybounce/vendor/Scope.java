package org.whybounce.vendor;

/// Where a vendor's include belongs, which follows from whose domain it puts into MAIL FROM.
public enum Scope {
    /// MAIL FROM is the customer's own address: the include belongs at that domain.
    ORGANISATION,
    /// MAIL FROM is a subdomain of the customer with MX and TXT of its own: the include belongs there only.
    BOUNCE_SUBDOMAIN,
    /// MAIL FROM is a subdomain of the customer that is a CNAME to the vendor: no TXT of the customer is read at all.
    CNAME,
    /// MAIL FROM is the vendor's own domain: no record of the customer is read; DKIM is what aligns.
    VENDOR,
    /// The include holds something only the vendor can tell (an account, a region).
    PER_CUSTOMER,
    /// A forwarder: it re-sends other people's mail, and its addresses belong in no sender's record.
    FORWARDER;

    /// Whether a TXT record of the customer is what SPF reads.
    public boolean customerPublishes() {
        return switch (this) {
            case ORGANISATION, BOUNCE_SUBDOMAIN, PER_CUSTOMER -> true;
            case CNAME, VENDOR, FORWARDER -> false;
        };
    }
}
