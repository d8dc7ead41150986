package org.whybounce.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.text.Span;

/// Public block lists by the names and zones that refusals give them.
///
/// @param marks  in lower case, the surest first
/// @param lookup where one looks oneself up
public record BlockList(String name, List<String> marks, String lookup) {
    private static final List<BlockList> ALL = List.of(
            new BlockList("Spamhaus", List.of("spamhaus"), "https://check.spamhaus.org/"),
            new BlockList("SpamCop", List.of("spamcop"), "https://www.spamcop.net/bl.shtml"),
            new BlockList(
                    "Barracuda Reputation",
                    List.of("barracudacentral", "b.barracuda", "barracudabrts"),
                    "https://www.barracudacentral.org/lookups"),
            new BlockList("SORBS", List.of("sorbs"), "http://www.sorbs.net/"),
            new BlockList("UCEPROTECT", List.of("uceprotect"), "https://www.uceprotect.net/en/rblcheck.php"),
            new BlockList("Invaluement", List.of("invaluement"), "https://www.invaluement.com/lookup/"),
            new BlockList("Abusix", List.of("abusix", "mail.abusix.zone"), "https://lookup.abusix.com/"),
            new BlockList("SURBL", List.of("surbl"), "https://surbl.org/surbl-analysis"),
            new BlockList("URIBL", List.of("uribl"), "https://lookup.uribl.com/"),
            new BlockList("PSBL", List.of("psbl.surriel", "psbl.org"), "https://psbl.org/"),
            new BlockList("Mailspike", List.of("mailspike"), "https://www.mailspike.org/iplookup.html"),
            new BlockList("NiX Spam", List.of("manitu.net", "nixspam"), "https://www.nixspam.net/"),
            new BlockList(
                    "Trend Micro ERS",
                    List.of("mail-abuse.com", "mail-abuse.org", "trendmicro"),
                    "https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/"),
            new BlockList(
                    "Cloudmark CSI", List.of("csi.cloudmark", "cloudmark.com"), "https://csi.cloudmark.com/en/reset/"),
            new BlockList("Proofpoint", List.of("ipcheck.proofpoint"), "https://ipcheck.proofpoint.com/"),
            new BlockList(
                    "Hostkarma",
                    List.of("hostkarma", "junkemailfilter"),
                    "https://ipadmin.junkemailfilter.com/remove.php"),
            new BlockList("SpamRATS", List.of("spamrats"), "https://www.spamrats.com/lookup.php"),
            new BlockList("DroneBL", List.of("dronebl"), "https://dronebl.org/lookup"),
            new BlockList("Backscatterer", List.of("backscatterer"), "https://www.backscatterer.org/"),
            new BlockList("GBUdb / Truncate", List.of("gbudb"), "http://www.gbudb.com/truncate/"),
            new BlockList("SenderScore", List.of("senderscore", "bl.score.senderscore"), "https://senderscore.org/"),
            new BlockList("Talos", List.of("senderbase", "talosintelligence"), "https://talosintelligence.com/"),
            new BlockList("CBL", List.of("abuseat.org"), "https://check.spamhaus.org/"),
            new BlockList("SPFBL", List.of("spfbl.net"), "https://spfbl.net/en/"),
            new BlockList("0spam", List.of("0spam"), "https://0spam.org/"),
            new BlockList("WPBL", List.of("wpbl"), "http://www.wpbl.info/"),
            new BlockList("Spam Eating Monkey", List.of("spameatingmonkey"), "https://spameatingmonkey.com/lookup"),
            new BlockList("SpamSources Fabel", List.of("spamsources.fabel"), "https://www.spamsources.fabel.dk/"),
            new BlockList("Kundenserver", List.of("kundenserver rbl"), "https://postmaster.1und1.de/"),
            new BlockList("Validity", List.of("returnpath", "validity.com"), "https://senderscore.org/"),
            new BlockList(
                    "McAfee / Trellix", List.of("rbl.mcafee", "mcafee.com/threat"), "https://trustedsource.org/"));

    public record Found(String name, Span place) {}

    public BlockList {
        marks = List.copyOf(marks);
    }

    public static Optional<Found> find(String folded) {
        for (BlockList list : ALL) {
            for (String mark : list.marks) {
                int at = folded.indexOf(mark);
                if (at >= 0) {
                    return Optional.of(new Found(list.name, new Span(at, at + mark.length())));
                }
            }
        }
        return Optional.empty();
    }

    /// The list that a refusal names, by its own name (`Spamhaus`) or by a zone of it (`zen.spamhaus.org`).
    public static Optional<BlockList> named(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(list ->
                        list.name.equalsIgnoreCase(words) || list.marks.stream().anyMatch(lower::contains))
                .findFirst();
    }
}
