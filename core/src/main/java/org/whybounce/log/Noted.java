package org.whybounce.log;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.text.Claim;

/// The facts of one line while it is being read; what comes out is an [Event].
final class Noted {
    private final Line line;
    private final Map<LogFact, Claim<String>> facts = new EnumMap<>(LogFact.class);

    Noted(Line line) {
        this.line = line;
        note(LogFact.DATE, line.date());
    }

    Noted note(LogFact fact, Optional<Claim<String>> claim) {
        claim.filter(found -> !found.value().isEmpty()).ifPresent(found -> facts.putIfAbsent(fact, found));
        return this;
    }

    Noted note(LogFact fact, Claim<String> claim) {
        return note(fact, Optional.of(claim));
    }

    /// A decoded value; null and empty are none.
    Noted value(LogFact fact, @Nullable String value) {
        return value == null || value.isBlank() ? this : note(fact, line.claim(value.strip()));
    }

    boolean has(LogFact fact) {
        return facts.containsKey(fact);
    }

    String value(LogFact fact) {
        Claim<String> claim = facts.get(fact);
        return claim == null ? "" : claim.value();
    }

    /// Refused or deferred as its codes say; as the form says where there are none.
    Event refused(String system, Role role, String story, boolean deferred) {
        codes();
        String code = value(LogFact.CODE).isEmpty() ? value(LogFact.STATUS) : value(LogFact.CODE);
        boolean later = code.isEmpty() ? deferred : code.charAt(0) == '4';
        return event(system, role, later ? Outcome.DEFERRED : Outcome.REFUSED, story);
    }

    Event event(String system, Role role, Outcome outcome, String story) {
        if (outcome.refusal()) {
            codes();
        }
        return new Event(system, role, outcome, story, facts);
    }

    /// The first reply code and the first enhanced code of the words.
    private void codes() {
        Claim<String> words = facts.get(LogFact.WORDS);
        if (words == null) {
            return;
        }
        String text = words.value();
        boolean before = false;
        for (int i = 0; i < Math.min(text.length(), CODES_WITHIN); i++) {
            char c = text.charAt(i);
            if (!before && (c == '4' || c == '5')) {
                int end = digits(text, i);
                boolean plain = end == text.length() || !Line.letter(text.charAt(end)) && text.charAt(end) != '.';
                if (end - i == 3 && plain) {
                    part(LogFact.CODE, words, i, end);
                } else if (end - i == 1) {
                    int enhanced = enhanced(text, end);
                    if (enhanced > 0) {
                        part(LogFact.STATUS, words, i, enhanced);
                    }
                }
            }
            before = Line.letter(c) || c == '.' || c == '@' || c == '[';
        }
    }

    /// The codes stand near the beginning of a refusal.
    private static final int CODES_WITHIN = 600;

    private void part(LogFact fact, Claim<String> words, int from, int to) {
        String value = words.value().substring(from, to);
        facts.putIfAbsent(
                fact,
                new Claim<>(
                        value,
                        words.span() == null
                                ? null
                                : new org.whybounce.text.Span(
                                        words.span().start() + from,
                                        words.span().start() + to)));
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && Line.digit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// The end of `.7.26` behind the class; 0 if there is none.
    private static int enhanced(String text, int from) {
        int at = from;
        for (int part = 0; part < 2; part++) {
            if (at >= text.length() || text.charAt(at) != '.') {
                return 0;
            }
            int end = digits(text, at + 1);
            if (end == at + 1 || end - at > 4) {
                return 0;
            }
            at = end;
        }
        return at < text.length()
                        && (Line.letter(text.charAt(at))
                                || text.charAt(at) == '.' && at + 1 < text.length() && Line.digit(text.charAt(at + 1)))
                ? 0
                : at;
    }
}
