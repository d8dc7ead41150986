package org.whybounce.bounce;

import java.util.List;
import java.util.Optional;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Span;

/// What a server puts in front of "rejected": Postfix names the client, the HELO name, the sender or the recipient that
/// it refused, `<info@example.org>: Sender address rejected: ...`, and the words say which of them it is.
///
/// @param place the name or address without its brackets, in the flattened text
/// @param ip    where the client's address stands in it
public record Rejected(Kind kind, Span place, Optional<Span> ip) {
    public enum Kind {
        CLIENT,
        HELO,
        SENDER,
        RECIPIENT
    }

    private record Words(String text, Kind kind) {}

    /// Behind `<...>: ` or `<...> `.
    private static final List<Words> BEHIND = List.of(
            new Words("unverified client host rejected", Kind.CLIENT),
            new Words("client host rejected", Kind.CLIENT),
            new Words("helo command rejected", Kind.HELO),
            new Words("sender address rejected", Kind.SENDER),
            new Words("reject due to spf policy", Kind.SENDER),
            new Words("sender rejected", Kind.SENDER),
            new Words("recipient rejected", Kind.RECIPIENT),
            new Words("recipient address rejected", Kind.RECIPIENT),
            new Words("relay access denied", Kind.RECIPIENT));

    /// In front of `<...>`.
    private static final List<Words> BEFORE = List.of(
            new Words("sender address <", Kind.SENDER),
            new Words("sender address: <", Kind.SENDER),
            new Words("sender verify failed for <", Kind.SENDER),
            new Words("recipient address <", Kind.RECIPIENT));

    private static final int LONGEST = 320;

    public static Optional<Rejected> find(String folded) {
        for (Words words : BEHIND) {
            int at = folded.indexOf(words.text());
            int close = folded.startsWith(">: ", at - 3) ? at - 3 : at - 2;
            if (close > 0 && folded.startsWith(">", close) && folded.charAt(at - 1) == ' ') {
                int open = folded.lastIndexOf('<', close);
                if (open >= 0 && close - open <= LONGEST) {
                    return of(folded, words.kind(), open + 1, close);
                }
            }
        }
        for (Words words : BEFORE) {
            int at = folded.indexOf(words.text());
            int open = at + words.text().length();
            int close = at < 0 ? -1 : folded.indexOf('>', open);
            if (close > 0 && close - open <= LONGEST) {
                return of(folded, words.kind(), open, close);
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejected> of(String folded, Kind kind, int start, int end) {
        Span place = new Span(start, end);
        String name = place.of(folded);
        return switch (kind) {
            case CLIENT -> {
                int open = name.indexOf('[');
                int close = name.indexOf(']');
                boolean address = open >= 0
                        && close > open
                        && IpAddress.parse(name.substring(open + 1, close)).isPresent();
                yield address
                        ? Optional.of(new Rejected(kind, place, Optional.of(new Span(start + open + 1, start + close))))
                        : Optional.empty();
            }
            case HELO ->
                name.isEmpty()
                                || name.indexOf(' ') >= 0
                                || name.startsWith("[")
                                || IpAddress.parse(name).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Rejected(kind, place, Optional.empty()));
            case SENDER, RECIPIENT ->
                name.indexOf('@') > 0 && name.indexOf(' ') < 0
                        ? Optional.of(new Rejected(kind, place, Optional.empty()))
                        : Optional.empty();
        };
    }
}
