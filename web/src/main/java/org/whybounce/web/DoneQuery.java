package org.whybounce.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.seen.ChangeAsked;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.web.http.Exchange;
import org.whybounce.words.json.VendorJson;

/// What a link asks that tells whether a change has been made: names, addresses and marks, checked one by one.
///
/// @param service the key of a service; empty if none
/// @param was     mark of the records before the change
/// @param becomes mark of the records advised
/// @param until   the last day on which the link answers
record DoneQuery(
        DomainName domain,
        Optional<IpAddress> ip,
        Optional<DomainName> from,
        String service,
        String was,
        String becomes,
        Optional<LocalDate> until) {
    /// Characters of a mark.
    private static final int LONGEST_MARK = 12;

    /// Empty where the link is not one of ours.
    static Optional<DoneQuery> of(Exchange exchange) {
        Optional<DomainName> domain =
                DomainName.parse(exchange.query("domain").strip()).filter(name -> name.labelCount() > 1);
        String ip = exchange.query("ip").strip();
        String from = exchange.query("from").strip();
        Optional<LocalDate> until = day(exchange.query("until").strip());
        boolean readable = (ip.isEmpty() || IpAddress.parse(ip).isPresent())
                && (from.isEmpty() || DomainName.parse(from).isPresent())
                && (exchange.query("until").isBlank() || until.isPresent());
        return domain.filter(name -> readable)
                .map(name -> new DoneQuery(
                        name,
                        ip.isEmpty() ? Optional.empty() : IpAddress.parse(ip),
                        from.isEmpty() ? Optional.empty() : DomainName.parse(from),
                        key(exchange.query("service")),
                        mark(exchange.query("was")),
                        mark(exchange.query("becomes")),
                        until));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private static String mark(String text) {
        return text.length() <= LONGEST_MARK && text.chars().allMatch(c -> Character.digit(c, 16) >= 0) ? text : "";
    }

    private static String key(String text) {
        return text.length() <= 60
                        && text.chars().allMatch(c -> c == '-' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
                ? text
                : "";
    }

    boolean ended(LocalDate today) {
        return until.filter(day -> day.isBefore(today)).isPresent();
    }

    ChangeAsked change(VendorDirectory vendors) {
        Optional<Vendor> vendor = service.isEmpty() ? Optional.empty() : VendorJson.find(vendors, service);
        return new ChangeAsked(
                domain,
                ip.map(address -> SpfQuestion.mailFrom(
                        address,
                        "postmaster@" + from.orElse(domain),
                        from.orElse(domain).toString())),
                was,
                becomes,
                vendor);
    }
}
