package org.whybounce.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whybounce.Explain;
import org.whybounce.Explanation;
import org.whybounce.bounce.Claims;
import org.whybounce.bounce.form.BounceReader;
import org.whybounce.bounce.phrase.Dialects;
import org.whybounce.bounce.phrase.Phrasebook;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.intake.Intake;
import org.whybounce.intake.Pasted;
import org.whybounce.net.IpAddress;
import org.whybounce.words.json.ExplanationJson;
import org.whybounce.words.markdown.ExplanationMarkdown;
import org.whybounce.words.text.ExplanationText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `whybounce explain`: the main job.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says why a mail bounced, whose side it is, and the change that mends it.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|-",
            description = "A bounce, a refused line, a log line, headers, a whole mail, prose around any of these, or a"
                    + " domain; - or nothing for standard input; a text in quotes works too.")
    private @Nullable String input;

    @Option(names = "--ip", paramLabel = "IP", description = "The address that connected, if you know it.")
    private @Nullable String ip;

    @Option(
            names = "--mail-from",
            paramLabel = "ADDR",
            description = "The envelope sender (Return-Path), or its domain.")
    private @Nullable String mailFrom;

    @Option(names = "--helo", paramLabel = "NAME", description = "The HELO name of the sending server.")
    private @Nullable String helo;

    @Option(names = "--from-domain", paramLabel = "NAME", description = "The domain of the visible From.")
    private @Nullable String fromDomain;

    @Option(
            names = "--as",
            paramLabel = "TOOL",
            description = "Print only what another tool calls the refusal, one line for each: sisimai, kumomta or"
                    + " powermta. Asks no DNS.")
    private @Nullable String as;

    @Override
    public Integer call() throws Unusable {
        KnownFacts told = told();
        byte[] bytes = PasteArgument.read(input);
        Pasted pasted = new Intake().read(bytes);
        if (pasted instanceof Pasted.Unknown unknown && (unknown.text().isBlank() || told.equals(KnownFacts.NOTHING))) {
            throw new Unusable(unknown.reason());
        }
        if (as != null) {
            return name(as, pasted);
        }
        try (DnsSource dns = DnsSource.open(options)) {
            BudgetResolver budget = dns.budget();
            Explanation explanation = new Explain(budget).explain(pasted, told).within(budget);
            print(explanation);
            return explanation.exitStatus();
        }
    }

    private void print(Explanation shown) {
        options.print(
                options.json()
                        ? ExplanationJson.of(shown)
                        : options.markdown()
                                ? ExplanationMarkdown.of(shown)
                                : ExplanationText.of(shown, options.colored(), options.verbose()));
    }

    /// Another tool's names for the refusals, from their text alone.
    private Integer name(String tool, Pasted pasted) throws Unusable {
        if (!Dialects.names().contains(tool.toLowerCase(Locale.ROOT))) {
            throw new Unusable("--as wants " + String.join(", ", Dialects.names()) + ", not '" + tool + "'");
        }
        Claims claims = new BounceReader(Phrasebook.standard()).read(pasted);
        Dialects dialects = Dialects.standard();
        Optional<String> aside = dialects.aside(tool, claims);
        List<String> names = aside.isPresent()
                ? List.of(aside.get())
                : claims.refusals().stream()
                        .flatMap(refusal -> dialects.as(tool, refusal).stream())
                        .toList();
        if (names.isEmpty()) {
            throw new Unusable("nothing was refused in this text, so there is no name for it");
        }
        options.print(String.join("\n", names) + "\n");
        return aside.isPresent() ? ExitStatus.NOTHING_WRONG : ExitStatus.WRONG;
    }

    private KnownFacts told() throws Unusable {
        return new KnownFacts(
                Given.value("--ip", ip, Given.ADDRESS, IpAddress::parse),
                Given.value(
                        "--mail-from",
                        mailFrom,
                        "an address such as bounce@example.org or a domain",
                        KnownFacts::sender),
                Given.value("--helo", helo, "a host name", DomainName::parse),
                Given.value("--from-domain", fromDomain, "a domain", DomainName::parse));
    }
}
