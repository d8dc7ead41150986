package org.whybounce.seen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.whybounce.check.look.ServerAnswer;
import org.whybounce.check.report.Authorities;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Overlay;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.seen.ServerSees.Age;
import org.whybounce.service.AskedRecord;
import org.whybounce.service.AskedRecords;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.record.SpfResult;

/// Asks the name servers of a zone one by one whether a change has reached them. A resolver may keep the old record for
/// as long as its TTL says, so its answer alone would say "not yet" to somebody who has done it.
public final class LookForChange {
    /// Name servers asked; zones have two to six.
    private static final int MOST_SERVERS = 8;

    /// For all servers together: somebody waits before the page.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Resolver resolver;
    private final Optional<Authorities> authorities;

    /// @param authorities how name servers are asked one by one; empty where the DNS is a zone file
    public LookForChange(Resolver resolver, Optional<Authorities> authorities) {
        this.resolver = resolver;
        this.authorities = authorities;
    }

    public ChangeSeen of(ChangeAsked asked) {
        Answer held = resolver.ask(new Question(asked.at(), RecordType.TXT));
        List<String> cached = spf(texts(held));
        List<ServerSees> servers =
                authorities.map(each -> atServers(each, asked)).orElse(List.of());
        if (servers.isEmpty()) {
            servers = List.of(
                    held instanceof Answer.Failed
                            ? new ServerSees("our resolver", List.of(), Age.SILENT, Optional.empty())
                            : sees("our resolver", cached, asked));
        }
        List<AskedRecord> records = asked.service()
                .map(vendor -> AskedRecords.of(vendor, asked.at(), resolver))
                .orElse(List.of());
        boolean stale = held instanceof Answer.Found
                && servers.stream()
                        .anyMatch(server ->
                                server.age() != Age.SILENT && !server.records().equals(cached));
        return new ChangeSeen(
                asked,
                servers,
                stale && held instanceof Answer.Found found ? OptionalLong.of(found.ttl()) : OptionalLong.empty(),
                records);
    }

    private List<ServerSees> atServers(Authorities how, ChangeAsked asked) {
        DomainName zone = zone(asked.at());
        List<ServerAnswer.Target> targets = targets(how, zone);
        List<ServerSees> servers = new ArrayList<>();
        for (ServerAnswer answer : ServerAnswer.of(how, targets, zone, List.of(asked.at()), Deadline.in(PATIENCE))) {
            List<String> texts = answer.texts().get(asked.at());
            servers.add(
                    texts == null
                            ? new ServerSees(answer.toString(), List.of(), Age.SILENT, Optional.empty())
                            : sees(answer.toString(), spf(texts), asked));
        }
        return servers;
    }

    private ServerSees sees(String host, List<String> records, ChangeAsked asked) {
        String mark = Mark.of(records);
        Age age = records.isEmpty()
                ? Age.NONE
                : mark.equals(asked.becomes())
                        ? Age.NEW
                        : mark.equals(asked.was())
                                        || asked.was().isEmpty()
                                                && asked.becomes().isEmpty()
                                ? Age.OLD
                                : Age.OTHER;
        Optional<SpfResult> result = asked.mail()
                .map(mail -> new SpfEvaluator(Overlay.txt(resolver, asked.at(), records))
                        .evaluate(mail)
                        .result());
        return new ServerSees(host, records, age, result);
    }

    /// The zone begins at the closest SOA above the name (RFC 2308).
    private DomainName zone(DomainName name) {
        for (DomainName at = name; at.labelCount() > 1; at = at.parent().orElse(DomainName.ROOT)) {
            DomainName owner = at;
            if (resolver.ask(new Question(at, RecordType.SOA)).recordsOrNone().stream()
                    .anyMatch(record -> record.owner().equals(owner))) {
                return at;
            }
        }
        return name;
    }

    /// An address that is not public is not asked: a zone may name any, and must not make this machine knock at its own
    /// network.
    private List<ServerAnswer.Target> targets(Authorities how, DomainName zone) {
        if (!how.named().isEmpty()) {
            return how.named().stream()
                    .map(server -> new ServerAnswer.Target(server.toString(), server))
                    .toList();
        }
        List<ServerAnswer.Target> targets = new ArrayList<>();
        for (ResourceRecord record :
                resolver.ask(new Question(zone, RecordType.NS)).recordsOrNone()) {
            if (record instanceof ResourceRecord.Ns ns && targets.size() < MOST_SERVERS) {
                address(ns.host())
                        .ifPresent(address -> targets.add(new ServerAnswer.Target(
                                ns.host().toString(), how.at().apply(address))));
            }
        }
        return targets;
    }

    private Optional<IpAddress> address(DomainName host) {
        for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
            for (IpAddress address : resolver.ask(new Question(host, type)).addresses()) {
                if (address.scope().publiclySeen()) {
                    return Optional.of(address);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> texts(Answer answer) {
        List<String> texts = new ArrayList<>();
        for (ResourceRecord record : answer.recordsOrNone()) {
            if (record instanceof ResourceRecord.Txt txt) {
                texts.add(txt.text());
            }
        }
        return texts;
    }

    private static List<String> spf(List<String> texts) {
        return texts.stream()
                .filter(text -> {
                    String lower = text.toLowerCase(Locale.ROOT);
                    return lower.equals("v=spf1") || lower.startsWith("v=spf1 ");
                })
                .sorted()
                .toList();
    }
}
