package org.whybounce.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.field.AddressList;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Mailbox;
import org.whybounce.message.results.AuthenticationResults;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.message.results.ReceivedSpf;
import org.whybounce.message.results.SummaryRow;
import org.whybounce.text.Claim;

/// Reads the headers of a message, wherever they stand in a paste, into [MessageEvidence].
public final class MessageReader {
    /// Fields that tell MAIL FROM where Return-Path is missing, the surest first.
    private static final List<String> RETURN_PATH =
            List.of("Return-Path", "X-Envelope-From", "Envelope-From", "X-MailFrom");

    private static final Set<String> ORIGINALS = Set.of(
            "authentication-results-original",
            "x-original-authentication-results",
            "original-authentication-results",
            "old-authentication-results",
            "x-authentication-results-original",
            "x-forwarded-authentication-results",
            "x-authentication-results",
            "x-ms-exchange-authentication-results");

    private MessageReader() {}

    /// Reads the first header block of `text`; empty if there is none.
    public static Optional<MessageEvidence> read(String text) {
        return HeaderBlock.read(text).map(MessageReader::read);
    }

    /// Reads the first header block from a place in `text` on; spans count from the text's beginning.
    public static Optional<MessageEvidence> read(String text, int from) {
        return HeaderBlock.read(text, from).map(MessageReader::read);
    }

    public static MessageEvidence read(HeaderBlock block) {
        ReceivedChain received = ReceivedChain.of(block);
        List<ReceivedSpf> receivedSpf =
                block.all("Received-SPF").stream().map(ReceivedSpf::read).toList();
        List<AuthenticationResults> results = results(block);
        Optional<Claim<Mailbox>> returnPath = returnPath(block);
        List<Claim<Mailbox>> from = from(block);
        return new MessageEvidence(
                block,
                returnPath,
                from,
                received,
                receivedSpf,
                results,
                FilterReport.all(block),
                block.all("DKIM-Signature").stream().map(SignatureClaim::read).toList(),
                ForwardingSearch.find(block, returnPath),
                AmbiguitySearch.find(block, from),
                limits(block, results, from));
    }

    private static List<String> limits(
            HeaderBlock block, List<AuthenticationResults> results, List<Claim<Mailbox>> from) {
        List<String> limits = new ArrayList<>(block.limits());
        if (results.stream().anyMatch(field -> field.results().size() >= AuthenticationResults.MOST_RESULTS)) {
            limits.add("only the first " + AuthenticationResults.MOST_RESULTS + " results of a field were read");
        }
        if (from.size() >= AddressList.MOST_ADDRESSES) {
            limits.add("only the first " + AddressList.MOST_ADDRESSES + " From addresses were read");
        }
        return limits;
    }

    private static List<AuthenticationResults> results(HeaderBlock block) {
        List<AuthenticationResults> results = new ArrayList<>();
        for (HeaderField field : block.fields()) {
            kind(field.name())
                    .map(kind -> AuthenticationResults.read(field, kind))
                    .or(() -> SummaryRow.read(field))
                    .ifPresent(results::add);
        }
        return results;
    }

    private static Optional<Kind> kind(String name) {
        if (name.equalsIgnoreCase("Authentication-Results")) {
            return Optional.of(Kind.OWN);
        }
        if (name.equalsIgnoreCase("ARC-Authentication-Results")) {
            return Optional.of(Kind.ARC);
        }
        return ORIGINALS.contains(name.toLowerCase(Locale.ROOT)) ? Optional.of(Kind.ORIGINAL) : Optional.empty();
    }

    private static Optional<Claim<Mailbox>> returnPath(HeaderBlock block) {
        for (String name : RETURN_PATH) {
            Optional<HeaderField> field = block.first(name);
            if (field.isPresent()) {
                Claim<String> claim = field.get().claim();
                Optional<Claim<Mailbox>> mailbox =
                        Mailbox.parse(claim.value()).map(value -> new Claim<>(value, claim.span()));
                return mailbox.isPresent()
                        ? mailbox
                        : AddressList.read(field.get().body()).stream().findFirst();
            }
        }
        return Optional.empty();
    }

    private static List<Claim<Mailbox>> from(HeaderBlock block) {
        List<Claim<Mailbox>> found = new ArrayList<>();
        for (HeaderField field : block.all("From")) {
            found.addAll(AddressList.read(field.body()));
        }
        return found;
    }
}
