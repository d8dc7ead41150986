package org.whybounce.words;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.spf.MacroString;
import org.whybounce.spf.Mechanism;
import org.whybounce.spf.SpfRecord;
import org.whybounce.spf.SpfResult;
import org.whybounce.spf.Term;

/// A record read aloud: what each term says, in the order in which a receiver goes through them.
public final class SpfPlain {
    private SpfPlain() {}

    /// One sentence for each term that can decide, and one for what happens when none does.
    public static List<String> of(SpfRecord record) {
        List<String> sentences = new ArrayList<>();
        for (Term term : record.terms()) {
            if (term instanceof Term.Directive directive) {
                String lead = sentences.isEmpty() ? "" : "or else ";
                if (directive.mechanism() instanceof Mechanism.All) {
                    sentences.add(verb(directive.qualifier().result()) + " whatever the address");
                    return sentences;
                }
                sentences.add(lead + verb(directive.qualifier().result()) + " if " + of(directive.mechanism()));
            }
        }
        sentences.add(record.redirect()
                .map(redirect -> "or else gets what the record of " + redirect.domain() + " says")
                .orElse("or else is neutral: the record does not say"));
        return sentences;
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
            case Mechanism.Ip4(var range) ->
                range.length() == 32 ? "the address is " + range : "the address lies in " + range;
            case Mechanism.Ip6(var range) ->
                range.length() == 128 ? "the address is " + range : "the address lies in " + range;
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
