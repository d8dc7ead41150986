package org.whybounce.spf;

import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;

/// The sender of a question, taken apart (RFC 7208, sections 2.4 and 4.3).
///
/// @param local  the local part, "postmaster" if there is none
/// @param domain the domain as it was given, U-labels as A-labels
/// @param name   the domain as a name; null if it is none
public record Sender(String local, String domain, @Nullable DomainName name) {
    /// Far above what SMTP allows (RFC 5321, section 4.5.3.1: 64 and 255); longer ones are cut from the left.
    private static final int LONGEST_LOCAL_PART = 1024;

    static Sender of(SpfQuestion asked) {
        String text = asked.mailFrom();
        if (text.length() > 1 && text.charAt(0) == '<' && text.charAt(text.length() - 1) == '>') {
            text = text.substring(1, text.length() - 1);
        }
        // Section 2.4: an empty MAIL FROM is postmaster at the HELO name.
        if (asked.identity() == Identity.HELO || text.isEmpty() || text.equals("<>")) {
            return of("postmaster", asked.helo());
        }
        // Section 4.3: the last "@" divides, since a quoted local part may hold others; none means no local part.
        int at = text.lastIndexOf('@');
        return at <= 0 ? of("postmaster", text.substring(at + 1)) : of(text.substring(0, at), text.substring(at + 1));
    }

    private static Sender of(String local, String domain) {
        // An address literal is no domain (section 4.3), nor is anything that could never fit.
        DomainName name = domain.startsWith("[") || domain.length() > 4 * DomainName.LONGEST_NAME
                ? null
                : DomainName.parse(domain).orElse(null);
        String shown = domain.length() > 4 * DomainName.LONGEST_NAME ? domain.substring(0, 1012) : domain;
        for (int i = 0; name != null && i < domain.length(); i++) {
            if (domain.charAt(i) > 0x7f) {
                shown = name.toString();
                break;
            }
        }
        if (name != null && shown.endsWith(".")) {
            shown = shown.substring(0, shown.length() - 1);
        }
        return new Sender(
                local.length() > LONGEST_LOCAL_PART ? local.substring(local.length() - LONGEST_LOCAL_PART) : local,
                shown,
                name);
    }

    /// Whether macros of the local part never match (RFC 8616, section 4).
    boolean localPartIsAscii() {
        for (int i = 0; i < local.length(); i++) {
            if (local.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
