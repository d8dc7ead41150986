package org.whybounce.dkim.autopsy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.whybounce.dkim.Parts;
import org.whybounce.dns.DomainName;

/// Why a signature does not hold, as far as it could be found out.
public sealed interface Autopsy {
    /// One or two plain sentences.
    String says();

    /// The key is not there any more, so that nothing can be said about the signature itself.
    ///
    /// @param revoked   whether the record is there with an empty `p=`
    /// @param bodyHolds whether the body has the hash that the signature names; empty if there is no body
    record KeyGone(DomainName at, boolean revoked, Optional<Boolean> bodyHolds) implements Autopsy {
        @Override
        public String says() {
            String gone = revoked
                    ? "The key at " + at + " was withdrawn: its record is there with an empty p=."
                    : "There is no key at " + at + " now.";
            return gone
                    + bodyHolds
                            .map(holds -> holds
                                    ? " The body is still the one that was signed, so the key is what is amiss."
                                    : " The body is not the one that was signed either.")
                            .orElse(" Whether the text was altered cannot be told.");
        }
    }

    /// The signature was not made by the key that lies there now.
    ///
    /// @param damaged whether the signature has another length than the key gives: `b=` was damaged, or belongs to
    ///                another key
    record AnotherKey(DomainName at, boolean damaged) implements Autopsy {
        @Override
        public String says() {
            return damaged
                    ? "The value of b= is damaged, or made with a key of another length than the one at " + at + "."
                    : "The signature was not made by the key that lies at " + at
                            + " now: the key was replaced since, or b= is damaged. This is no sign of altered text.";
        }
    }

    /// With these changes undone the signature holds.
    ///
    /// @param signs what else shows that the text is not as it came
    record Found(List<Alteration> alterations, List<String> signs) implements Autopsy {
        public Found {
            alterations = List.copyOf(alterations);
            signs = List.copyOf(signs);
        }

        @Override
        public String says() {
            boolean paste = alterations.stream().allMatch(each -> each.kind().who() == Alteration.Who.PASTE);
            return "The signature holds if " + undone(alterations) + ": "
                    + alterations.stream()
                            .map(each -> each.kind().words())
                            .distinct()
                            .collect(Collectors.joining(", and "))
                    + (paste ? ", most likely on the way into this paste." : " after it was signed.");
        }
    }

    /// One of header fields and body is explained, the other is not.
    ///
    /// @param rest which part is left unexplained
    record FoundInPart(List<Alteration> alterations, Alteration.Where rest, List<String> signs) implements Autopsy {
        public FoundInPart {
            alterations = List.copyOf(alterations);
            signs = List.copyOf(signs);
        }

        @Override
        public String says() {
            String part = rest == Alteration.Where.HEADERS ? "body" : "header fields";
            String other = rest == Alteration.Where.HEADERS ? "a signed header field" : "the body";
            return "The " + part + " would match if " + undone(alterations) + "; " + other
                    + " was changed too, in a way that could not be found." + also(signs);
        }
    }

    /// Nothing that was tried makes it hold, and the text shows that it is not as it came.
    record NotIntact(List<String> signs) implements Autopsy {
        public NotIntact {
            signs = List.copyOf(signs);
        }

        @Override
        public String says() {
            return "This text is not the mail as it was received, so nothing can be concluded: "
                    + String.join("; ", signs) + ". Give the mail as a file (show original, .eml).";
        }
    }

    /// Nothing that was tried makes it hold, and there are traces of programs that alter mail.
    record Suspected(List<String> traces, Parts parts) implements Autopsy {
        public Suspected {
            traces = List.copyOf(traces);
        }

        @Override
        public String says() {
            return altered(parts) + " How could not be found out; suspicious: " + String.join("; ", traces) + ".";
        }
    }

    /// Nothing that was tried makes it hold.
    ///
    /// @param cut whether the search ended at its limit
    record Unknown(Parts parts, boolean cut) implements Autopsy {
        @Override
        public String says() {
            return altered(parts) + " None of the usual alterations explains it"
                    + (cut ? " as far as they were tried: the search has a limit." : ".");
        }
    }

    private static String undone(List<Alteration> alterations) {
        return alterations.stream().map(Alteration::undo).collect(Collectors.joining(" and "));
    }

    private static String also(List<String> signs) {
        return signs.isEmpty() ? "" : " Besides, " + String.join("; ", signs) + ".";
    }

    private static String altered(Parts parts) {
        return switch (parts.body()) {
            case HOLDS -> "The body is as it was signed; a signed header field is not.";
            case ALTERED, TOO_SHORT ->
                parts.headersHold()
                        ? "The header fields are as they were signed; the body is not."
                        : "Neither the header fields nor the body are as they were signed.";
            case MISSING -> "The signed header fields are not as they were signed; there is no body to look at.";
        };
    }
}
