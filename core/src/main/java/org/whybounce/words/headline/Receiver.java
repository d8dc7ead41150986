package org.whybounce.words.headline;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.bounce.Refusal;
import org.whybounce.dns.DomainName;
import org.whybounce.text.Claim;

/// What to call the one who refused, at the beginning of a sentence.
final class Receiver {
    /// Providers of wordings that are programs, which anybody runs: such a one refuses nothing itself.
    private static final Set<String> PROGRAMS = Set.of(
            "any",
            "rspamd",
            "qpsmtpd",
            "qmail",
            "postfix-policyd-spf",
            "mox",
            "maddy",
            "iredapd",
            "hmailserver",
            "stalwart",
            "sendmail",
            "postfix",
            "opendmarc",
            "notes",
            "magicspam",
            "magicmail",
            "haraka",
            "exim",
            "courier",
            "spfbl",
            "cisco",
            "fireeye",
            "barracuda",
            "amazon ses",
            "sendgrid",
            "postmark",
            "mailgun");

    /// Names under which Google takes mail for its own mailboxes, rather than for its customers' domains.
    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");

    private Receiver() {}

    static String of(Optional<Refusal> refusal) {
        Optional<String> provider = refusal.flatMap(Refusal::provider)
                .map(Claim::value)
                .filter(name -> !PROGRAMS.contains(name.toLowerCase(Locale.ROOT)));
        Optional<String> host = refusal.flatMap(Refusal::remoteMta).map(Claim::value);
        boolean own = refusal.filter(r -> switch (r.refusedBy()) {
                    case OWN_RELAY, OWN_SERVER -> true;
                    case RECIPIENT_MX, GATEWAY, FORWARDER, UNKNOWN -> false;
                })
                .isPresent();
        if (provider.isPresent()) {
            return provider.get().equals("Google") && gmail(refusal, host) ? "Gmail" : provider.get();
        }
        return host.flatMap(name -> DomainName.parse(name.strip()))
                .filter(name -> name.labelCount() > 1 && name.toString().length() <= 60)
                .map(name -> own ? "Your own mail server " + name : "The mail server " + name)
                .orElse(own ? "Your own mail server" : "The receiving server");
    }

    private static boolean gmail(Optional<Refusal> refusal, Optional<String> host) {
        return host.filter(name -> name.startsWith("gmail-smtp-in.")).isPresent()
                || refusal.flatMap(Refusal::recipient)
                        .map(Claim::value)
                        .map(address -> address.substring(address.lastIndexOf('@') + 1)
                                .replace(">", "")
                                .toLowerCase(Locale.ROOT))
                        .filter(GMAIL::contains)
                        .isPresent();
    }
}
