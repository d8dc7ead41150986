package org.whybounce.store.mailbox;

import java.net.URI;
import java.net.URISyntaxException;
import org.whybounce.report.ReportMailboxes.Unreachable;

/// Where a mailbox is, as in `imaps://dmarc@mail.example.org/INBOX` (RFC 5092).
///
/// @param secured TLS from the first byte; else by STARTTLS, without which nothing is said
/// @param port    -1 for the usual one
record MailboxAddress(boolean secured, String user, String host, int port, String folder) {
    static MailboxAddress of(String url) throws Unreachable {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new Unreachable("'" + url + "' is no mailbox, such as imaps://dmarc@mail.example.org/INBOX");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        String user = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        if (!scheme.equals("imaps") && !scheme.equals("imap") || uri.getHost() == null || user.isEmpty()) {
            throw new Unreachable("a mailbox is named like imaps://dmarc@mail.example.org/INBOX, with the user in it");
        }
        if (user.indexOf(':') >= 0) {
            throw new Unreachable("the password does not belong into the mailbox's address, where everybody on this"
                    + " machine sees it: give it as WHYBOUNCE_MAILBOX_PASSWORD or in a file");
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        String folder = path.length() > 1 ? path.substring(1) : "INBOX";
        // Users are often mail addresses: dmarc%40example.org@mail.example.org.
        return new MailboxAddress(scheme.equals("imaps"), user, uri.getHost(), uri.getPort(), folder);
    }

    String protocol() {
        return secured ? "imaps" : "imap";
    }
}
