package org.whybounce;

import java.util.Optional;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.text.Claim;

/// An SPF record pasted beside a bounce that is not the one which was evaluated: people look up the recipient's domain,
/// find a perfect record there, and doubt the receiver.
final class StrayRecord {
    static final String CODE = "PASTE/RECIPIENTS_RECORD";

    /// The end of a record in a paste: a quote mark or the line's end, at most this far away.
    private static final int LONGEST_RECORD = 1000;

    private StrayRecord() {}

    static Optional<Finding> find(String text, CaseFile file, Resolver resolver) {
        int at = text.indexOf("v=spf1 ");
        Optional<DomainName> checked = file.checkedDomain().map(Fact::value);
        Optional<DomainName> recipients = file.refusal()
                .flatMap(Refusal::recipient)
                .map(Claim::value)
                .flatMap(address -> DomainName.parse(address.substring(address.lastIndexOf('@') + 1)));
        if (at < 0 || checked.isEmpty()) {
            return Optional.empty();
        }
        Optional<DomainName> owner =
                owner(text, at).or(() -> recipients.filter(name -> publishes(resolver, name, text, at)));
        return owner.filter(name -> !name.equals(checked.get()))
                .filter(name -> !publishes(resolver, checked.get(), text, at))
                .map(name -> new Finding(
                        CODE,
                        Severity.NOTICE,
                        name.toString(),
                        "The record in the text is that of " + name
                                + (recipients.filter(name::equals).isPresent() ? ", the recipient's domain" : "")
                                + ". It plays no part here: the receiver evaluated the sender's, " + checked.get()
                                + "."));
    }

    /// A name at the beginning of the record's line, as in a zone file or a look-up's output.
    private static Optional<DomainName> owner(String text, int at) {
        int line = text.lastIndexOf('\n', at) + 1;
        String before = text.substring(line, at).strip();
        int end = 0;
        while (end < before.length() && " \t:=\"".indexOf(before.charAt(end)) < 0) {
            end++;
        }
        return DomainName.parse(before.substring(0, end)).filter(name -> name.labelCount() > 1);
    }

    private static boolean publishes(Resolver resolver, DomainName name, String text, int at) {
        int end = at;
        while (end < text.length() && end - at < LONGEST_RECORD && "\"\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String record = text.substring(at, end).strip();
        Answer answer = resolver.ask(new Question(name, RecordType.TXT));
        return answer.recordsOrNone().stream()
                .anyMatch(one -> one instanceof ResourceRecord.Txt txt
                        && SpfParser.isRecord(txt.text())
                        && txt.text().strip().equals(record));
    }
}
