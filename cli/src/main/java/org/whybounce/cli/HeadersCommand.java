package org.whybounce.cli;

import java.time.InstantSource;
import java.util.Optional;
import org.whybounce.AnalyseHeaders;
import org.whybounce.HeaderAnalysis;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Operand;
import org.whybounce.cli.usage.Option;
import org.whybounce.cli.usage.Usage;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.words.json.HeadersJson;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.markdown.HeadersMarkdown;
import org.whybounce.words.text.HeadersText;

/// `whybounce headers`: the Email Header Analyzer.
final class HeadersCommand implements Command {
    @Override
    public Usage usage() {
        return CommonOptions.on(Usage.of(
                        "headers",
                        "Reads the headers of a mail: its way, whom to believe, and SPF, DKIM and DMARC evaluated"
                                + " again.")
                .takes(Operand.optional(
                        "FILE|-",
                        "A whole mail, its headers or some of them, or a bounce; - or nothing for standard input."))
                .with(Option.value(
                        "--boundary",
                        "N|HOST",
                        "The hop at which the mail came into your hands, by number or by the name of your server; what"
                                + " it and later hops wrote is believed."))
                .example("headers mail.eml", "the way this mail took"));
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        CommonOptions options = new CommonOptions(usage(), call, console);
        Optional<String> boundary = call.one("--boundary");
        Pasted pasted = new Intake().read(PasteArgument.read(call.operand()));
        if (pasted instanceof Pasted.Unknown unknown && unknown.text().isBlank()) {
            throw new Unusable(unknown.reason());
        }
        try (DnsSource dns = DnsSource.open(options)) {
            BudgetResolver budget = dns.budget();
            HeaderAnalysis analysis = new AnalyseHeaders(budget, InstantSource.system())
                    .analyse(pasted, boundary)
                    .orElseThrow(() -> new Unusable(
                            "there are no header fields in this text: paste the mail's headers, all Received"
                                    + " lines too"));
            if (boundary.isPresent() && !AnalyseHeaders.placed(analysis)) {
                throw new Unusable("--boundary wants a hop from 1 to "
                        + analysis.way().hops().size() + " or a server that wrote a Received field, not '"
                        + boundary.get()
                        + "'");
            }
            if (budget.refused() > 0) {
                analysis = analysis.withLimit(budget.words());
            }
            print(analysis, options);
            return status(analysis);
        }
    }

    private static void print(HeaderAnalysis analysis, CommonOptions options) {
        options.print(
                () -> JsonDocument.sources(analysis.pasted().text(), HeadersJson.node(analysis)),
                () -> options.json()
                        ? HeadersJson.of(analysis)
                        : options.markdown()
                                ? HeadersMarkdown.of(analysis)
                                : HeadersText.of(analysis, options.paper(), options.verbose()));
    }

    private static int status(HeaderAnalysis analysis) {
        return switch (analysis.verdict().status()) {
            case FINE -> ExitStatus.NOTHING_WRONG;
            case WRONG -> ExitStatus.WRONG;
            case OPEN -> ExitStatus.OPEN;
            case NO_DNS -> ExitStatus.NO_DNS;
        };
    }
}
