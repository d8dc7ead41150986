package org.whybounce.sender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.vendor.Scope;
import org.whybounce.vendor.Vendor;

/// Judges each source. The rules stand in the order in which they are asked; the first that speaks decides.
///
/// Nothing that a forger can write makes a source ours: neither a From, nor a MAIL FROM, nor a signature that does not
/// verify, nor a reverse name that does not lead back. What makes it ours is the SPF record, a name in our own DNS that
/// leads to the address, our key where it is used first, a service that carries our MAIL FROM or its own signature day
/// by day, or the word of a person.
final class Sorting {
    private final Signers signers;
    private final Map<String, Group> groups;
    private final Set<IpPrefix> mine;
    private final Set<String> mineServices;
    private final long period;
    private final Set<Vendor> mailboxes;

    private final long strangers;

    /// @param period    days that the reports cover
    /// @param mailboxes services that receive the domain's mail
    Sorting(Signers signers, Map<String, Group> groups, Confirmed confirmed, long period, Set<Vendor> mailboxes) {
        this.mailboxes = mailboxes;
        this.signers = signers;
        this.groups = groups;
        this.mine = confirmed.ranges();
        this.mineServices = confirmed.services();
        this.period = period;
        // An address without a name is a group of its own.
        this.strangers = groups.keySet().stream()
                .filter(key -> IpAddress.parse(key).isPresent())
                .count();
    }

    Source judge(Sighted source) {
        Traits traits = source.traits();
        Host host = source.host();
        if (source.listed()) {
            return source.as(
                    SenderClass.AUTHORISED,
                    List.of("The SPF record lists it: "
                            + source.now()
                                    .term()
                                    .map(SpfNow.Listing::words)
                                    .orElse("by a term that depends on the message")
                            + "."));
        }
        if (mine.stream().anyMatch(range -> range.contains(source.address()))
                || host.service()
                        .filter(vendor -> mineServices.contains(vendor.name()))
                        .isPresent()) {
            return confirmed(source);
        }
        Optional<Vendor> forwarder = host.service().filter(vendor -> vendor.scope() == Scope.FORWARDER);
        if (forwarder.isPresent()) {
            return source.as(
                    SenderClass.FORWARDER,
                    List.of("It is a host of " + forwarder.get().shortName()
                            + ", which passes on other people's mail."));
        }
        if (traits.dkimAligned() > 0) {
            return signed(source);
        }
        if (traits.spfAligned() > 0 && !source.passes()) {
            return source.as(
                    SenderClass.UNKNOWN,
                    List.of("Its mail passed SPF when the reports were made, and the record does not list it any more:"
                            + " was it taken out on purpose?"));
        }
        return unsigned(source);
    }

    private static Source confirmed(Sighted source) {
        boolean branded = source.traits().ownShare() < 0.5;
        if (!branded && source.passes()) {
            return source.as(SenderClass.AUTHORISED, List.of("A person confirmed that it is yours."));
        }
        return source.as(
                source.tally().failing() == 0
                        ? SenderClass.AUTHORISED
                        : branded ? SenderClass.FORGOTTEN_BRANDED : SenderClass.FORGOTTEN,
                List.of("A person confirmed that it is yours."));
    }

    /// A signature of ours verifies on some of its mail at least.
    private Source signed(Sighted source) {
        Traits traits = source.traits();
        String selector = Traits.main(traits.signed()).orElse("");
        String with = selector.isEmpty() ? "a signature of yours" : "your signature with selector ‘" + selector + "’";
        boolean mostly = source.tally().passing() * 2 > source.tally().messages();
        Host host = source.host();
        if (host.own().isPresent() && mostly) {
            return source.as(
                    SenderClass.AUTHORISED,
                    List.of("Its mail carries " + with + ", and " + host.own().get() + "."));
        }
        boolean home = signers.home(selector).filter(source.group()::equals).isPresent();
        if (signers.listed(selector)) {
            return source.as(
                    SenderClass.FORWARDER,
                    List.of("Its mail carries " + with + ", which is made at sources that the SPF record lists; this"
                            + " address is not one of them, so it passes mail on."));
        }
        if (home
                && mostly
                && host.service().filter(vendor -> signs(vendor, selector)).isPresent()) {
            return source.as(
                    SenderClass.AUTHORISED,
                    List.of("Its mail carries " + with + ", which "
                            + host.service().get().shortName() + " makes: no other service shows it on as much mail."));
        }
        if (!home) {
            return source.as(
                    SenderClass.FORWARDER,
                    List.of("Its mail carries " + with + ", which is made elsewhere"
                            + signers.home(selector).map(at -> " (" + at + ")").orElse("")
                            + ", so it passes mail on."));
        }
        return source.as(
                SenderClass.UNKNOWN,
                List.of("Its mail carries " + with + ", which no other source shows: it signs for you, or it passes"
                        + " on mail whose source is in no report."));
    }

