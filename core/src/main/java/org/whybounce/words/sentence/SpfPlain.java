package org.whybounce.words.sentence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.spf.record.MacroString;
import org.whybounce.spf.record.Mechanism;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.record.Term;

/// A record read aloud: what each term says, in the order in which a receiver goes through them.
public final class SpfPlain {
    /// Ranges of one sentence that are named; the rest is counted.
    private static final int MOST_NAMED = 3;

    private SpfPlain() {}

    /// One sentence for each term that can decide, ranges in a row taken together, and one for what happens when none
    /// does.
    public static List<String> of(SpfRecord record) {
        List<String> sentences = new ArrayList<>();
        List<String> ranges = new ArrayList<>();
        Qualifier before = Qualifier.PASS;
        for (Term term : record.terms()) {
            if (!(term instanceof Term.Directive(Qualifier qualifier, Mechanism mechanism, var span))) {
                continue;
            }
            String range = range(mechanism);
            if (!ranges.isEmpty() && (range == null || qualifier != before)) {
                sentences.add(lead(sentences) + listed(before, ranges));
                ranges.clear();
            }
            before = qualifier;
            if (range != null) {
                ranges.add(range);
                continue;
            }
            if (mechanism instanceof Mechanism.All) {
                sentences.add(lead(sentences) + verb(qualifier.result()) + ", whatever the address");
                return sentences;
            }
            sentences.add(lead(sentences) + verb(qualifier.result()) + " if " + of(mechanism));
        }
        if (!ranges.isEmpty()) {
            sentences.add(lead(sentences) + listed(before, ranges));
        }
        sentences.add(lead(sentences)
                + record.redirect()
                        .map(redirect -> "gets what the record of " + redirect.domain() + " says")
                        .orElse("is neutral: the record does not say"));
        return sentences;
    }

    private static String lead(List<String> sentences) {
        return sentences.isEmpty() ? "" : "or else ";
    }

    private static @Nullable String range(Mechanism mechanism) {
        return switch (mechanism) {
            case Mechanism.Ip4(var range) -> range.toString();
            case Mechanism.Ip6(var range) -> range.toString();
            case Mechanism.All all -> null;
            case Mechanism.Include include -> null;
            case Mechanism.A a -> null;
            case Mechanism.Mx mx -> null;
            case Mechanism.Ptr ptr -> null;
            case Mechanism.Exists exists -> null;
        };
    }

    private static String listed(Qualifier qualifier, List<String> ranges) {
        String verb = verb(qualifier.result());
        int count = ranges.size();
        if (count == 1) {
            String only = ranges.getFirst();
            return verb + (only.indexOf('/') < 0 ? " if the address is " : " if the address lies in ") + only;
        }
        String named = count <= MOST_NAMED + 1
                ? String.join(", ", ranges)
                : String.join(", ", ranges.subList(0, MOST_NAMED)) + " and " + (count - MOST_NAMED) + " more";
        return verb + " if the address lies in one of " + count + " ranges: " + named;
    }

    private static String verb(SpfResult result) {
        return switch (result) {
            case PASS -> "passes";
            case FAIL -> "fails";
            case SOFTFAIL -> "softfails";
            case NEUTRAL -> "is neutral";
            case NONE, TEMPERROR, PERMERROR -> result.word();
        };
    }

    private static String of(Mechanism mechanism) {
        return switch (mechanism) {
            case Mechanism.All all -> "anything";
            case Mechanism.Ip4(var range) -> "the address lies in " + range;
            case Mechanism.Ip6(var range) -> "the address lies in " + range;
            case Mechanism.Include(var domain) -> "the record of " + domain + " passes it";
            case Mechanism.A(var domain, var length4, var length6) ->
                "it is " + near(length4, length6) + "an address of " + name(domain);
            case Mechanism.Mx(var domain, var length4, var length6) ->
                "it is " + near(length4, length6) + "an address of a mail host of " + name(domain);
            case Mechanism.Ptr(var domain) -> "its reverse name lies in " + name(domain);
            case Mechanism.Exists(var domain) -> domain + " has an address";
        };
    }

    private static String near(int length4, int length6) {
        if (length4 == 32 && length6 == 128) {
            return "";
        }
        return "in the same /" + length4 + (length6 == 128 ? "" : " (IPv6 /" + length6 + ")") + " as ";
    }

    private static String name(@Nullable MacroString domain) {
        return domain == null ? "the domain itself" : domain.toString();
    }
}
