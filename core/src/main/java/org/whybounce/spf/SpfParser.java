package org.whybounce.spf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.SyntaxError.Problem;
import org.whybounce.text.Span;

/// Reads the text of a record (RFC 7208, sections 4.6.1 and 12). The whole record is read, and every error in it is
/// found, since an error anywhere is a permerror whatever stands before it (section 4.6). Time is linear in the text.
public final class SpfParser {
    private static final int VERSION_LENGTH = 6;

    private final String text;
    // The same once more: reading an array is several times as fast as asking the text for each character.
    private final char[] chars;
    private final boolean repairs;
    private final List<Term> terms;
    private @Nullable List<SyntaxError> errors;
    private boolean redirectSeen;
    private boolean expSeen;
    private int quadEnd;

    private SpfParser(String text, boolean repairs) {
        this.text = text;
        this.chars = text.toCharArray();
        this.repairs = repairs;
        // A term is seldom shorter than this, so the list seldom grows.
        this.terms = new ArrayList<>(2 + text.length() / 16);
    }

    /// Whether a TXT record with this text is an SPF record: `v=spf1`, in any case, then a space or the end
    /// (RFC 7208, section 4.5).
    public static boolean isRecord(String text) {
        return text.regionMatches(true, 0, "v=spf1", 0, VERSION_LENGTH)
                && (text.length() == VERSION_LENGTH || text.charAt(VERSION_LENGTH) == ' ');
    }

    /// Reads a text that [#isRecord] holds for; of any other text what stands behind its first six characters.
    public static SpfSyntax parse(String text) {
        SpfParser parser = new SpfParser(text, true);
        parser.readTerms();
        List<Term> terms = Collections.unmodifiableList(parser.terms);
        List<SyntaxError> errors = parser.errors;
        return errors == null
                ? new SpfRecord(text, terms)
                : new BrokenRecord(text, terms, Collections.unmodifiableList(errors));
    }

    /// Whether these terms could stand in a record.
    static boolean sound(String terms) {
        SpfParser parser = new SpfParser("v=spf1 " + terms, false);
        parser.readTerms();
        return parser.errors == null && !parser.terms.isEmpty();
    }

    private void readTerms() {
        int length = chars.length;
        int i = Math.min(VERSION_LENGTH, length);
        while (i < length) {
            // Only the space separates terms (section 4.6.1); a TAB or a line break is part of a term, and an error.
            if (chars[i] == ' ') {
                i++;
                continue;
            }
            int end = i + 1;
            while (end < length && chars[end] != ' ') {
                end++;
            }
            readTerm(i, end);
            i = end;
        }
    }

    private void readTerm(int start, int end) {
        char first = chars[start];
        Qualifier qualifier = switch (first) {
            case '+' -> Qualifier.PASS;
            case '-' -> Qualifier.FAIL;
            case '~' -> Qualifier.SOFTFAIL;
            case '?' -> Qualifier.NEUTRAL;
            default -> null;
        };
        int nameStart = qualifier == null ? start : start + 1;
        int nameEnd = nameStart;
        while (nameEnd < end) {
            char c = chars[nameEnd];
            if (c == ':' || c == '/' || c == '=') {
                break;
            }
            nameEnd++;
        }
        Term term;
        // Section 4.6.1: an "=" before any ":" or "/" makes it a modifier.
        if (nameEnd < end && chars[nameEnd] == '=') {
            term = qualifier == null
                    ? modifier(start, nameEnd, end)
                    : fail(Problem.QUALIFIER_ON_MODIFIER, start, end, start, nameStart);
        } else {
            Mechanism mechanism = mechanism(start, nameStart, nameEnd, end);
            term = mechanism == null
                    ? null
                    : new Term.Directive(
                            qualifier == null ? Qualifier.PASS : qualifier, mechanism, new Span(start, end));
        }
        if (term != null) {
            terms.add(term);
        }
    }

