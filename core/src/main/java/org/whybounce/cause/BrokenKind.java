package org.whybounce.cause;

/// The kinds of a record that does not evaluate, in a person's words.
public final class BrokenKind {
    private BrokenKind() {}

    public static String words(String kind) {
        return switch (kind) {
            case "too-many-lookups" -> "it needs more than 10 DNS lookups";
            case "too-many-voids" -> "more than 2 of its lookups find nothing";
            case "syntax" -> "it has a syntax error";
            case "several-records" -> "there are several records where only one may be";
            case "include-without-record" -> "it includes a domain that has no SPF record";
            case "loop" -> "it includes itself in a circle";
            case "macro" -> "a macro in it has a syntax error";
            case "too-large" -> "it is too large to be answered";
            default -> kind;
        };
    }
}
