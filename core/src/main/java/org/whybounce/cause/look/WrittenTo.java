package org.whybounce.cause.look;

import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.dns.DomainName;
import org.whybounce.message.HeaderBlock;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.AddressList;
import org.whybounce.message.field.HeaderField;
import org.whybounce.text.Claim;

/// For whom a refused mail was written, by its own fields, beside for whom it was refused. Whoever sends a mail on
/// leaves the fields as they were and puts another recipient into the envelope (RFC 5321, section 3.9).
public final class WrittenTo {
    private static final List<String> FIELDS = List.of("To", "Cc");

    /// Written by whoever delivered it before it was refused.
    private static final List<String> DELIVERED =
            List.of("Delivered-To", "X-Delivered-To", "X-Original-To", "Envelope-To", "Original-Recipient");

    private WrittenTo() {}

    /// Whether the mail was for others than those for whom it was refused: it was delivered at another domain before,
    /// or
    /// names recipients and none of them at the domain that refused it.
    public static boolean elsewhere(CaseFile file) {
        Optional<DomainName> refused =
                file.refusal().flatMap(Refusal::recipient).map(Claim::value).flatMap(CaseFile::domainOf);
        Optional<HeaderBlock> headers = file.message().map(MessageEvidence::headers);
        if (refused.isEmpty() || headers.isEmpty()) {
            return false;
        }
        List<DomainName> named = domains(headers.get(), FIELDS);
        return domains(headers.get(), DELIVERED).stream().anyMatch(name -> !Owners.same(name, refused.get()))
                || taken(file).stream()
                        .filter(name -> named.stream().noneMatch(each -> Owners.same(each, name)))
                        .anyMatch(name -> !Owners.same(name, refused.get()))
                || !named.isEmpty() && named.stream().noneMatch(name -> Owners.same(name, refused.get()));
    }

    /// The domains for which servers on the way took the mail (RFC 5321, section 4.4, the `for` clause). A server names
    /// one only where there was one recipient.
    private static List<DomainName> taken(CaseFile file) {
        return file.message().map(MessageEvidence::received).stream()
                .flatMap(chain -> chain.hops().stream())
                .flatMap(hop -> hop.recipient().stream())
                .flatMap(recipient -> CaseFile.domainOf(recipient.value()).stream())
                .toList();
    }

    /// An address or several; or one with the kind of address before it, `rfc822;joe@example.org` (RFC 3464, section
    /// 2.3.1).
    private static List<DomainName> named(HeaderField field) {
        String text = field.body().toString().strip();
        return text.regionMatches(true, 0, ADDRESS_TYPE, 0, ADDRESS_TYPE.length())
                ? CaseFile.domainOf(text.substring(ADDRESS_TYPE.length()).strip()).stream()
                        .toList()
                : AddressList.read(field.body()).stream()
                        .flatMap(mailbox -> mailbox.value().domainName().stream())
                        .toList();
    }

    private static final String ADDRESS_TYPE = "rfc822;";

    private static List<DomainName> domains(HeaderBlock headers, List<String> fields) {
        return fields.stream()
                .flatMap(name -> headers.all(name).stream())
                .flatMap(field -> named(field).stream())
                .toList();
    }
}