    private boolean named(String name, int start, int end) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = chars[start + i];
            if (c != name.charAt(i) && (c < 'A' || c > 'Z' || c + 32 != name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Term modifier(int start, int nameEnd, int end) {
        for (int i = start; i < nameEnd; i++) {
            char c = chars[i];
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == start || !(c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.'))) {
                return fail(badCharacter(start, nameEnd, Problem.BAD_MODIFIER_NAME), start, end, start, nameEnd);
            }
        }
        if (nameEnd == start) {
            return fail(Problem.BAD_MODIFIER_NAME, start, end, start, nameEnd);
        }
        boolean redirect = named("redirect", start, nameEnd);
        boolean exp = !redirect && named("exp", start, nameEnd);
        if (!redirect && !exp) {
            MacroParser parser = MacroParser.ofRecord(text, end, true);
            MacroString value = parser.macroString(nameEnd + 1);
            return value == null
                    ? fail(parser, start, end)
                    : new Term.UnknownModifier(text.substring(start, nameEnd), value, new Span(start, end));
        }
        MacroParser parser = MacroParser.ofRecord(text, end, false);
        MacroString domain = parser.domainSpec(nameEnd + 1);
        // Section 6: these two must not appear more than once each.
        boolean twice = redirect ? redirectSeen : expSeen;
        redirectSeen |= redirect;
        expSeen |= exp;
        if (domain == null) {
            return fail(parser, start, end);
        }
        if (twice) {
            return fail(Problem.MODIFIER_TWICE, start, end, start, nameEnd);
        }
        Span span = new Span(start, end);
        return redirect ? new Term.Redirect(domain, span) : new Term.Exp(domain, span);
    }

    private @Nullable Mechanism mechanism(int start, int nameStart, int nameEnd, int end) {
        switch (nameEnd - nameStart) {
            case 1 -> {
                if (named("a", nameStart, nameEnd)) {
                    return hosts(false, start, nameEnd, end);
                }
            }
            case 2 -> {
                if (named("mx", nameStart, nameEnd)) {
                    return hosts(true, start, nameEnd, end);
                }
            }
            case 3 -> {
                if (named("ip4", nameStart, nameEnd)) {
                    return ip4(start, nameEnd, end);
                }
                if (named("ip6", nameStart, nameEnd)) {
                    return ip6(start, nameEnd, end);
                }
                if (named("all", nameStart, nameEnd)) {
                    return nameEnd == end
                            ? Mechanism.All.ALL
                            : fail(Problem.UNEXPECTED_ARGUMENT, start, end, nameEnd, end);
                }
                if (named("ptr", nameStart, nameEnd)) {
                    if (nameEnd == end) {
                        return new Mechanism.Ptr(null);
                    }
                    MacroString domain = argument(start, nameEnd, end);
                    return domain == null ? null : new Mechanism.Ptr(domain);
                }
            }
            case 6 -> {
                if (named("exists", nameStart, nameEnd)) {
                    MacroString domain = argument(start, nameEnd, end);
                    return domain == null ? null : new Mechanism.Exists(domain);
                }
            }
            case 7 -> {
                if (named("include", nameStart, nameEnd)) {
                    MacroString domain = argument(start, nameEnd, end);
                    return domain == null ? null : new Mechanism.Include(domain);
                }
            }
            default -> {}
        }
        boolean modifierName = named("redirect", nameStart, nameEnd) || named("exp", nameStart, nameEnd);
        return fail(
                modifierName ? Problem.REDIRECT_AS_MECHANISM : badCharacter(start, end, Problem.UNKNOWN_MECHANISM),
                start,
                end,
                nameStart,
                nameEnd);
    }

    /// The domain-spec of include, exists or ptr, which take no prefix length.
    private @Nullable MacroString argument(int start, int nameEnd, int end) {
        if (nameEnd == end) {
            return fail(Problem.MISSING_ARGUMENT, start, end, start, end);
        }
        if (chars[nameEnd] == '/') {
            return fail(Problem.UNEXPECTED_ARGUMENT, start, end, nameEnd, end);
        }
        return domain(start, nameEnd + 1, end, end);
    }

    private @Nullable MacroString domain(int start, int from, int to, int end) {
        MacroParser parser = MacroParser.ofRecord(text, to, false);
        MacroString domain = parser.domainSpec(from);
        if (domain != null) {
            return domain;
        }
        if (parser.problem == Problem.BAD_DOMAIN
                && IpPrefix.parse(text.substring(from, Math.min(to, from + 64))).isPresent()) {
            return fail(Problem.ADDRESS_AS_DOMAIN, start, end, from, to);
        }
        return fail(parser, start, end);
    }

    // Section 5.3 and 5.4: [ ":" domain-spec ] [ ip4-cidr-length ] [ "/" ip6-cidr-length ]
    private @Nullable Mechanism hosts(boolean mx, int start, int nameEnd, int end) {
        int length4 = 32;
        int length6 = 128;
        int to = end;
        // A "/" may stand in a domain-spec too, so prefix lengths are looked for from the end.
        int digits = digitsBefore(nameEnd, to);
        if (digits < to && digits - 2 >= nameEnd && chars[digits - 1] == '/' && chars[digits - 2] == '/') {
            length6 = number(digits, to, 128);
            if (length6 < 0) {
                return fail(Problem.BAD_PREFIX_LENGTH, start, end, digits, to);
            }
            to = digits - 2;
            digits = digitsBefore(nameEnd, to);
        }
        if (digits < to && digits - 1 >= nameEnd && chars[digits - 1] == '/') {
            length4 = number(digits, to, 32);
            if (length4 < 0) {
                return fail(Problem.BAD_PREFIX_LENGTH, start, end, digits, to);
            }
            to = digits - 1;
        }
        MacroString domain = null;
        if (nameEnd < to) {
            if (chars[nameEnd] != ':') {
                return fail(Problem.BAD_PREFIX_LENGTH, start, end, nameEnd, end);
            }
            domain = domain(start, nameEnd + 1, to, end);
            if (domain == null) {
                return null;
            }
        }
        return mx ? new Mechanism.Mx(domain, length4, length6) : new Mechanism.A(domain, length4, length6);
    }

    private int digitsBefore(int from, int to) {
        int i = to;
        while (i > from && chars[i - 1] >= '0' && chars[i - 1] <= '9') {
            i--;
        }
        return i;
    }

    /// The number between two places, without leading zeros and at most `most`; -1 otherwise.
    private int number(int from, int to, int most) {
        int count = to - from;
        if (count < 1 || count > 3 || count > 1 && chars[from] == '0') {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value > most ? -1 : value;
    }

    private @Nullable Mechanism ip4(int start, int nameEnd, int end) {
        int from = nameEnd + 1;
        if (from >= end) {
            return fail(Problem.MISSING_ARGUMENT, start, end, start, end);
        }
        long bits = chars[nameEnd] == ':' ? quad(from, end) : -1;
        if (bits < 0) {
            return fail(badCharacter(start, end, Problem.BAD_IP4), start, end, from, slash(from, end));
        }
        int to = quadEnd;
        int length = to == end ? 32 : number(to + 1, end, 32);
        return length < 0
                ? fail(Problem.BAD_PREFIX_LENGTH, start, end, to, end)
                : new Mechanism.Ip4(new IpPrefix(IpAddress.v4(bits), length));
    }

    /// Where the address of a range ends.
    private int slash(int from, int end) {
        int slash = text.indexOf('/', from, end);
        return slash < 0 ? end : slash;
    }

    /// The 32 bits of a dotted quad without leading zeros that ends at a slash or the end; -1 otherwise. Leaves its end
    /// in [#quadEnd].
    private long quad(int from, int end) {
        long bits = 0;
        int i = from;
        for (int part = 0; part < 4; part++) {
            int digitsFrom = i;
            int value = 0;
            while (i < end && chars[i] >= '0' && chars[i] <= '9') {
                value = value * 10 + chars[i++] - '0';
                if (value > 255) {
                    return -1;
                }
            }
            int digits = i - digitsFrom;
            if (digits == 0 || digits > 1 && chars[digitsFrom] == '0') {
                return -1;
            }
            bits = bits << 8 | value;
            if (part < 3 && (i >= end || chars[i++] != '.')) {
                return -1;
            }
        }
        quadEnd = i;
        return i == end || chars[i] == '/' ? bits : -1;
    }

    private @Nullable Mechanism ip6(int start, int nameEnd, int end) {
        int from = nameEnd + 1;
        if (from >= end) {
            return fail(Problem.MISSING_ARGUMENT, start, end, start, end);
        }
        int to = slash(from, end);
        IpAddress address = chars[nameEnd] == ':' ? v6(from, to) : null;
        if (address == null) {
            return fail(badCharacter(start, end, Problem.BAD_IP6), start, end, from, to);
        }
        int length = to == end ? 128 : number(to + 1, end, 128);
        return length < 0
                ? fail(Problem.BAD_PREFIX_LENGTH, start, end, to, end)
                : new Mechanism.Ip6(new IpPrefix(address, length));
    }

    private @Nullable IpAddress v6(int from, int to) {
        String address = text.substring(from, Math.min(to, from + 64));
        IpAddress parsed =
                address.indexOf(':') < 0 ? null : IpAddress.parse(address).orElse(null);
        // Section 5.6 keeps the families apart: a mapped address in an ip6 term stays the IPv6 address it is written
        // as.
        return parsed != null && parsed.v4() ? new IpAddress(false, 0, 0xffffL << 32 | parsed.low()) : parsed;
    }

    /// What is wrong with a term that holds characters no term can hold, else `otherwise`.
    private Problem badCharacter(int from, int to, Problem otherwise) {
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c > 0x7f) {
                return Problem.NOT_ASCII;
            }
            if (c < ' ' || c == 0x7f) {
                return Problem.CONTROL_CHARACTER;
            }
        }
        return otherwise;
    }

    // Always null, so that a caller notes the error and gives up its term in one statement.
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> @Nullable T fail(MacroParser parser, int start, int end) {
        Problem problem = parser.problem == null ? Problem.BAD_DOMAIN : parser.problem;
        return fail(problem, start, end, Math.min(parser.problemAt, end), end);
    }

    // Always null, so that a caller notes the error and gives up its term in one statement.
    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> @Nullable T fail(Problem problem, int start, int end, int from, int to) {
        List<SyntaxError> list = errors;
        if (list == null) {
            list = new ArrayList<>();
            errors = list;
        }
        list.add(new SyntaxError(
                problem,
                new Span(start, end),
                new Span(from, to),
                repairs ? TermRepair.of(text.substring(start, end)) : null));
        return null;
    }
}
