package org.whybounce.bounce.form;

import java.util.Optional;
import org.whybounce.text.Span;

/// What Exchange writes of the last try, in its tracking logs, its message trace and its queues:
/// `[{LRT=...};{LED=550 5.7.1 ...};{FQDN=mx.example.net};{IP=192.0.2.1}]`. LED is the last error's detail.
final class ExchangeStatus {
    private ExchangeStatus() {}

    private static final String DETAIL = "{LED=";
    private static final String NAME = "{FQDN=";

    static Optional<Span> words(String text, Span within) {
        return value(text, within, DETAIL);
    }

    static Optional<Span> host(String text, Span within) {
        return value(text, within, NAME).flatMap(span -> Transcript.host(text, span.start(), span.end()));
    }

    private static Optional<Span> value(String text, Span within, String name) {
        int at = text.indexOf(name, within.start(), within.end());
        if (at < 0) {
            return Optional.empty();
        }
        int from = at + name.length();
        int end = text.indexOf("};{", from, within.end());
        int last = text.indexOf("}]", from, within.end());
        int stop = end >= 0 ? end : last >= 0 ? last : within.end();
        return stop > from ? Optional.of(new Span(from, stop)) : Optional.empty();
    }
}
