package org.whybounce.cause.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whybounce.dns.DomainName;
import org.whybounce.text.Stanza;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;

/// Which hosts send on what others sent, as far as their names tell (`knowledge/forwarding-hosts.txt`).
record ForwardingHosts(List<String> labels, List<String> kinds) {
    private static final String FILE = "/org/whybounce/knowledge/forwarding-hosts.txt";

    /// Read on first use, once.
    private static final class BuiltIn {
        static final ForwardingHosts HOSTS = read();
    }

    static ForwardingHosts builtIn() {
        return BuiltIn.HOSTS;
    }

    private static ForwardingHosts read() {
        try (InputStream in = ForwardingHosts.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FILE);
            }
            List<String> labels = new ArrayList<>();
            List<String> kinds = new ArrayList<>();
            for (Stanza stanza :
                    Stanza.parse("forwarding-hosts.txt", new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                stanza.allowing(List.of("Label", "Kind", "Source"));
                stanza.required("Source");
                labels.addAll(stanza.words("Label"));
                kinds.addAll(stanza.words("Kind"));
            }
            return new ForwardingHosts(List.copyOf(labels), List.copyOf(kinds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the users of a service have mail sent on by it.
    boolean forwards(Vendor vendor) {
        return vendor.scope() == Scope.FORWARDER || kinds.contains(vendor.kind());
    }

    /// Whether a host is called as those are that send mail on.
    boolean called(DomainName host) {
        for (String label : host.toString().toLowerCase(Locale.ROOT).split("\\.")) {
            for (String word : labels) {
                if (label.startsWith(word)
                        && (label.length() == word.length()
                                || "-0123456789".indexOf(label.charAt(word.length())) >= 0)) {
                    return true;
                }
            }
        }
        return false;
    }
}
