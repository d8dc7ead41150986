package org.whybounce.check.look;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;

/// The reverse DNS of an address (RFC 8601, section 2.7.3, "iprev").
///
/// @param answer    the PTR records
/// @param names     the names they hold
/// @param confirmed the first of them that leads back to the address
/// @param forward   whether the DNS answered for all the names
public record ReverseDns(
        IpAddress ip, Answer answer, List<DomainName> names, Optional<DomainName> confirmed, boolean forward) {
    /// Looks at several addresses at once: first all their names, then what all the names lead to.
    public static Map<IpAddress, ReverseDns> of(Asker dns, List<IpAddress> addresses, CheckLimits limits) {
        List<Question> back = addresses.stream().map(ReverseDns::question).toList();
        List<Answer> answers = dns.all(back);
        List<Question> forth = new ArrayList<>();
        for (int i = 0; i < back.size(); i++) {
            IpAddress ip = addresses.get(i);
            names(answers.get(i), limits).forEach(name -> forth.add(Question.addressesLike(ip, name)));
        }
        dns.all(forth);
        Map<IpAddress, ReverseDns> found = new LinkedHashMap<>();
        for (int i = 0; i < back.size(); i++) {
            found.put(addresses.get(i), of(dns, addresses.get(i), answers.get(i), limits));
        }
        return found;
    }

    private static ReverseDns of(Asker dns, IpAddress ip, Answer answer, CheckLimits limits) {
        List<DomainName> names = names(answer, limits);
        boolean answered = true;
        for (DomainName name : names) {
            Answer forward = dns.ask(Question.addressesLike(ip, name));
            answered &= !(forward instanceof Answer.Failed);
            if (forward.addresses().contains(ip)) {
                return new ReverseDns(ip, answer, names, Optional.of(name), true);
            }
        }
        return new ReverseDns(ip, answer, names, Optional.empty(), answered);
    }

    static Question question(IpAddress ip) {
        return new Question(DomainName.of(ip.reverseName()), RecordType.PTR);
    }

    private static List<DomainName> names(Answer answer, CheckLimits limits) {
        return answer.recordsOrNone().stream()
                .flatMap(record -> record instanceof ResourceRecord.Ptr ptr ? Stream.of(ptr.target()) : Stream.empty())
                .sorted()
                .limit(limits.names())
                .toList();
    }

    /// Whether a name is made of the address's own numbers, as providers name addresses that they hand out to anybody.
    public static boolean generic(IpAddress ip, DomainName name) {
        if (ip.v6()) {
            return false;
        }
        String digits = "." + name.toString().replaceAll("[^0-9]+", ".") + ".";
        String[] octets = ip.toString().split("\\.", -1);
        return digits.contains("." + String.join(".", octets) + ".")
                || digits.contains("." + octets[3] + "." + octets[2] + "." + octets[1] + "." + octets[0] + ".");
    }
}
