package org.whybounce.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// What people put into a field for a domain: the domain, an address of a page or of a mailbox, or a domain with the
/// address that sends for it.
///
/// @param domain the first domain in it
/// @param ips    addresses beside it
record CheckText(Optional<DomainName> domain, List<String> ips) {
    /// Words looked at; a field of one line holds few.
    private static final int MOST_WORDS = 20;

    static CheckText of(String text) {
        Optional<DomainName> domain = Optional.empty();
        List<String> ips = new ArrayList<>();
        for (String word : text.strip().split("[\\s,;<>\"'()]+", MOST_WORDS + 1)) {
            if (word.isEmpty()) {
                continue;
            }
            if (IpAddress.parse(word).isPresent()) {
                ips.add(word);
            } else if (domain.isEmpty()) {
                domain = ofWord(word);
            }
        }
        return new CheckText(domain, List.copyOf(ips));
    }

    /// A status code such as 5.7.26 where no domain stands beside it; its own page explains it.
    static Optional<String> code(String text) {
        for (String word : text.strip().split("[\\s,;:()]+", MOST_WORDS + 1)) {
            if (EnhancedStatus.parse(word).isPresent()) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /// What to say to who gave something else than a domain.
    static String wrong(String text) {
        return IpAddress.parse(text.strip()).isPresent()
                ? "That is an address. Give the domain whose mail it sends, and the address behind it."
                : "That is not a domain name, such as example.org.";
    }

    static Optional<DomainName> domain(String text) {
        return of(text).domain();
    }

    private static Optional<DomainName> ofWord(String word) {
        String rest = word;
        int scheme = rest.indexOf("://");
        if (scheme >= 0) {
            rest = rest.substring(scheme + 3);
        } else if (rest.regionMatches(true, 0, "mailto:", 0, 7)) {
            rest = rest.substring(7);
        }
        rest = before(before(before(rest, '/'), '?'), '#');
        rest = rest.substring(rest.lastIndexOf('@') + 1);
        int colon = rest.indexOf(':');
        if (colon >= 0 && rest.indexOf(':', colon + 1) < 0) {
            rest = rest.substring(0, colon);
        }
        return DomainName.parse(rest).filter(name -> !name.isRoot() && name.labelCount() > 1 && named(name));
    }

    /// RFC 3696, section 2: no top-level domain is all digits, so a status code and an address are no domains.
    private static boolean named(DomainName name) {
        String text = name.toString();
        return !text.substring(text.lastIndexOf('.') + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String before(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }
}
