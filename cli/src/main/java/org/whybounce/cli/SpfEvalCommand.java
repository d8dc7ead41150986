package org.whybounce.cli;

import org.jspecify.annotations.Nullable;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Option;
import org.whybounce.cli.usage.Usage;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.finding.SpfEval;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.json.SpfEvalJson;
import org.whybounce.words.text.SpfEvalText;
import org.whybounce.words.text.TextPage;

/// `whybounce spf eval`: check_host() with its trace.
final class SpfEvalCommand implements Command {
    @Override
    public Usage usage() {
        return CommonOptions.on(Usage.of("spf eval", "Evaluates SPF for one address and sender, and shows each step.")
                .with(
                        Option.value("--ip", "IP", "The address that connects.").needed(),
                        Option.value("--mail-from", "ADDR", "MAIL FROM; empty or <> for a bounce."),
                        Option.value("--helo", "NAME", "The name given with HELO; evaluated by itself too."),
                        Option.value("--receiver", "NAME", "The checking host, for the macro r.")
                                .otherwise("unknown"))
                .example(
                        "spf eval --ip 192.0.2.1 --mail-from someone@example.org",
                        "whether this address may send for example.org"));
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        CommonOptions options = new CommonOptions(usage(), call, console);
        @Nullable String mailFrom = call.one("--mail-from").orElse(null);
        @Nullable String helo = call.one("--helo").orElse(null);
        IpAddress address = Given.address("--ip", call.one("--ip").orElse(""));
        if (mailFrom == null && helo == null) {
            throw new Unusable("say --mail-from ADDR, --helo NAME, or both");
        }
        try (DnsSource dns = DnsSource.open(options)) {
            SpfEval eval = SpfEval.run(
                    VendorDirectory.builtIn(),
                    dns.budget(),
                    address,
                    mailFrom,
                    helo,
                    call.one("--receiver").orElse(""),
                    System.currentTimeMillis() / 1000);
            options.print(options.json() ? JsonDocument.pretty(SpfEvalJson.of(eval)) : text(eval, options));
            return status(eval);
        }
    }

    private static String text(SpfEval eval, CommonOptions options) {
        TextPage page = new TextPage(options.paper());
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
