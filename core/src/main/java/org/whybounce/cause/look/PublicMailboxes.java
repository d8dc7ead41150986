package org.whybounce.cause.look;

import java.util.Set;
import org.whybounce.dns.DomainName;

/// Domains at which everybody can have a mailbox, and whose DMARC records ask receivers to refuse what the provider did
/// not send itself. Nobody who uses such an address in From can mend that in the DNS.
public final class PublicMailboxes {
    /// The best known ones; a domain that is not here is only not called one of them.
    private static final Set<String> DOMAINS = Set.of(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "yahoo.co.uk",
            "yahoo.co.jp",
            "yahoo.de",
            "yahoo.fr",
            "ymail.com",
            "aol.com",
            "outlook.com",
            "hotmail.com",
            "hotmail.co.uk",
            "live.com",
            "msn.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "gmx.de",
            "gmx.net",
            "gmx.com",
            "web.de",
            "t-online.de",
            "freenet.de",
            "mail.ru",
            "yandex.ru",
            "qq.com",
            "163.com",
            "126.com",
            "comcast.net",
            "att.net",
            "orange.fr",
            "free.fr",
            "laposte.net",
            "libero.it",
            "proton.me",
            "protonmail.com",
            "zoho.com");

    private PublicMailboxes() {}

    public static boolean has(DomainName domain) {
        return DOMAINS.contains(domain.toString());
    }
}
