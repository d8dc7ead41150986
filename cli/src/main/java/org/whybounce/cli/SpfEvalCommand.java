package org.whybounce.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.BudgetResolver;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.SpfTree;
import org.whybounce.words.EvaluationJson;
import org.whybounce.words.Redaction;
import org.whybounce.words.SpfEvalText;
import org.whybounce.words.TextPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `whybounce spf eval`: check_host() with its trace.
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        synopsisHeading = "Usage: ",
        description = "Evaluates SPF for one address and sender, and shows each step.")
final class SpfEvalCommand implements Callable<Integer> {
    @Option(names = "--ip", paramLabel = "IP", required = true, description = "The address that connects.")
    private String ip = "";

    @Option(names = "--mail-from", paramLabel = "ADDR", description = "MAIL FROM; empty or <> for a bounce.")
    private @Nullable String mailFrom;

    @Option(names = "--helo", paramLabel = "NAME", description = "The name given with HELO; evaluated by itself too.")
    private @Nullable String helo;

    @Option(names = "--receiver", paramLabel = "NAME", description = "The checking host, for the macro r.")
    private String receiver = "unknown";

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private record Shown(Evaluation evaluation, @Nullable SpfTree tree) {}

    @Override
    public Integer call() throws Unusable {
        IpAddress address = IpAddress.parse(ip.strip())
                .orElseThrow(() -> new Unusable("--ip wants an IPv4 or IPv6 address, not '" + ip + "'"));
        if (mailFrom == null && helo == null) {
            throw new Unusable("say --mail-from ADDR, --helo NAME, or both");
        }
        try (DnsSource dns = DnsSource.open(options)) {
            List<Shown> shown = new ArrayList<>();
            for (SpfQuestion asked : questions(address)) {
                BudgetResolver budget = dns.budget();
                Evaluation evaluation = new SpfEvaluator(budget).explain(asked);
                shown.add(new Shown(evaluation, tree(budget, evaluation)));
            }
            print(shown, address);
            return status(shown);
        }
    }

    private List<SpfQuestion> questions(IpAddress address) {
        String name = helo == null ? "" : helo.strip();
        long now = System.currentTimeMillis() / 1000;
        List<SpfQuestion> questions = new ArrayList<>();
        if (mailFrom != null) {
            questions.add(SpfQuestion.mailFrom(address, mailFrom.strip(), name).receivedBy(receiver, now));
        }
        // RFC 7208, section 2.3: HELO is an identity of its own.
        if (helo != null) {
            questions.add(SpfQuestion.helo(address, name).receivedBy(receiver, now));
        }
        return questions;
    }

    private static @Nullable SpfTree tree(BudgetResolver budget, Evaluation evaluation) {
        return DomainName.parse(evaluation.domain())
                .filter(name -> name.labelCount() > 1)
                .map(name -> SpfTree.of(budget, name))
                .orElse(null);
    }

    private void print(List<Shown> shown, IpAddress address) {
        PrintWriter out = spec.commandLine().getOut();
        String text = options.json() ? json(shown, address) : text(shown);
        out.print(options.redact() ? Redaction.mask(text) : text);
        out.flush();
    }

    private String text(List<Shown> shown) {
        TextPage page = new TextPage(options.colored());
        shown.forEach(one -> SpfEvalText.put(page, one.evaluation(), one.tree()));
        return page.toString();
    }

    private String json(List<Shown> shown, IpAddress address) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", "whybounce.spf-eval/1");
        node.putObject("question")
                .put("ip", address.toString())
                .put("mailFrom", mailFrom)
                .put("helo", helo);
        ArrayNode evaluations = node.putArray("evaluations");
        shown.forEach(one -> evaluations.add(EvaluationJson.of(one.evaluation(), one.tree())));
        return node.toPrettyString() + "\n";
    }

    /// A refusal or an error of any identity asked for is something wrong; a temperror could be either.
    private static int status(List<Shown> shown) {
        int status = ExitStatus.NOTHING_WRONG;
        for (Shown one : shown) {
            switch (one.evaluation().result()) {
                case PASS, NEUTRAL, NONE -> {}
                case FAIL, SOFTFAIL, PERMERROR -> status = ExitStatus.WRONG;
                case TEMPERROR -> {
                    if (status == ExitStatus.NOTHING_WRONG) {
                        status = ExitStatus.NO_DNS;
                    }
                }
            }
        }
        return status;
    }
}
