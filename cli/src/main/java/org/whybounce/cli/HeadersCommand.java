package org.whybounce.cli;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whybounce.AnalyseHeaders;
import org.whybounce.HeaderAnalysis;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.words.json.HeadersJson;
import org.whybounce.words.markdown.HeadersMarkdown;
import org.whybounce.words.text.HeadersText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `whybounce headers`: the Email Header Analyzer.
@Command(
        name = "headers",
        mixinStandardHelpOptions = true,
        synopsisHeading = "Usage: ",
        description = "Reads the headers of a mail: its way, whom to believe, and SPF, DKIM and DMARC evaluated again.")
final class HeadersCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|-",
            description = "A whole mail, its headers or some of them, or a bounce; - or nothing for standard input.")
    private @Nullable String input;

    @Option(
            names = "--boundary",
            paramLabel = "N|HOST",
            description = "The hop at which the mail came into your hands, by number or by the name of your server;"
                    + " what it and later hops wrote is believed.")
    private @Nullable String boundary;

    @Override
    public Integer call() throws Unusable {
        Pasted pasted = new Intake().read(PasteArgument.read(input));
        if (pasted instanceof Pasted.Unknown unknown && unknown.text().isBlank()) {
            throw new Unusable(unknown.reason());
        }
        try (DnsSource dns = DnsSource.open(options)) {
            BudgetResolver budget = dns.budget();
            HeaderAnalysis analysis = new AnalyseHeaders(budget, InstantSource.system())
                    .analyse(pasted, Optional.ofNullable(boundary))
                    .orElseThrow(
                            () -> new Unusable(
                                    "there are no header fields in this text: paste the mail's headers, all Received lines too"));
            if (boundary != null && !AnalyseHeaders.placed(analysis)) {
                throw new Unusable("--boundary wants a hop from 1 to "
                        + analysis.way().hops().size() + " or a server that wrote a Received field, not '" + boundary
                        + "'");
            }
            if (budget.refused() > 0) {
                analysis = analysis.withLimit(budget.words());
            }
            print(analysis);
            return status(analysis);
        }
    }

    private void print(HeaderAnalysis analysis) {
        options.print(
                options.json()
                        ? HeadersJson.of(analysis)
                        : options.markdown()
                                ? HeadersMarkdown.of(analysis)
                                : HeadersText.of(analysis, options.colored(), options.verbose()));
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
