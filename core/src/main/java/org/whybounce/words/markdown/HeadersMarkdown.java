package org.whybounce.words.markdown;

import java.util.List;
import org.whybounce.HeaderAnalysis;
import org.whybounce.finding.Finding;
import org.whybounce.headers.Glance;
import org.whybounce.headers.SpfThenAndNow;
import org.whybounce.headers.StatedResult;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.route.Forwarding;
import org.whybounce.route.Hop;
import org.whybounce.route.Relay;
import org.whybounce.route.Trust;
import org.whybounce.text.Claim;
import org.whybounce.words.sentence.ArcSentences;
import org.whybounce.words.sentence.DkimSentences;
import org.whybounce.words.sentence.SpfSentences;

/// An analysis for a ticket. Text from outside is escaped, so that a header cannot become a link or a heading.
public final class HeadersMarkdown {
    private final StringBuilder out = new StringBuilder();
    private final HeaderAnalysis analysis;

    private HeadersMarkdown(HeaderAnalysis analysis) {
        this.analysis = analysis;
    }

    public static String of(HeaderAnalysis analysis) {
        return new HeadersMarkdown(analysis).render();
    }

    private String render() {
        out.append("**").append(Markdown.escape(analysis.verdict().summary())).append("**\n\n");
        glance();
        analysis.client().ifPresent(client -> line("Evaluated: " + client.ip().value() + ", " + client.why()));
        for (SpfThenAndNow check : analysis.spf()) {
            line("SPF " + check.at().code().replace('-', ' ') + ": "
                    + check.ours()
                            .map(ours -> ours.result().word() + " for " + ours.domain() + "; ")
                            .orElse("")
                    + check.says());
        }
        analysis.authentication()
                .dkim()
                .forEach(each -> line("DKIM: " + DkimSentences.line(each.result())
                        + each.autopsy().map(autopsy -> ". " + autopsy.says()).orElse("")));
        if (!analysis.authentication().arc().sets().isEmpty()) {
            line("ARC: " + ArcSentences.of(analysis.authentication().arc().outcome()) + "; " + ArcSentences.NOTE);
        }
        analysis.authentication()
                .dmarc()
                .ifPresent(dmarc -> line(
                        "DMARC: " + (analysis.authentication().open() ? "open" : SpfSentences.word(dmarc.outcome()))
                                + ", " + dmarc.says()));
        Forwarding forwarding = analysis.way().forwarding();
        List<String> who =
                forwarding.relays().stream().map(Relay::by).distinct().toList();
        line("Forwarded: " + forwarding.status().code() + (who.isEmpty() ? "" : ", by " + String.join(" and ", who))
                + ": "
                + String.join("; ", forwarding.reasons().isEmpty() ? forwarding.against() : forwarding.reasons()));
        analysis.steps().forEach(step -> line(step.who().words() + ": " + step.what()));
        line("Boundary: "
                + analysis.way()
                        .boundary()
                        .hop()
                        .map(hop -> "hop " + hop + ", ")
                        .orElse("none, ") + analysis.way().boundary().why());
        way();
        out.append('\n');
        for (Finding finding : analysis.findings()) {
            out.append("- ").append(finding.level().word()).append(": ").append(Markdown.escape(finding.text()));
            out.append(" (`").append(finding.code()).append("`)\n");
        }
        analysis.limits().forEach(limit -> line("Limit: " + limit));
        return out.toString();
    }

    private void glance() {
        out.append("| | receiver said | holds now | aligned | for |\n| --- | --- | --- | --- | --- |\n");
        for (Glance row : analysis.glance()) {
            out.append("| ").append(row.method()).append(" | ");
            out.append(Markdown.escape(row.said().map(StatedResult::result).orElse("-")));
            out.append(row.said().filter(said -> said.trust() != Trust.BELIEVED).isPresent() ? " (not proven)" : "");
            out.append(" | ").append(row.now().isEmpty() ? "-" : row.now()).append(" | ");
            out.append(row.aligned().map(yes -> yes ? "yes" : "no").orElse("-")).append(" | ");
            out.append(Markdown.escape(row.domain().isEmpty() ? "-" : row.domain()))
                    .append(" |\n");
        }
        out.append('\n');
    }

    private void line(String text) {
        out.append("- ").append(Markdown.escape(text)).append('\n');
    }

    private void way() {
        if (analysis.way().hops().isEmpty()) {
            return;
        }
        out.append("\n| hop | from | by | delay | place | trust |\n| --- | --- | --- | --- | --- | --- |\n");
        for (Hop hop : analysis.way().hops()) {
            ReceivedHop received = hop.received();
            String name = received.clientName().map(Claim::value).orElse("");
            String ip = received.client().map(claim -> claim.value().toString()).orElse("");
            out.append("| ")
                    .append(hop.number())
                    .append(" | ")
                    .append(Markdown.escape((name + (ip.isEmpty() || ip.equals(name) ? "" : " [" + ip + "]")).strip()))
                    .append(" | ")
                    .append(Markdown.escape(received.by().map(Claim::value).orElse("")))
                    .append(" | ")
                    .append(hop.delay().map(delay -> delay.toSeconds() + " s").orElse(""))
                    .append(" | ")
                    .append(hop.place().words())
                    .append(" | ")
                    .append(hop.trust().word())
                    .append(" |\n");
        }
    }
}
