package org.whybounce.cause.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.dkim.DkimParser;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.KeyLookup;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.message.RawMessage;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.finding.AskAhead;
import org.whybounce.text.Claim;

/// The DNS questions that the facts of a case make certain, before anything was asked.
final class CaseQuestions {
    /// Signatures whose keys are asked for ahead; a mail commonly has one to three.
    private static final int MOST_SIGNATURES = 4;

    private CaseQuestions() {}

    /// @param ip       the address that is evaluated
    /// @param refusing the refusing server, where its addresses are asked for
    static List<Question> of(
            CaseFile file, Optional<IpAddress> ip, Optional<DomainName> refusing, Optional<RawMessage> mail) {
        List<Question> questions = new ArrayList<>();
        file.checkedDomain().map(Fact::value).ifPresent(domain -> {
            questions.add(new Question(domain, RecordType.TXT));
            // What the findings beside it and the near misses ask as well.
            questions.add(new Question(domain, RecordType.SPF));
        });
        ip.ifPresent(address -> {
            questions.add(new Question(DomainName.of(address.reverseName()), RecordType.PTR));
            refusing.ifPresent(name -> questions.add(Question.addressesLike(address, name)));
        });
        // Whether the client was the receiver's own filter, which its MX records name.
        if (ip.isPresent() && file.refusal().flatMap(Refusal::reportingMta).isEmpty()) {
            file.refusal()
                    .flatMap(Refusal::recipient)
                    .map(Claim::value)
                    .map(address -> address.substring(address.lastIndexOf('@') + 1))
                    .flatMap(DomainName::parse)
                    .ifPresent(domain -> questions.add(new Question(domain, RecordType.MX)));
        }
        file.fromDomain().map(Fact::value).ifPresent(from -> {
            questions.addAll(AskAhead.walk(from));
            if (ip.isPresent()) {
                questions.add(new Question(from, RecordType.TXT));
            }
        });
        mail.ifPresent(raw -> raw.all("DKIM-Signature").stream()
                .limit(MOST_SIGNATURES)
                .map(DkimParser::parse)
                .forEach(reading -> {
                    if (reading instanceof DkimSignature signature) {
                        KeyLookup.at(signature.domain(), signature.selector())
                                .ifPresent(name -> questions.add(new Question(name, RecordType.TXT)));
                    }
                }));
        return questions;
    }
}
