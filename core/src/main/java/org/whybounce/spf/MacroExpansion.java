package org.whybounce.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.record.MacroString;

/// Expands macro-strings (RFC 7208, section 7) for one sender and one current domain.
///
/// @param current the domain whose record is being read, for `d`
/// @param reverse the client's confirmed reverse name or "unknown", for `p`; asked only when it is needed
public record MacroExpansion(SpfQuestion asked, Sender sender, String current, Supplier<String> reverse) {
    /// A hostile local part times a hostile record would fill the memory; nothing of use is longer than this.
    private static final int LONGEST = 4096;

    /// The text for people, or null if it is too long or not ASCII (section 6.2).
    @Nullable
    String text(MacroString macros) {
        String text = expand(macros);
        if (text == null) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return null;
            }
        }
        return text;
    }

    /// The domain that a domain-spec stands for; empty if that is no name that could be asked for.
    public Optional<DomainName> domain(MacroString macros) {
        String text = expand(macros);
        return text == null ? Optional.empty() : nameOf(text);
    }

    /// The domain-spec expanded, to be shown.
    public String shown(MacroString macros) {
        String text = expand(macros);
        return text == null ? macros.text() : text;
    }

    static Optional<DomainName> nameOf(String expanded) {
        String text = expanded;
        if (text.endsWith(".")) {
            text = text.substring(0, text.length() - 1);
        }
        // Section 7.3: a name that is too long loses labels on the left until it fits.
        while (text.length() > DomainName.LONGEST_NAME) {
            int dot = text.indexOf('.', text.length() - DomainName.LONGEST_NAME - 1);
            if (dot < 0) {
                return Optional.empty();
            }
            text = text.substring(dot + 1);
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return DomainName.parse(text);
            }
        }
        return text.isEmpty() ? Optional.empty() : DomainName.fromWire(List.of(text));
    }

    private @Nullable String expand(MacroString macros) {
        if (macros.plain()) {
            return macros.plainText();
        }
        StringBuilder out = new StringBuilder();
        List<MacroString.Part> parts = macros.parts();
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case MacroString.Part.Literal literal -> out.append(literal.text());
                case MacroString.Part.Macro macro -> append(macro, out);
            }
            if (out.length() > LONGEST) {
                return null;
            }
        }
        return out.toString();
    }

    private void append(MacroString.Part.Macro macro, StringBuilder out) {
        String value = value(macro.letter());
        if (macro.keep() > 0 || macro.reversed() || !macro.delimiters().equals(".")) {
            value = transformed(value, macro);
        }
        out.append(macro.escaped() ? escaped(value) : value);
    }

    private String value(char letter) {
        return switch (letter) {
            case 's' -> sender.local() + "@" + sender.domain();
            case 'l' -> sender.local();
            case 'o' -> sender.domain();
            case 'd' -> current;
            case 'i' -> dotted(asked.ip());
            case 'p' -> reverse.get();
            case 'v' -> asked.ip().v4() ? "in-addr" : "ip6";
            case 'h' -> asked.helo().length() > LONGEST ? asked.helo().substring(0, LONGEST) : asked.helo();
            case 'c' -> asked.ip().toString();
            case 'r' -> asked.receiver();
            case 't' -> Long.toString(asked.second());
            default -> throw new IllegalStateException("the parser lets no other letter through: " + letter);
        };
    }

    // Section 7.3: for IPv6 the i macro is the 32 hexadecimal digits with dots between them.
    private static String dotted(IpAddress ip) {
        if (ip.v4()) {
            return ip.toString();
        }
        StringBuilder out = new StringBuilder(63);
        for (int i = 0; i < 32; i++) {
            long half = i < 16 ? ip.high() : ip.low();
            if (i > 0) {
                out.append('.');
            }
            out.append(Character.toUpperCase(Character.forDigit((int) (half >>> 60 - 4 * (i & 15)) & 15, 16)));
        }
        return out.toString();
    }

    private static String transformed(String value, MacroString.Part.Macro macro) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || macro.delimiters().indexOf(value.charAt(i)) >= 0) {
                parts.add(value.substring(from, i));
                from = i + 1;
            }
        }
        List<String> kept = macro.reversed() ? parts.reversed() : parts;
        if (macro.keep() > 0 && macro.keep() < kept.size()) {
            kept = kept.subList(kept.size() - macro.keep(), kept.size());
        }
        return String.join(".", kept);
    }

    // Section 7.3: everything but the unreserved characters of RFC 3986, section 2.3.
    private static String escaped(String value) {
        StringBuilder out = new StringBuilder(value.length() + 16);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return out.toString();
    }
}
