package org.whybounce.check.look;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;

/// Where mail for a domain goes.
///
/// @param answer   the MX records
/// @param records  the same, the most preferred first
/// @param hosts    the hosts that they name, each once, with what the DNS says of its addresses; where there is no MX
///                 record, the domain itself (RFC 5321, section 5.1); none for a null MX
public record Mail(Answer answer, List<ResourceRecord.Mx> records, List<Host> hosts) {
    /// A host and its addresses.
    public record Host(DomainName name, Answer v4, Answer v6) {
        public List<IpAddress> addresses() {
            return Stream.concat(v4.addresses().stream(), v6.addresses().stream())
                    .distinct()
                    .toList();
        }

        /// Whether it cannot be told whether there is an address.
        public boolean unanswered() {
            return addresses().isEmpty() && (v4 instanceof Answer.Failed || v6 instanceof Answer.Failed);
        }

        public boolean alias() {
            return v4 instanceof Answer.Found four && !four.aliases().isEmpty()
                    || v6 instanceof Answer.Found six && !six.aliases().isEmpty();
        }
    }

    public static Mail of(Asker dns, DomainName domain, CheckLimits limits) {
        Answer answer = dns.ask(new Question(domain, RecordType.MX));
        List<ResourceRecord.Mx> records = answer.recordsOrNone().stream()
                .flatMap(record -> record instanceof ResourceRecord.Mx mx ? Stream.of(mx) : Stream.empty())
                .sorted(Comparator.comparingInt(ResourceRecord.Mx::preference).thenComparing(ResourceRecord.Mx::host))
                .toList();
        LinkedHashSet<DomainName> names = new LinkedHashSet<>();
        records.stream()
                .map(ResourceRecord.Mx::host)
                .filter(host -> !host.isRoot())
                .forEach(names::add);
        if (answer instanceof Answer.NoData) {
            names.add(domain);
        }
        List<DomainName> looked = names.stream().limit(limits.mailHosts()).toList();
        List<Question> questions = new ArrayList<>();
        for (DomainName name : looked) {
            questions.add(new Question(name, RecordType.A));
            questions.add(new Question(name, RecordType.AAAA));
        }
        List<Answer> answers = dns.all(questions);
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < looked.size(); i++) {
            hosts.add(new Host(looked.get(i), answers.get(2 * i), answers.get(2 * i + 1)));
        }
        return new Mail(answer, records, List.copyOf(hosts));
    }

    /// RFC 7505: the domain takes no mail.
    public boolean nullMx() {
        return records.size() == 1 && records.getFirst().host().isRoot();
    }

    /// There is no MX record, so the domain's own address stands in.
    public boolean implicit() {
        return answer instanceof Answer.NoData;
    }
}
