package org.whybounce.check.area;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.NameServers;
import org.whybounce.check.look.Notes;
import org.whybounce.check.look.ServerAnswer;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.Authorities;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.Standing;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.wire.Reply;
import org.whybounce.dns.wire.WireResolver.Told;
import org.whybounce.spf.finding.ReadableTerm;

/// The name servers themselves: whether each of them answers, and whether all of them say the same about SPF and DMARC.
/// Where they differ, mail passes or fails by chance. Beside that, how long a change takes to be seen.
public final class NameServersCheck implements Check {
    /// A change of a record with a longer TTL than a day is not seen on the next morning.
    private static final long LONG_TTL = 86_400;

    /// Shorter than this, every mail costs a question, and a short trouble of the servers is felt at once.
    private static final long SHORT_TTL = 60;

    private static final String NOBODYS = "whybounce-no-such-name";

    @Override
    public AreaReport of(DomainLookups look) {
        Notes notes = new Notes(Area.SERVERS);
        String takes = ttl(look, notes);
        wildcard(look, notes);
        if (look.servers.isEmpty()) {
            return notes.report("Not asked one by one: the DNS is a zone file." + takes, Standing.NOT_ASKED);
        }
        Authorities authorities = look.servers.get();
        List<ServerAnswer.Target> targets = NameServers.of(look.dns, authorities, look.zone(), look.limits, notes);
        if (targets.isEmpty()) {
            return notes.report("No name server of " + look.zone() + " could be asked." + takes, Standing.NOT_ASKED);
        }
        List<DomainName> names = names(look);
        List<ServerAnswer> answers =
                ServerAnswer.of(authorities, targets, look.zone(), names, Deadline.in(look.limits.server()));
        List<ServerAnswer> sound =
                answers.stream().filter(ServerAnswer::authoritative).toList();
        answers.forEach(answer -> trouble(look, answer, notes));
        for (DomainName name : names) {
            differ(look, name, sound, notes);
        }
        serials(look, sound, notes);
        return notes.report(fine(sound, answers) + takes, sound.isEmpty() ? Standing.UNKNOWN : Standing.OK);
    }

    private static List<DomainName> names(DomainLookups look) {
        return Stream.concat(Stream.of(look.domain), look.domain.child("_dmarc").stream())
                .toList();
    }

    private static String fine(List<ServerAnswer> sound, List<ServerAnswer> all) {
        return sound.size() == all.size()
                ? "All " + all.size() + " name servers say the same."
                : sound.size() + " of " + all.size() + " name servers answer.";
    }

    private static void trouble(DomainLookups look, ServerAnswer answer, Notes notes) {
        if (answer.authoritative()) {
            return;
        }
        switch (answer.told()) {
            case Told.Said(Reply reply) ->
                notes.find(
                        CheckCode.NS_LAME,
                        answer.host(),
                        "The name server " + answer + " does not answer for " + look.zone() + ": "
                                + (reply.rcode() == Reply.NOERROR ? "it is not authoritative" : reply.rcodeName())
                                + ".",
                        "Set the zone up on " + answer.host() + ", or take it out of the NS records.");
            case Told.Nothing(var failed) ->
                notes.find(
                        CheckCode.NS_SILENT,
                        answer.host(),
                        "The name server " + answer + " gives no answer: " + failed.words()
                                + (failed.detail().isEmpty() ? "" : ", " + ReadableTerm.term(failed.detail())) + ".",
                        "See to " + answer.host() + ", or take it out of the NS records.");
        }
    }

    private static void differ(DomainLookups look, DomainName name, List<ServerAnswer> sound, Notes notes) {
        Map<List<String>, List<String>> held = new LinkedHashMap<>();
        for (ServerAnswer answer : sound) {
            List<String> texts = answer.texts().get(name);
            if (texts != null) {
                held.computeIfAbsent(policy(texts), each -> new ArrayList<>()).add(answer.host());
            }
        }
        if (held.size() > 1) {
            List<String> sides = held.entrySet().stream()
                    .limit(3)
                    .map(entry -> String.join(", ", entry.getValue()) + ": "
                            + (entry.getKey().isEmpty()
                                    ? "none"
                                    : ReadableTerm.term(String.join(" | ", entry.getKey()))))
                    .toList();
            notes.find(
                    CheckCode.NS_DIFFER,
                    name,
                    "The name servers do not agree on " + (name.equals(look.domain) ? "SPF" : "DMARC") + " at " + name
                            + ". " + String.join("; ", sides) + ".",
                    "See why the zone does not reach all servers of " + look.zone() + ".");
        } else if (held.size() == 1) {
            cached(look, name, held.keySet().iterator().next(), notes);
        }
    }

