package org.whybounce.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.message.Ambiguity.Code;
import org.whybounce.message.field.AddressList;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.field.Scan;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// Looks for the places where parsers disagree.
final class AmbiguitySearch {
    /// Fields that may stand once only (RFC 5322, section 3.6), From apart.
    private static final Set<String> ONCE =
            Set.of("Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References");

    private final HeaderBlock block;
    private final List<Ambiguity> found = new ArrayList<>();

    private AmbiguitySearch(HeaderBlock block) {
        this.block = block;
    }

    static List<Ambiguity> find(HeaderBlock block, List<Claim<Mailbox>> from) {
        AmbiguitySearch search = new AmbiguitySearch(block);
        search.from(from);
        search.duplicates();
        search.characters();
        return search.found;
    }

    private void from(List<Claim<Mailbox>> from) {
        List<HeaderField> fields = block.all("From");
        if (fields.isEmpty()) {
            return;
        }
        List<Span> places = fields.stream().map(HeaderField::span).toList();
        if (fields.size() > 1) {
            add(
                    Code.SEVERAL_FROM_FIELDS,
                    fields.size() + " From fields: one program shows the first, another the last",
                    places);
        } else if (addresses(from) > 1) {
            add(
                    Code.SEVERAL_FROM_ADDRESSES,
                    "From holds " + addresses(from) + " addresses; programs differ in which they show",
                    places);
        }
        if (from.isEmpty()) {
            add(Code.EMPTY_ADDRESS, "From holds no address", places);
        }
        for (HeaderField field : fields) {
            address(field);
        }
        for (Claim<Mailbox> claim : from) {
            boolean name = addresses(from) > 0 && !addressed(claim.value());
            if (!name) {
                mailbox(claim);
            }
        }
        others(from);
    }

    /// How many addresses stand there: a comma in a display name without quotes parts names, not addresses.
    private static long addresses(List<Claim<Mailbox>> from) {
        return from.stream()
                .map(Claim::value)
                .filter(AmbiguitySearch::addressed)
                .distinct()
                .count();
    }

    private static boolean addressed(Mailbox mailbox) {
        return !mailbox.domain().isEmpty();
    }

    /// Fields that some programs show in the place of From, where they name another organisation.
    private void others(List<Claim<Mailbox>> from) {
        // A list puts itself there, as it should (RFC 5322, section 3.6.2).
        boolean list =
                block.first("List-Id").isPresent() || block.first("List-Post").isPresent();
        for (String name : list ? List.of("Resent-From") : List.of("Sender", "Resent-From", "Resent-Sender")) {
            for (HeaderField field : block.all(name)) {
                boolean other = AddressList.read(field.body()).stream()
                        .flatMap(claim -> claim.value().domainName().stream())
                        .map(PublicSuffixes::organisation)
                        .anyMatch(domain -> !from.isEmpty()
                                && from.stream()
                                        .flatMap(claim -> claim.value().domainName().stream())
                                        .map(PublicSuffixes::organisation)
                                        .noneMatch(domain::equals));
                if (other) {
                    add(
                            Code.OTHER_SENDER,
                            name + " names another domain than From; some programs show it in place of From",
                            List.of(field.span()));
                }
            }
        }
    }

    private void mailbox(Claim<Mailbox> claim) {
        Mailbox mailbox = claim.value();
        List<Span> place = claim.span() == null ? List.of() : List.of(claim.span());
        if (mailbox.isNull()) {
            add(Code.EMPTY_ADDRESS, "From holds an empty address", place);
        } else if (mailbox.domain().isEmpty()) {
            add(Code.FROM_WITHOUT_DOMAIN, "From holds an address without a domain", place);
        }
        if (mailbox.local().indexOf('@') >= 0 && !mailbox.local().startsWith("\"")) {
            add(
                    Code.SEVERAL_AT_SIGNS,
                    "the From address holds several @ signs; programs differ in which divides it",
                    place);
        }
        if (mailbox.toString().contains("=?")) {
            add(
                    Code.ENCODED_WORD_IN_ADDRESS,
                    "an encoded word stands inside the From address, where none may be",
                    place);
        }
        if (mailbox.toString().indexOf('\0') >= 0) {
            add(
                    Code.NUL_CHARACTER,
                    "a NUL stands inside the From address; programs that end there see another one",
                    place);
        }
    }

    /// A display name with an `@` shows an address that is not the sender's.
    private void address(HeaderField field) {
        String text = field.body().text();
        int angle = text.lastIndexOf('<');
        if (angle >= 0) {
            String name = text.substring(0, angle);
            int at = name.indexOf('@');
            if (at >= 0) {
                String inside = text.substring(angle);
                int begin = at;
                while (begin > 0
                        && !Scan.space(name.charAt(begin - 1))
                        && "\"<(,".indexOf(name.charAt(begin - 1)) < 0) {
                    begin--;
                }
                int end = at;
                while (end < name.length() && !Scan.space(name.charAt(end)) && "\">),".indexOf(name.charAt(end)) < 0) {
                    end++;
                }
                if (!inside.contains(name.substring(begin, end))) {
                    add(
                            Code.ADDRESS_IN_DISPLAY_NAME,
                            "the display name of From shows an address that is not the sender's",
                            List.of(field.body().span(begin, end)));
                }
            }
            int close = text.indexOf('>', angle);
            if (close > 0 && text.indexOf('@', close) > 0) {
                add(
                        Code.ADDRESS_IN_DISPLAY_NAME,
                        "an address stands behind the one in angle brackets; some programs show that one",
                        List.of(field.body().span(close + 1, text.length())));
            }
            if (text.indexOf('<', angle) >= 0 && text.startsWith("@", angle + 1)) {
                add(Code.ROUTE_IN_ADDRESS, "the From address begins with a source route", List.of(field.span()));
            }
            if (text.substring(angle).indexOf('(') >= 0 && text.indexOf('>', angle) > text.indexOf('(', angle)) {
                add(Code.COMMENT_IN_ADDRESS, "a comment stands inside the From address", List.of(field.span()));
            }
        }
    }

    private void duplicates() {
        for (String name : ONCE) {
            List<HeaderField> fields = block.all(name);
            if (fields.size() > 1) {
                add(
                        Code.DUPLICATE_FIELD,
                        name + " stands " + fields.size() + " times, and may stand once",
                        fields.stream().map(HeaderField::span).toList());
            }
        }
    }

    private void characters() {
        List<Span> whole = List.of(block.span());
        if (block.damage().contains(HeaderBlock.Damage.NUL)) {
            add(Code.NUL_CHARACTER, "NUL characters stand in the headers", whole);
        }
        if (block.damage().contains(HeaderBlock.Damage.BARE_CR)) {
            add(
                    Code.BARE_CARRIAGE_RETURN,
                    "lone carriage returns stand in the headers; some programs break lines there",
                    whole);
        }
        if (block.damage().contains(HeaderBlock.Damage.SPACE_BEFORE_COLON)) {
            add(Code.SPACE_BEFORE_COLON, "a space stands before a colon; some programs do not see that field", whole);
        }
    }

    /// More are of no use to anybody.
    private static final int MOST = 50;

    private void add(Code code, String says, List<Span> places) {
        if (found.size() >= MOST) {
            return;
        }
        found.add(new Ambiguity(code, says, places));
    }
}
