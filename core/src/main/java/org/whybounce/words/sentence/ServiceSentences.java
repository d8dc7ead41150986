package org.whybounce.words.sentence;

import org.whybounce.dns.DomainName;
import org.whybounce.vendor.Vendor;

/// What a sending service needs of its customer's domain, in one or two sentences.
public final class ServiceSentences {
    private ServiceSentences() {}

    /// What is true of this one mail, which had an address of the domain on its envelope, whatever the service does as
    /// a
    /// rule.
    public static String neededHere(Vendor vendor, DomainName domain) {
        String name = vendor.shortName();
        return "This mail had an address of " + domain + " on the envelope, so the SPF record of " + domain
                + " has to allow " + name + ". Its DKIM signature is worth setting up too: it survives forwarding.";
    }

    public static String needs(Vendor vendor, DomainName domain) {
        String name = vendor.shortName();
        return switch (vendor.scope()) {
            case ORGANISATION ->
                name + " sends with an address of " + domain + " on the envelope, so the SPF record of " + domain
                        + " has to allow it. Its DKIM signature is worth setting up too: it survives forwarding.";
            case PER_CUSTOMER ->
                name + " has an include for each customer, which your account there shows; it belongs in the SPF record"
                        + " of " + domain + ".";
            case BOUNCE_SUBDOMAIN ->
                name + " puts a subdomain of " + domain
                        + " on the envelope. Its records belong there: an include in the" + " record of " + domain
                        + " itself changes nothing.";
            case CNAME ->
                name + " puts a subdomain of " + domain + " on the envelope that you point to it by a CNAME record. An"
                        + " include in the record of " + domain + " itself changes nothing.";
            case VENDOR ->
                name + " puts a domain of its own on the envelope, so an include in the record of " + domain
                        + " changes nothing. What counts is that it signs in the name of " + domain + ", by DKIM.";
            case FORWARDER -> name + " forwards mail, and its addresses belong in no sender's record.";
        };
    }
}
