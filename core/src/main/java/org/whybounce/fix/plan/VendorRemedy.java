package org.whybounce.fix.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Fix;
import org.whybounce.fix.Letter;
import org.whybounce.vendor.RemedyRecord;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;

/// What to do about a sending service that puts another domain than its customer's into MAIL FROM: the records
/// that it asks for, in words, since their values are in the customer's account there and in no DNS yet.
public final class VendorRemedy {
    private VendorRemedy() {}

    public static Fix.Tell of(Vendor vendor, DomainName from) {
        return of(vendor, from, why(vendor, from), "");
    }

    /// The same beside a record that lists the service: mail of it was evaluated at the domain, so what stands there is
    /// read until its own way is set up.
    public static Fix.Tell instead(Vendor vendor, DomainName from) {
        return of(
                vendor,
                from,
                "it offers a return-path of its own below " + from
                        + ", which needs no include here and aligns for DMARC; once that is in use, what lists it in"
                        + " this record can go.",
                "");
    }

    /// What makes DMARC of the From domain pass for mail of this service, with the evidence for its support.
    public static Fix.Tell aligning(Vendor vendor, DomainName from, String evidence) {
        return of(
                vendor,
                from,
                "a DKIM signature by " + from
                        + (vendor.scope().customerPublishes() || vendor.scope() == Scope.CNAME
                                ? ", or a return-path below it,"
                                : "")
                        + " is what makes DMARC pass.",
                evidence);
    }

    private static Fix.Tell of(Vendor vendor, DomainName from, String why, String evidence) {
        String name = vendor.shortName();
        List<RemedyRecord> records = vendor.records().stream()
                .map(record -> record.at(from.toString()))
                .toList();
        String listed = records.isEmpty()
                ? ""
                : " It asks for: "
                        + records.stream().map(RemedyRecord::toString).collect(Collectors.joining("; "))
                        + (records.stream().anyMatch(RemedyRecord::open)
                                ? " (its pages tell what stands in angle brackets)."
                                : ".");
        String text = "Set up " + from + " at " + name + ": " + why + listed
                + vendor.guide().map(guide -> " How: " + guide + ".").orElse("");
        return new Fix.Tell(
                Fix.Whom.SENDING_SERVICE,
                text,
                Letter.of(
                        "Authenticating " + from + " at " + name,
                        "We send mail as " + from + " through " + name
                                + ", and receivers refuse it because neither the return-path nor a DKIM signature"
                                + " belongs to " + from + ".",
                        evidence,
                        "Please tell us the exact records to publish, for DKIM signatures with d=" + from
                                + " and for a return-path below " + from + "."
                                + (records.isEmpty() ? "" : " By your documentation we expect:"),
                        records.stream().map(record -> "  " + record).collect(Collectors.joining("\n"))));
    }

    private static String why(Vendor vendor, DomainName from) {
        return switch (vendor.scope()) {
            case CNAME ->
                "it sends with a return-path that is a CNAME of yours to its own name, so an include at " + from
                        + " is not read.";
            case VENDOR ->
                "it sends with a return-path of its own, so no include of yours is read; a DKIM signature by " + from
                        + " is what makes DMARC pass.";
            case BOUNCE_SUBDOMAIN ->
                "its include belongs at a bounce subdomain with an MX record of its own; at " + from
                        + " it is not read.";
            case ORGANISATION, PER_CUSTOMER -> "have it sign with DKIM as " + from + " and use a return-path there.";
            case FORWARDER -> "it forwards mail, and a forwarder's addresses belong in no sender's record.";
        };
    }
}
