package org.whybounce.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `whybounce spf fix`: a proven change of a domain's record.
@Command(
        name = "fix",
        mixinStandardHelpOptions = true,
        synopsisHeading = "Usage: ",
        description =
                "Works out a change of a domain's SPF record and proves it: senders added, lookups lowered, or what"
                        + " is broken mended.")
final class SpfFixCommand implements Callable<Integer> {
    /// What `--goal` knows.
    enum Goal {
        LOOKUPS
    }

    /// How `--format` prints the records.
    enum Form {
        ZONE,
        NSUPDATE,
        PANEL
    }

    @Parameters(paramLabel = "DOMAIN", description = "The domain whose record is to change.")
    private String domain = "";

    @Option(
            names = "--add",
            paramLabel = "WHAT",
            description = "Add this: a sending service's name, ip4: or ip6: range, include:NAME, a:NAME or mx:NAME"
                    + " (repeatable).")
    private List<String> additions = new ArrayList<>();

    @Option(names = "--goal", paramLabel = "GOAL", description = "lookups: need as few lookups as are allowed.")
    private @Nullable Goal goal;

    @Option(names = "--ip", paramLabel = "IP", description = "An address that has to pass with the change.")
    private @Nullable String ip;

    @Option(
            names = "--mail-from",
            paramLabel = "ADDR",
            description = "The envelope sender it sends with (default: postmaster at DOMAIN).")
    private @Nullable String mailFrom;

    @Option(names = "--format", paramLabel = "FORM", description = "Print the records only: zone, nsupdate or panel.")
    private @Nullable Form form;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws Unusable {
        DomainName name = CheckedName.of(domain);
        VendorDirectory vendors = VendorDirectory.builtIn();
        List<Wish> wishes = new ArrayList<>();
        for (String addition : additions) {
            Wish wish = Wish.of(addition, vendors);
            if (wish instanceof Wish.Unknown unknown) {
                throw new Unusable(unknown.words() + " " + Wish.FORMS);
            }
            wishes.add(wish);
        }
        RecordFix.Asked asked = new RecordFix.Asked(name, wishes, goal == Goal.LOOKUPS, failing(name));
        try (DnsSource dns = DnsSource.open(options)) {
            RecordFix fix = RecordFix.of(asked, dns.budget(), vendors);
            options.print(text(fix));
            return status(fix);
        }
    }

    private Optional<SpfQuestion> failing(DomainName name) throws Unusable {
        if (ip == null) {
            if (mailFrom != null) {
                throw new Unusable("--mail-from says who sends; say --ip too, where it sends from");
            }
            return Optional.empty();
        }
        IpAddress address = Given.address("--ip", ip);
        String sender = mailFrom == null || mailFrom.isBlank() ? "postmaster@" + name : mailFrom.strip();
        String at = sender.substring(sender.lastIndexOf('@') + 1);
        if (!DomainName.parse(at).filter(name::equals).isPresent()) {
            throw new Unusable("SPF of " + sender + " is evaluated for " + at + ", so no record at " + name
                    + " is read for it; run 'whybounce spf fix " + at + "' instead");
        }
        return Optional.of(SpfQuestion.mailFrom(address, sender, name.toString()));
    }

    private String text(RecordFix fix) {
        if (options.json()) {
            return JsonDocument.pretty(SpfFixJson.of(fix));
        }
        if (form != null) {
            return forms(fix, form);
        }
        if (options.markdown()) {
            return SpfFixMarkdown.of(fix);
        }
        TextPage page = new TextPage(options.colored());
        SpfFixText.put(page, fix, options.verbose());
        return page.toString();
    }

    /// The records alone, for another program. Where nothing could be proven nothing is printed but why, as comments.
    private static String forms(RecordFix fix, Form form) {
        TextPage page = new TextPage(false);
        String comment = form == Form.ZONE ? "; " : "# ";
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

    private static List<String> lines(HandOver hand, Form form) {
        return switch (form) {
            case ZONE -> hand.zoneLines();
            case NSUPDATE -> hand.nsupdate();
            case PANEL ->
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

    /// What was asked for and proven of a sound record is no fault; a broken record, or a wish that would do harm, is.
    private static int status(RecordFix fix) {
        if (fix.noDns().isPresent()) {
            return ExitStatus.NO_DNS;
        }
        if (fix.fixes().stream().anyMatch(each -> each instanceof Fix.Ask)) {
            return ExitStatus.OPEN;
        }
        boolean allPublish = fix.fixes().stream().allMatch(each -> each instanceof Fix.Publish);
        return fix.broken() || !allPublish ? ExitStatus.WRONG : ExitStatus.NOTHING_WRONG;
    }
}
