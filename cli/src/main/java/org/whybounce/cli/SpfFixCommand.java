package org.whybounce.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Operand;
import org.whybounce.cli.usage.Option;
import org.whybounce.cli.usage.Usage;
import org.whybounce.dns.DomainName;
import org.whybounce.fix.Fix;
import org.whybounce.fix.HandOver;
import org.whybounce.fix.Wish;
import org.whybounce.fix.plan.RecordFix;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.vendor.VendorDirectory;
import org.whybounce.words.json.JsonDocument;
import org.whybounce.words.json.SpfFixJson;
import org.whybounce.words.markdown.SpfFixMarkdown;
import org.whybounce.words.text.SpfFixText;
import org.whybounce.words.text.TextPage;

/// `whybounce spf fix`: a proven change of a domain's record.
final class SpfFixCommand implements Command {
    /// Completed with the names of the services.
    static final String ADD = "--add";

    @Override
    public Usage usage() {
        return CommonOptions.on(Usage.of(
                        "spf fix",
                        "Works out a change of a domain's SPF record and proves it: senders added, lookups lowered, or"
                                + " what is broken repaired.")
                .takes(Operand.one("DOMAIN", "The domain whose record is to change."))
                .with(
                        Option.values(
                                ADD,
                                "WHAT",
                                "Add this: a sending service's name, ip4: or ip6: range, include:NAME, a:NAME or"
                                        + " mx:NAME (repeatable)."),
                        Option.value("--goal", "GOAL", "lookups: need as few lookups as are allowed.")
                                .among("lookups"),
                        Option.value("--ip", "IP", "An address that has to pass with the change."),
                        Option.value(
                                "--mail-from",
                                "ADDR",
                                "The envelope sender it sends with (default: postmaster at DOMAIN)."),
                        Option.value("--format", "FORM", "Print the records only: zone, nsupdate or panel.")
                                .among("zone", "nsupdate", "panel"))
                .example("spf fix example.org --add zendesk", "authorise a service, proven")
                .example("spf fix example.org --goal lookups", "get below ten lookups, losing nobody")
                .example("spf fix example.org --format nsupdate", "the change as a script for nsupdate"));
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        CommonOptions options = new CommonOptions(usage(), call, console);
        DomainName name = CheckedName.of(call.operand().orElse(""));
        VendorDirectory vendors = VendorDirectory.builtIn();
        List<Wish> wishes = new ArrayList<>();
        for (String addition : call.all(ADD)) {
            Wish wish = Wish.of(addition, vendors);
            if (wish instanceof Wish.Unknown unknown) {
                throw new Unusable(unknown.words() + " " + Wish.FORMS);
            }
            wishes.add(wish);
        }
        RecordFix.Asked asked = new RecordFix.Asked(name, wishes, call.has("--goal"), failing(name, call));
        try (DnsSource dns = DnsSource.open(options)) {
            RecordFix fix = RecordFix.of(asked, dns.budget(), vendors);
            options.print(text(fix, call.one("--format"), options));
            boolean wished = !asked.wishes().isEmpty() || asked.failing().isPresent();
            return status(fix, wished);
        }
    }

    private static Optional<SpfQuestion> failing(DomainName name, Call call) throws Unusable {
        Optional<String> ip = call.one("--ip");
        Optional<String> mailFrom = call.one("--mail-from").map(String::strip).filter(from -> !from.isEmpty());
        if (ip.isEmpty()) {
            if (mailFrom.isPresent()) {
                throw new Unusable("--mail-from says who sends; say --ip too, where it sends from");
            }
            return Optional.empty();
        }
        IpAddress address = Given.address("--ip", ip.get());
        String sender = mailFrom.orElse("postmaster@" + name);
        String at = sender.substring(sender.lastIndexOf('@') + 1);
        if (!DomainName.parse(at).filter(name::equals).isPresent()) {
            throw new Unusable("SPF of " + sender + " is evaluated for " + at + ", so no record at " + name
                    + " is read for it; run 'whybounce spf fix " + at + "' instead");
        }
        return Optional.of(SpfQuestion.mailFrom(address, sender, name.toString()));
    }

    private static String text(RecordFix fix, Optional<String> form, CommonOptions options) {
        if (options.json()) {
            return JsonDocument.pretty(SpfFixJson.of(fix));
        }
        if (form.isPresent()) {
            return forms(fix, form.get());
        }
        if (options.markdown()) {
            return SpfFixMarkdown.of(fix);
        }
        TextPage page = new TextPage(options.paper());
        SpfFixText.put(page, fix, options.verbose());
        return page.toString();
    }

    /// The records alone, for another program. Where nothing could be proven nothing is printed but why, as comments.
    private static String forms(RecordFix fix, String form) {
        TextPage page = new TextPage(false);
        String comment = form.equals("zone") ? "; " : "# ";
        for (Fix each : fix.fixes()) {
            if (each instanceof Fix.Ask ask) {
                page.verbatim(TextPage.Ink.PLAIN, comment + ask.question());
                for (Fix.Alternative alternative : ask.alternatives()) {
                    page.verbatim(TextPage.Ink.PLAIN, comment + "If " + alternative.onlyIf() + ":");
                    alternative
                            .fix()
                            .edit()
                            .becomes()
                            .forEach(text -> page.verbatim(TextPage.Ink.PLAIN, comment + "  " + text));
                }
                continue;
            }
            if (!(each instanceof Fix.Publish publish)) {
                page.verbatim(TextPage.Ink.PLAIN, comment + each.text());
                continue;
            }
            publish.notes().forEach(note -> page.verbatim(TextPage.Ink.PLAIN, comment + note));
            for (HandOver hand : publish.forms()) {
                lines(hand, form).forEach(line -> page.verbatim(TextPage.Ink.PLAIN, line));
            }
        }
        return page.toString();
    }

    private static List<String> lines(HandOver hand, String form) {
        return switch (form) {
            case "zone" -> hand.zoneLines();
            case "nsupdate" -> hand.nsupdate();
            default ->
                Stream.concat(
                                Stream.of(
                                        "Name:  " + hand.host() + "  ("
                                                + hand.edit().at() + ")",
                                        "Type:  " + hand.edit().type(),
                                        "TTL:   " + hand.edit().ttl()),
                                hand.edit().becomes().stream().map(value -> "Value: " + value))
                        .toList();
        };
    }

    /// A question is open, whatever it is about. What was asked for and proven of a sound record is no fault; a broken
    /// record, or a wish that would do harm, is.
    private static int status(RecordFix fix, boolean wished) {
        if (fix.noDns().isPresent()) {
            return ExitStatus.NO_DNS;
        }
        boolean asks = fix.fixes().stream().anyMatch(each -> each instanceof Fix.Ask);
        if (asks) {
            return ExitStatus.OPEN;
        }
        if (!fix.wrong() && !wished) {
            // What evaluates and could be written better is no fault, as a check of it says too.
            return ExitStatus.NOTHING_WRONG;
        }
        boolean allPublish = fix.fixes().stream().allMatch(each -> each instanceof Fix.Publish);
        return fix.wrong() || !allPublish ? ExitStatus.WRONG : ExitStatus.NOTHING_WRONG;
    }
}
