package org.whybounce.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.message.ForwardingSign.Kind;
import org.whybounce.message.field.AddressList;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.field.Srs;
import org.whybounce.message.field.TagList;
import org.whybounce.text.Claim;

/// Collects the traces that forwarders leave in headers.
final class ForwardingSearch {
    private final HeaderBlock block;
    private final List<ForwardingSign> signs = new ArrayList<>();

    private ForwardingSearch(HeaderBlock block) {
        this.block = block;
    }

    static List<ForwardingSign> find(HeaderBlock block, Optional<Claim<Mailbox>> returnPath) {
        ForwardingSearch search = new ForwardingSearch(block);
        returnPath.ifPresent(search::returnPath);
        search.fields();
        search.deliveries();
        return search.signs;
    }

    private void returnPath(Claim<Mailbox> path) {
        Mailbox mailbox = path.value();
        Claim<String> says = new Claim<>(mailbox.toString(), path.span());
        Srs.read(mailbox)
                .ifPresent(srs ->
                        signs.add(new ForwardingSign(Kind.SRS, says, srs.original(), Optional.of(srs.forwarder()))));
        // Gmail rewrites MAIL FROM of what a user's setting forwards to user+caf_=target=domain@gmail.com.
        int caf = mailbox.local().indexOf("+caf_=");
        if (caf > 0) {
            String user = mailbox.local().substring(0, caf) + "@" + mailbox.domain();
            signs.add(new ForwardingSign(Kind.GMAIL_FORWARD, says, Optional.empty(), Optional.of(user)));
        }
    }

    private void fields() {
        for (HeaderField field : block.fields()) {
            switch (field.name().toLowerCase(Locale.ROOT)) {
                case "x-forwarded-for" -> forwardedFor(field);
                case "x-forwarded-to" -> {
                    // X-Forwarded-For beside it tells the same, and who.
                    if (block.first("X-Forwarded-For").isEmpty()) {
                        add(Kind.FORWARDED_FOR, field, Optional.empty(), Optional.empty());
                    }
                }
                case "x-yandex-forward", "x-zoho-forward", "x-forwarding-loop" ->
                    add(Kind.FORWARDED_FOR, field, Optional.empty(), Optional.empty());
                case "x-ms-exchange-inbox-rules-loop",
                        "x-ms-exchange-forwardingloop",
                        "x-sieve-redirected-from",
                        "x-zimbra-forwarded" ->
                    add(Kind.AUTO_FORWARD, field, Optional.empty(), Optional.of(firstWord(field)));
                case "auto-submitted" -> {
                    if (field.value().toLowerCase(Locale.ROOT).startsWith("auto-forwarded")) {
                        add(Kind.AUTO_FORWARD, field, Optional.empty(), Optional.empty());
                    }
                }
                case "list-id",
                        "list-post",
                        "x-google-group-id",
                        "mailing-list",
                        "x-mailing-list",
                        "x-mailman-version",
                        "x-beenthere",
                        "sender" -> list(field);
                case "resent-from" -> add(Kind.RESENT, field, Optional.empty(), address(field));
                case "arc-seal" -> {
                    TagList tags = TagList.read(field.body().text());
                    add(Kind.ARC, field, Optional.empty(), tags.value("d"));
                }
                default -> {
                    // Every other field says nothing of forwarding.
                }
            }
        }
    }

    /// Gmail's X-Forwarded-For holds the mailbox that forwards and the one it forwards to. The same name is used by web
    /// proxies for IP addresses, which means something else.
    private void forwardedFor(HeaderField field) {
        String[] words = field.value().split("\\s+", 3);
        if (words[0].indexOf('@') > 0) {
            add(Kind.FORWARDED_FOR, field, Optional.empty(), Optional.of(words[0]));
        }
    }

    /// Bulk senders put List-Id and List-Unsubscribe into their own mail too; what shows distribution is a place to
    /// post to, the mark of list software, or the list's keeper as Sender (RFC 2142, section 6) beside
    /// another mark.
    private void list(HeaderField field) {
        if (signs.stream().anyMatch(sign -> sign.kind() == Kind.MAILING_LIST)) {
            return;
        }
        boolean certain = switch (field.name().toLowerCase(Locale.ROOT)) {
            case "list-id" -> false;
            case "list-post" -> !field.value().toUpperCase(Locale.ROOT).startsWith("NO");
            case "sender" ->
                (block.first("List-Id").isPresent()
                                || block.first("X-Loop").isPresent()
                                || block.first("Precedence").isPresent())
                        && address(field).filter(ForwardingSearch::keeper).isPresent();
            default -> true;
        };
        if (certain) {
            add(Kind.MAILING_LIST, field, Optional.empty(), address(field));
        }
    }

    private static boolean keeper(String address) {
        String local =
                address.substring(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase(Locale.ROOT);
        return local.startsWith("owner-") || local.endsWith("-owner") || local.endsWith("-bounces");
    }

    /// Two different Delivered-To mailboxes mean that the first one handed the message on to the second; so does a
    /// first recipient (X-Original-To) that an alias turned into another, or one that stands further down.
    private void deliveries() {
        List<HeaderField> delivered = block.all("Delivered-To");
        List<HeaderField> originals = block.all("X-Original-To");
        Optional<String> newest = delivered.stream().findFirst().map(ForwardingSearch::mailbox);
        if (newest.isPresent()) {
            further(newest.get(), delivered);
        }
        if (!originals.isEmpty() && signs.stream().noneMatch(sign -> sign.kind() == Kind.SEVERAL_DELIVERIES)) {
            further(newest.orElse(mailbox(originals.getFirst())), originals.subList(1, originals.size()));
        }
        if (!originals.isEmpty() && newest.isPresent()) {
            String first = mailbox(originals.getFirst());
            if (!sameDomain(first, newest.get()) && first.indexOf('@') > 0) {
                add(Kind.REDIRECTED_RECIPIENT, originals.getFirst(), Optional.of(first), Optional.empty());
            }
        }
    }

    /// The first of these fields that names a mailbox of another domain than the newest.
    private void further(String newest, List<HeaderField> fields) {
        for (HeaderField earlier : fields) {
            String address = mailbox(earlier);
            if (address.indexOf('@') > 0 && newest.indexOf('@') > 0 && !sameDomain(address, newest)) {
                add(Kind.SEVERAL_DELIVERIES, earlier, Optional.of(address), Optional.of(address));
                return;
            }
        }
    }

    private static boolean sameDomain(String one, String other) {
        int at = one.lastIndexOf('@');
        int otherAt = other.lastIndexOf('@');
        return at >= 0 && otherAt >= 0 && one.substring(at).equalsIgnoreCase(other.substring(otherAt));
    }

    private static String mailbox(HeaderField field) {
        return Mailbox.parse(field.value()).map(Mailbox::toString).orElse(field.value());
    }

    private static String firstWord(HeaderField field) {
        return field.value().split("\\s+", 2)[0];
    }

    private static Optional<String> address(HeaderField field) {
        return AddressList.read(field.body()).stream()
                .map(claim -> claim.value().toString())
                .map(address -> address.startsWith("mailto:") ? address.substring(7) : address)
                .findFirst();
    }

    private void add(Kind kind, HeaderField field, Optional<String> original, Optional<String> by) {
        signs.add(
                new ForwardingSign(kind, new Claim<>(field.name() + ": " + field.value(), field.span()), original, by));
    }
}
