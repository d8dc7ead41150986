package org.whybounce.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.Problem;

/// What a request for Email Check names beside the domain: `selector` and `ip`, each repeatable, and in one field of a
/// form several with commas or spaces between them.
///
/// @param selectors DKIM selectors as they were given
/// @param ips       sending addresses as they were given
record CheckQuery(List<String> selectors, List<String> ips) {
    static final CheckQuery NONE = new CheckQuery(List.of(), List.of());

    /// Selectors and sending addresses that one request may name.
    private static final int MOST_GIVEN = 20;

    static CheckQuery of(Exchange exchange) {
        return new CheckQuery(split(exchange.queries("selector")), split(exchange.queries("ip")));
    }

    /// The same with addresses that stood in the field for the domain.
    CheckQuery with(List<String> more) {
        List<String> all = new ArrayList<>(ips);
        all.addAll(more);
        return new CheckQuery(selectors, List.copyOf(all));
    }

    private static List<String> split(List<String> values) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split("[,;\\s]+", MOST_GIVEN + 2)))
                .filter(value -> !value.isEmpty())
                .limit(MOST_GIVEN + 1L)
                .toList();
    }

    Optional<Problem> problem() {
        if (selectors.size() + ips.size() > MOST_GIVEN) {
            return Optional.of(Problem.unusable("At most " + MOST_GIVEN + " selectors and addresses are looked at."));
        }
        boolean readable =
                selectors.stream().allMatch(text -> DomainName.parse(text).isPresent())
                        && ips.stream().allMatch(text -> IpAddress.parse(text).isPresent());
        return readable
                ? Optional.empty()
                : Optional.of(
                        Problem.unusable("'ip' is an IPv4 or IPv6 address, 'selector' a DKIM selector such as s1."));
    }

    /// To be asked for only where there is no problem.
    CheckOptions options() {
        return new CheckOptions(
                selectors,
                ips.stream().flatMap(text -> IpAddress.parse(text).stream()).toList());
    }

    /// Equal for equal checks.
    String key(DomainName domain) {
        return "check " + domain + (selectors.isEmpty() && ips.isEmpty() ? "" : " " + selectors + " " + ips);
    }

    /// The address of the page that answers.
    String path(String domain) {
        List<String> query = new ArrayList<>();
        selectors.forEach(selector -> query.add("selector=" + encoded(selector)));
        ips.forEach(ip -> query.add("ip=" + encoded(ip)));
        return "/check/" + encoded(domain).replace("+", "%20") + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
