package org.whybounce.cli.probe;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.whybounce.dns.DomainName;

/// Whether a pattern with at most one leading wildcard names a host (RFC 6125, section 6.4; RFC 8461, section 4.1).
final class HostNames {
    private static final int DNS_NAME = 2;

    private HostNames() {}

    static boolean matches(String pattern, DomainName host) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        String name = host.toString();
        if (!wanted.startsWith("*.")) {
            return wanted.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && name.substring(dot).equals(wanted.substring(1));
    }

    static boolean names(X509Certificate certificate, DomainName host) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .anyMatch(name -> name.get(0) instanceof Integer kind
                                    && kind == DNS_NAME
                                    && matches(String.valueOf(name.get(1)), host));
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
