package org.whybounce.words.text;

import java.util.List;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.text.Visible;

/// Many domains as the test report that pipelines read: one case a domain.
public final class DomainsJunit {
    private final StringBuilder cases = new StringBuilder();
    private int tests;
    private int failures;
    private int errors;

    /// @param from       findings of this level and worse fail the case
    /// @param unanswered whether the DNS left questions unanswered
    public void add(String domain, List<Finding> findings, Severity from, boolean unanswered, String says) {
        tests++;
        List<Finding> grave = findings.stream()
                .filter(finding -> finding.level().compareTo(from) <= 0)
                .toList();
        cases.append("  <testcase classname=\"whybounce.check\" name=\"")
                .append(escape(domain))
                .append("\"");
        if (grave.isEmpty() && !unanswered) {
            cases.append("/>\n");
            return;
        }
        cases.append(">\n");
        if (grave.isEmpty()) {
            errors++;
            cases.append("    <error message=\"The DNS did not answer all that was asked.\"/>\n");
        } else {
            failures++;
            cases.append("    <failure type=\"")
                    .append(escape(grave.getFirst().code()))
                    .append("\" message=\"");
            cases.append(escape(says)).append("\">");
            grave.forEach(finding ->
                    cases.append(escape(finding.code() + ": " + finding.text())).append('\n'));
            cases.append("</failure>\n");
        }
        cases.append("  </testcase>\n");
    }

    /// A line that was no domain.
    public void trouble(String words) {
        tests++;
        errors++;
        cases.append("  <testcase classname=\"whybounce.check\" name=\"")
                .append(escape(words))
                .append("\">\n");
        cases.append("    <error message=\"").append(escape(words)).append("\"/>\n  </testcase>\n");
    }

    public String document() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"whybounce\" tests=\"" + tests
                + "\" failures=\"" + failures + "\" errors=\"" + errors + "\">\n" + cases + "</testsuite>\n";
    }

    private static String escape(String text) {
        return Visible.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
