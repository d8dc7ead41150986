package org.whybounce.check.look;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.whybounce.dns.DomainName;
import org.whybounce.vendor.NamePattern;
import org.whybounce.vendor.Vendor;

/// Guesses at DKIM selectors: those that the services seen in SPF and MX use, then those that signing programs suggest
/// and people choose.
public final class Selectors {
    /// What programs and their manuals suggest: `default` (opendkim-genkey(8), cPanel, Plesk), `dkim` (rspamd's
    /// dkim_keygen, mailcow), `mail` (the usual walk-throughs of OpenDKIM), and short names seen at many domains.
    private static final List<String> USUAL = List.of(
            "default",
            "dkim",
            "mail",
            "s1",
            "s2",
            "selector1",
            "selector2",
            "google",
            "k1",
            "k2",
            "k3",
            "key1",
            "key2",
            "smtp",
            "mx",
            "email",
            "dkim1",
            "fm1",
            "sig1",
            "mandrill",
            "zoho",
            "protonmail",
            "pm",
            "scph0920");

    private Selectors() {}

    public static List<DomainName> guessed(DomainLookups look) {
        Set<String> names = new LinkedHashSet<>();
        for (Service service : look.services()) {
            service.vendor().ifPresent(vendor -> names.addAll(of(vendor)));
        }
        names.addAll(USUAL);
        return DomainName.all(names.stream().limit(look.limits.guesses()).toList());
    }

    private static List<String> of(Vendor vendor) {
        return vendor.selectors().stream()
                .filter(NamePattern::exact)
                .map(NamePattern::text)
                .toList();
    }
}