    /// What the resolver still holds from before a change.
    private static void cached(DomainLookups look, DomainName name, List<String> now, Notes notes) {
        Answer answer = look.dns.ask(new Question(name, RecordType.TXT));
        boolean alias = now.stream().anyMatch(text -> text.startsWith("CNAME "));
        if (alias || answer instanceof Answer.Failed) {
            return;
        }
        List<String> resolved = policy(answer.recordsOrNone().stream()
                .flatMap(record -> record instanceof ResourceRecord.Txt txt ? Stream.of(txt.text()) : Stream.empty())
                .sorted()
                .toList());
        if (!resolved.equals(now)) {
            long ttl = answer instanceof Answer.Found found ? found.ttl() : 0;
            notes.find(
                    CheckCode.NS_CACHED,
                    name,
                    "The name servers hold another record at " + name
                            + " than your resolver, which may keep the old one" + " for " + ttl
                            + " s more; so may receivers.");
        }
    }

    /// The records that decide: SPF, DMARC, or the alias that leads to them.
    private static List<String> policy(List<String> texts) {
        return texts.stream()
                .filter(text -> {
                    String lower = text.toLowerCase(Locale.ROOT);
                    return lower.startsWith("v=spf1") || lower.startsWith("v=dmarc1") || text.startsWith("CNAME ");
                })
                .toList();
    }

    private static void serials(DomainLookups look, List<ServerAnswer> sound, Notes notes) {
        long newest = sound.stream()
                .flatMap(answer -> answer.serial().stream())
                .reduce((a, b) -> later(a, b) ? a : b)
                .orElse(0L);
        for (ServerAnswer answer : sound) {
            if (answer.serial().filter(serial -> serial != newest).isPresent()) {
                notes.find(
                        CheckCode.NS_OLD,
                        answer.host(),
                        "The name server " + answer + " holds an older version of " + look.zone() + ": serial "
                                + answer.serial().get() + " instead of " + newest + ".",
                        "See why the zone does not reach " + answer.host() + ".");
            }
        }
    }

    /// RFC 1982: serials go round.
    private static boolean later(long a, long b) {
        return (int) (a - b) > 0;
    }

    private static String ttl(DomainLookups look, Notes notes) {
        Answer answer = look.dns.ask(new Question(look.domain, RecordType.TXT));
        if (!(answer instanceof Answer.Found found)) {
            return "";
        }
        if (found.ttl() > LONG_TTL) {
            notes.find(
                    CheckCode.TTL_LONG,
                    look.domain,
                    "The TXT records may be kept for " + found.ttl() + " s: a change is not seen everywhere before"
                            + " that.",
                    "Lower the TTL to 3600 some days before you change the record.");
        } else if (found.ttl() < SHORT_TTL) {
            notes.find(
                    CheckCode.TTL_SHORT,
                    look.domain,
                    "The TXT records may be kept for " + found.ttl()
                            + " s only: a short trouble of the name servers is felt at once.");
        }
        return " A change of SPF is seen after " + found.ttl() + " s at the latest (TTL).";
    }

    private static void wildcard(DomainLookups look, Notes notes) {
        look.domain.child(NOBODYS).ifPresent(name -> {
            if (look.dns.ask(new Question(name, RecordType.TXT)) instanceof Answer.Found) {
                notes.find(
                        CheckCode.ZONE_WILDCARD,
                        "*." + look.domain,
                        "Names below " + look.domain + " that do not exist answer with a TXT record, by a wildcard. It"
                                + " does not cover names that exist, and it answers for _dmarc"
                                + " and DKIM selectors too.");
            }
        });
    }
}
