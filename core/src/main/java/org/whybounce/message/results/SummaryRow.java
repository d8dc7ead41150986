package org.whybounce.message.results;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.field.Scan;
import org.whybounce.message.results.AuthenticationResults.Kind;
import org.whybounce.message.results.AuthenticationResults.MethodResult;
import org.whybounce.message.results.AuthenticationResults.Property;
import org.whybounce.text.Claim;

/// Reads what web mail shows of an original instead of its headers: `SPF: PASS with IP 192.0.2.1 Learn more`,
/// `DKIM: 'PASS' with domain example.org`.
public final class SummaryRow {
    private static final Set<String> METHODS = Set.of("spf", "dkim", "dmarc");
    private static final Set<String> RESULTS =
            Set.of("pass", "fail", "softfail", "neutral", "none", "temperror", "permerror");
    private static final String DOMAIN = "with domain ";

    private SummaryRow() {}

    public static Optional<AuthenticationResults> read(HeaderField field) {
        String method = field.name().toLowerCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            return Optional.empty();
        }
        String text = field.body().text();
        int start = 0;
        while (start < text.length() && !Character.isLetter(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        String result = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (!RESULTS.contains(result)) {
            return Optional.empty();
        }
        Claim<String> whole = new Claim<>(text, field.body().span());
        return Optional.of(new AuthenticationResults(
                field,
                Kind.SUMMARY,
                Optional.empty(),
                0,
                List.of(new MethodResult(
                        method,
                        new Claim<>(result, field.body().span(start, end)),
                        Optional.empty(),
                        domain(field, text),
                        List.of(),
                        SpfComment.address(whole),
                        field.span())),
                List.of(),
                false));
    }

    private static List<Property> domain(HeaderField field, String text) {
        int at = text.indexOf(DOMAIN);
        if (at < 0) {
            return List.of();
        }
        int from = at + DOMAIN.length();
        int to = from;
        while (to < text.length() && !Scan.space(text.charAt(to))) {
            to++;
        }
        return List.of(new Property(
                "header.d", new Claim<>(text.substring(from, to), field.body().span(from, to))));
    }
}
