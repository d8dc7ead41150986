package org.whybounce.cause.rule;

import java.util.Optional;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// What the text of a bounce tells of forwarding: the mail was for an address of one domain, and refused at another's
/// ("generated from", "expanded from", `orig_to=`, Original-Recipient, ORCPT). An alias within the sender's own domain
/// is none of it: who keeps that keeps the record too.
///
/// @param domain the domain that sent it on
/// @param words  the two addresses, in a clause
record SentOn(DomainName domain, String words, Optional<Span> span) {
    static Optional<SentOn> of(SpfCase c) {
        Optional<Refusal> refusal = c.file().refusal();
        Optional<Claim<String>> original = refusal.flatMap(Refusal::originalRecipient);
        Optional<DomainName> first = original.map(Claim::value).flatMap(CaseFile::domainOf);
        Optional<DomainName> last = refusal.flatMap(Refusal::recipient).map(Claim::value).flatMap(CaseFile::domainOf);
        if (first.isEmpty() || last.isEmpty() || c.domain().isEmpty()) {
            return Optional.empty();
        }
        DomainName by = PublicSuffixes.organisation(first.get());
        boolean elsewhere = !by.equals(PublicSuffixes.organisation(last.get()));
        boolean sender = by.equals(PublicSuffixes.organisation(c.domain().get()));
        return elsewhere && !sender
                ? Optional.of(new SentOn(
                        first.get(),
                        "it was for " + original.get().value() + " and was sent on to "
                                + refusal.flatMap(Refusal::recipient).orElseThrow().value(),
                        Optional.of(original.get().span())))
                : Optional.empty();
    }
}
