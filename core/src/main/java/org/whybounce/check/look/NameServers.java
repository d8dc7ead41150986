package org.whybounce.check.look;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.whybounce.check.report.Authorities;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;

/// The name servers of a zone and their addresses. An address that is not public is not asked: a zone may name any, and
/// must not make this machine knock at its own network.
public final class NameServers {
    private NameServers() {}

    public static List<ServerAnswer.Target> of(
            Asker dns, Authorities authorities, DomainName zone, CheckLimits limits, Notes notes) {
        if (!authorities.named().isEmpty()) {
            return authorities.named().stream()
                    .limit(limits.servers())
                    .map(server -> new ServerAnswer.Target(server.toString(), server))
                    .toList();
        }
        Answer answer = dns.ask(new Question(zone, RecordType.NS));
        notes.saw(answer);
        if (answer instanceof Answer.Failed failed) {
            notes.unanswered(CheckCode.NS_DNS, zone, "NS " + zone, failed);
            return List.of();
        }
        List<DomainName> hosts = answer.recordsOrNone().stream()
                .flatMap(record -> record instanceof ResourceRecord.Ns ns ? Stream.of(ns.host()) : Stream.empty())
                .distinct()
                .sorted()
                .limit(limits.servers())
                .toList();
        if (hosts.size() == 1) {
            notes.find(
                    CheckCode.NS_ONE,
                    zone,
                    "The zone " + zone + " has one name server: when it is down, so is all mail of the domain.");
        }
        List<Question> questions = new ArrayList<>();
        for (DomainName host : hosts) {
            questions.add(new Question(host, RecordType.A));
            questions.add(new Question(host, RecordType.AAAA));
        }
        List<Answer> answers = dns.all(questions);
        List<ServerAnswer.Target> targets = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            Mail.Host host = new Mail.Host(hosts.get(i), answers.get(2 * i), answers.get(2 * i + 1));
            if (host.addresses().isEmpty() && !host.unanswered()) {
                notes.find(
                        CheckCode.NS_NO_ADDRESS,
                        host.name(),
                        "The name server " + host.name() + " has no address.",
                        "Give " + host.name() + " an address or take it out of the NS records.");
            }
            for (IpAddress address : host.addresses()) {
                if (!address.scope().publiclySeen()) {
                    notes.find(
                            CheckCode.NS_NOT_PUBLIC,
                            host.name(),
                            "The name server " + host.name() + " has the address " + address + ", "
                                    + address.scope().words() + ", which was not asked.");
                } else if (targets.size() < limits.servers()) {
                    targets.add(new ServerAnswer.Target(
                            host.name().toString(), authorities.at().apply(address)));
                }
            }
        }
        return targets;
    }
}
