package org.whybounce.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.finding.SpfEval;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.json.SpfEvalJson;
import org.whybounce.words.text.SpfEvalText;
import org.whybounce.words.text.TextPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Override
    public Integer call() throws Unusable {
        IpAddress address = Given.address("--ip", ip);
        if (mailFrom == null && helo == null) {
            throw new Unusable("say --mail-from ADDR, --helo NAME, or both");
        }
        try (DnsSource dns = DnsSource.open(options)) {
            SpfEval eval = SpfEval.run(
                    VendorDirectory.builtIn(),
                    dns::budget,
                    address,
                    mailFrom,
                    helo,
                    receiver,
                    System.currentTimeMillis() / 1000);
            options.print(options.json() ? JsonDocument.pretty(SpfEvalJson.of(eval)) : text(eval));
            return status(eval);
        }
    }

    private String text(SpfEval eval) {
        TextPage page = new TextPage(options.colored());
        eval.evaluations().forEach(one -> SpfEvalText.put(page, one.evaluation(), one.tree()));
        return page.toString();
    }

    /// A refusal or an error of any identity asked for is something wrong; a temperror could be either.
    private static int status(SpfEval eval) {
        int status = ExitStatus.NOTHING_WRONG;
        for (SpfEval.Identified one : eval.evaluations()) {
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
