package org.whybounce.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// The parameters of the links that SPF programs print into refusals, as the site they led to once took them:
/// `s` the identity (`mfrom` or `helo`), `id` the address or name that was checked, `ip` the client, `r` the receiver.
/// They are written with `;` or `&` between them.
record WhyQuery(String identity, String id, String ip, String receiver) {
    private static final int LONGEST = 320;

    /// @param raw the query as it stands in the address
    static WhyQuery of(String raw) {
        Map<String, String> values = new HashMap<>();
        for (String pair : raw.split("[;&]", 20)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return new WhyQuery(
                values.getOrDefault("s", ""),
                // Older programs wrote /why.html?sender=&ip=&receiver=.
                values.getOrDefault("id", values.getOrDefault("sender", "")),
                values.getOrDefault("ip", ""),
                values.getOrDefault("r", values.getOrDefault("receiver", "")));
    }

    private static String decoded(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        try {
            return URLDecoder.decode(cut, StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException notEncoded) {
            return cut;
        }
    }

    boolean helo() {
        return identity.equals("helo");
    }

    /// What cannot be read of it, in a sentence; empty if all can.
    String wrong() {
        if (id.isEmpty() && ip.isEmpty()) {
            return "The link does not say which sender and which server were checked.";
        }
        if (helo() ? DomainName.parse(id).isEmpty() : KnownFacts.sender(id).isEmpty()) {
            return "The link names no sender that could be checked: id is an address or a domain.";
        }
        return IpAddress.parse(ip).isEmpty() ? "The link names no server: ip is an IPv4 or IPv6 address." : "";
    }

    Engine.Known known() {
        return helo() ? new Engine.Known(ip, "", id, "") : new Engine.Known(ip, id, "", "");
    }

    /// The refusal that the link stands for, as a program prints it, with the link's own words in it.
    String refusal() {
        String host = DomainName.parse(receiver)
                .filter(name -> name.labelCount() > 1)
                .map(name -> name + ": ")
                .orElse("");
        return "550 5.7.23 " + host + "Message rejected due to: SPF fail - not authorized. Please see"
                + " http://www.openspf.net/Why?s=" + (helo() ? "helo" : "mfrom") + ";id=" + encoded(id) + ";ip="
                + encoded(ip) + ";r=" + encoded(receiver);
    }

    /// The address that answers the same again.
    String path() {
        return "/why?s=" + (helo() ? "helo" : "mfrom") + "&id=" + encoded(id) + "&ip=" + encoded(ip)
                + (receiver.isEmpty() ? "" : "&r=" + encoded(receiver));
    }

    Optional<IpAddress> address() {
        return IpAddress.parse(ip);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