    /// Whether a service that shows a selector of ours is where the signature is made. A service that makes mail
    /// does nothing else; one that keeps mailboxes passes on signed mail as well, unless ours are among them or the
    /// selector is one that it hands out.
    private boolean signs(Vendor vendor, String selector) {
        return !vendor.passesOn()
                || mailboxes.contains(vendor)
                || vendor.selectors().stream().anyMatch(each -> each.matches(selector));
    }

    /// No signature of ours verifies.
    private Source unsigned(Sighted source) {
        Traits traits = source.traits();
        Host host = source.host();
        long brokenKnown = traits.broken().entrySet().stream()
                .filter(each -> signers.known(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        boolean speaks = host.names().stream().anyMatch(traits::speaksFor);
        long lists = traits.reasons().getOrDefault("mailing_list", 0L);
        if (lists > 0 && (speaks || traits.share(lists) > 0.5) || brokenKnown * 2 > traits.messages() && speaks) {
            return source.as(
                    SenderClass.MAILING_LIST,
                    List.of("Its mail carries a signature of yours that no longer verifies, and "
                            + (speaks ? "a MAIL FROM or signature of its own" : "receivers took it for a mailing list")
                            + ": a list altered what it passed on."));
        }
        long forwarded = traits.reasons().getOrDefault("forwarded", 0L)
                + traits.reasons().getOrDefault("trusted_forwarder", 0L);
        if (traits.share(forwarded) > 0.5
                && host.own().isEmpty()
                && host.service().isEmpty()) {
            return source.as(SenderClass.FORWARDER, List.of("Receivers took most of its mail for forwarded mail."));
        }
        if (brokenKnown * 2 > traits.messages() && host.own().isEmpty()) {
            return source.as(
                    SenderClass.UNKNOWN,
                    List.of("Its mail carries a signature in your name that does not verify: mail that was altered on"
                            + " the way, or a forgery that copies one."));
        }
        if (host.own().isPresent()) {
            return own(source);
        }
        if (host.service().isPresent()) {
            return service(source, host.service().get());
        }
        return stranger(source);
    }

    private static Source own(Sighted source) {
        Traits traits = source.traits();
        String why = "Your DNS names it: " + source.host().own().orElse("") + ".";
        if (source.passes() && traits.ownShare() > 0.5) {
            return source.as(SenderClass.AUTHORISED, List.of(why));
        }
        if (traits.ownShare() > 0.5 || traits.noEnvelope() == traits.messages()) {
            return source.as(
                    SenderClass.FORGOTTEN,
                    List.of(
                            why,
                            "The SPF record of " + source.at() + " does not list it ("
                                    + source.now().result().word() + ")."));
        }
        return source.as(
                SenderClass.FORGOTTEN_BRANDED,
                List.of(why, "It sends with a MAIL FROM of another domain, so your SPF record is not read for it."));
    }

    private Source service(Sighted source, Vendor vendor) {
        Traits traits = source.traits();
        String name = vendor.shortName();
        Group group = groups.getOrDefault(source.group(), new Group(0, 0, 0, 0, 0, 0));
        String seen = name + " was seen on " + group.days() + (group.days() == 1 ? " day" : " days") + " by "
                + group.reporters() + (group.reporters() == 1 ? " reporter" : " reporters") + " with "
                + group.messages() + " messages as you";
        if (traits.ownShare() > 0.5 && vendor.passesOn() && !mailboxes.contains(vendor)) {
            return source.as(
                    SenderClass.UNKNOWN,
                    List.of(
                            name + " passes on what arrives for its customers, and keeps your MAIL FROM: this is mail"
                                    + " of yours only if your people use " + name + ".",
                            seen + "."));
        }
        if (traits.ownShare() > 0.5) {
            return group.regular()
                    ? source.as(
                            SenderClass.FORGOTTEN,
                            List.of("It sends with your MAIL FROM through " + name + ".", seen + "."))
                    : source.as(
                            SenderClass.UNKNOWN,
                            List.of(seen + ": too little to tell you from another customer of it."));
        }
        boolean its = traits.foreign().keySet().stream()
                        .anyMatch(domain -> vendor.returnPaths().stream().anyMatch(p -> p.matches(domain)))
                || traits.others().keySet().stream()
                        .anyMatch(domain -> vendor.dkimDomains().stream().anyMatch(p -> p.matches(domain)));
        return its && group.regular()
                ? source.as(
                        SenderClass.FORGOTTEN_BRANDED,
                        List.of(
                                "It sends with the MAIL FROM of " + name
                                        + ", so your SPF record is not read, and without a signature of yours.",
                                seen + "."))
                : source.as(
                        SenderClass.UNKNOWN,
                        List.of(
                                its
                                        ? seen + ": too little to tell you from another customer of it."
                                        : "Its hosts are shared, and nothing in the mail but the From is yours: it may"
                                                + " be another customer of " + name + "."));
    }

    /// Neither ours nor a service's that is known.
    private Source stranger(Sighted source) {
        Traits traits = source.traits();
        Host host = source.host();
        if (source.now().lists()) {
            return source.as(
                    SenderClass.UNKNOWN,
                    List.of("The SPF record lists its range ("
                            + source.now().term().map(SpfNow.Listing::words).orElse("")
                            + "), but nothing in its mail but the From is yours."));
        }
        if (host.names().stream().anyMatch(each -> each.isAtOrBelow(PublicSuffixes.organisation(source.at())))) {
            return source.as(
                    SenderClass.UNKNOWN,
                    List.of("Its name " + host.names().getFirst()
                            + " is one of yours, but of a kind that is given to lines of customers."));
        }
        boolean named = !host.nameless(source.address());
        int days = Long.bitCount(source.tally().dayBits());
        boolean steady = period >= SenderLimits.PERIOD
                && days >= SenderLimits.STEADY * Math.min(period, 64)
                && Long.bitCount(source.tally().reporterBits()) >= 2;
        String claimed = host.claimed().isEmpty()
                ? ""
                : " Its reverse name " + host.claimed().getFirst() + " does not lead back to it.";
        String name = host.names().isEmpty()
                ? "It has no reverse name that leads back to it." + claimed
                : "Its reverse name is " + host.names().getFirst() + ".";
        Group group = groups.getOrDefault(source.group(), new Group(0, 0, 0, 0, 0, 0));
        if (group.addresses() >= SenderLimits.HERD) {
            return source.as(
                    SenderClass.FORGED,
                    List.of(
                            "It is one of " + group.addresses() + " addresses below " + source.group()
                                    + " that send without a signature of yours.",
                            name));
        }
        if (traits.ownShare() > 0.5 && (named || steady && strangers <= SenderLimits.HERD)) {
            return source.as(
                    SenderClass.UNKNOWN,
                    List.of(
                            "It sends with your MAIL FROM and without a signature, seen on " + days
                                    + (days == 1 ? " day" : " days")
                                    + ": a server of yours, or one that passes on mail.",
                            name));
        }
        if (named && host.names().stream().anyMatch(traits::speaksFor)) {
            return source.as(
                    SenderClass.UNKNOWN,
                    List.of(
                            "It sends with a MAIL FROM or signature of its own and nothing of yours but the From.",
                            name));
        }
        return source.as(
                SenderClass.FORGED,
                List.of(
                        "It sends without a signature of yours, from no service that is known, and SPF gives "
                                + source.now().result().word()
                                + (source.now().everybody() ? ", as it gives everybody." : "."),
                        name));
    }
}
