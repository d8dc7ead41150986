package org.whybounce.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// A paste of one small thing: a code, an address, a list of domains, an openspf-style link.
final class Alone {
    private static final int MOST_DOMAINS = 100_000;

    private Alone() {}

    static Optional<Pasted> read(Pasted.Body body) {
        String text = body.text().strip();
        Span span = new Span(0, body.text().length());
        if (Codes.alone(text)) {
            return Optional.of(new Pasted.Code(
                    body.with(List.of(new PastedPart(PartKind.CODE, span)), List.of(), ReportFacts.NONE)));
        }
        if (text.length() < LONGEST_ADDRESS) {
            Optional<IpAddress> ip = IpAddress.parse(text.replace("[", "").replace("]", ""));
            if (ip.isPresent()) {
                ReportFacts facts = new ReportFacts(
                        ip.map(one -> new Claim<>(one, span)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of());
                return Optional.of(new Pasted.Prose(
                        body.with(List.of(new PastedPart(PartKind.ADDRESS, span)), List.of(), facts), true));
            }
        }
        if (text.length() < LONGEST_LINK && text.indexOf(' ') < 0 && text.indexOf('\n') < 0) {
            ReportFacts facts = ReportReader.read(body.text());
            if (facts.ip().isPresent()
                    && (facts.mailFrom().isPresent() || facts.helo().isPresent())) {
                return Optional.of(new Pasted.BounceText(
                        body.with(List.of(new PastedPart(PartKind.SPF_LINK, span)), List.of(), facts)));
            }
        }
        List<DomainName> names = names(text);
        return names.size() < 2
                ? Optional.empty()
                : Optional.of(new Pasted.Domains(
                        body.with(List.of(new PastedPart(PartKind.DOMAINS, span)), List.of(), ReportFacts.NONE),
                        names));
    }

    private static final int LONGEST_ADDRESS = 60;
    private static final int LONGEST_LINK = 2_000;

    private static List<DomainName> names(String text) {
        List<DomainName> names = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) > ' ' && ",;|".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (end > at) {
                Optional<DomainName> name = Intake.word(text.substring(at, end));
                if (name.isEmpty() || names.size() >= MOST_DOMAINS) {
                    return List.of();
                }
                names.add(name.get());
            }
            at = end + 1;
        }
        return names;
    }
}
