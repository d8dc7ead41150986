package org.whybounce.web.page;

import java.util.Locale;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

/// What stands beside a term of a record: its plain reading, whose it is, what it costs.
public final class TreeWords {
    /// From here on a record has little room left before the limit of ten.
    private static final int NEAR = 8;

    private TreeWords() {}

    /// "or else passes if ..." as a sentence.
    public static String reading(String plain) {
        String rest = plain.startsWith("or else ") ? plain.substring("or else ".length()) : plain;
        return (rest.length() < plain.length() ? "Otherwise a mail " : "A mail ") + rest + ".";
    }

    /// The service that an include belongs to; empty if none is known.
    public static String service(String term) {
        String lower = term.toLowerCase(Locale.ROOT);
        String bare = !lower.isEmpty() && "+?~-".indexOf(lower.charAt(0)) >= 0 ? lower.substring(1) : lower;
        String target = bare.startsWith("include:")
                ? bare.substring("include:".length())
                : bare.startsWith("redirect=") ? bare.substring("redirect=".length()) : "";
        return target.isEmpty()
                ? ""
                : VendorDirectory.builtIn()
                        .byInclude(target)
                        .map(Vendor::shortName)
                        .orElse("");
    }

    /// The class of a cost: within, near the limit, beyond it.
    public static String band(int after, int limit) {
        return after > limit ? "cost over" : after >= NEAR ? "cost near" : "cost";
    }

    /// What is to be known of a term that plays no part; empty for one that does.
    public static String part(Piece term) {
        return switch (term.text("part")) {
            case "", "reached", "modifier" -> "";
            default -> "never read: " + term.text("part").replace('-', ' ');
        };
    }
}
