package org.whybounce.cli;

import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Visible;

/// What a person gives as the domain to check: a domain, or the reason why it is none.
sealed interface CheckedName {
    record Domain(DomainName name) implements CheckedName {}

    /// @param why one line: what is wrong and what to give instead
    record None(String why) implements CheckedName {}

    /// The domain, where a call can do nothing without it.
    static DomainName of(String text) throws Unusable {
        return switch (read(text)) {
            case Domain(DomainName name) -> name;
            case None(String why) -> throw new Unusable(why);
        };
    }

    static CheckedName read(String text) {
        String word = text.strip();
        String shown = "'" + Visible.line(word, 60) + "'";
        if (word.isEmpty()) {
            return new None("the domain is empty: give one such as example.org");
        }
        if (IpAddress.parse(word).isPresent()) {
            return new None(shown + " is an IP address: give the domain, and addresses that send with --ip");
        }
        int at = word.lastIndexOf('@');
        if (at >= 0) {
            return new None(shown + " is a mail address: give its domain"
                    + DomainName.parse(word.substring(at + 1))
                            .map(domain -> ", " + domain)
                            .orElse(""));
        }
        int scheme = word.indexOf("://");
        if (scheme >= 0) {
            return new None(shown + " is a web address: give its domain"
                    + DomainName.parse(word.substring(scheme + 3).split("[/:?#]", 2)[0])
                            .filter(host -> host.labelCount() > 1)
                            .map(host -> ", " + host)
                            .orElse(""));
        }
        if (word.indexOf('/') >= 0) {
            return new None(shown + " is a web address or a file: give a domain such as example.org");
        }
        return DomainName.parse(word)
                .filter(name -> !name.isRoot() && hostName(name))
                .<CheckedName>map(Domain::new)
                .orElseGet(() -> new None(shown + " is no domain name"));
    }

    /// Letters, digits, hyphens, and underscores as in `_dmarc`: the DNS allows more, but no mail domain has more.
    private static boolean hostName(DomainName name) {
        return name.toString()
                .chars()
                .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.');
    }
}
