package org.whybounce.check.look;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Asker;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;

/// Which zone a name lies in.
final class ZoneOf {
    /// Names upwards that are asked; more labels than this hardly any name has.
    private static final int MOST = 8;

    private ZoneOf() {}

    /// The nearest name upwards with a SOA record; where none is found, as in a zone file, the registered domain.
    static DomainName of(Asker dns, DomainName domain) {
        DomainName registered = PublicSuffixes.organisation(domain);
        List<Question> questions = new ArrayList<>();
        for (DomainName name = domain;
                name.isAtOrBelow(registered) && !name.isRoot() && questions.size() < MOST;
                name = name.parent().orElse(DomainName.ROOT)) {
            questions.add(new Question(name, RecordType.SOA));
        }
        List<Answer> answers = dns.all(questions);
        for (int i = 0; i < questions.size(); i++) {
            // A SOA behind a CNAME is another zone's.
            if (answers.get(i) instanceof Answer.Found found && found.aliases().isEmpty()) {
                return questions.get(i).name();
            }
        }
        return registered;
    }
}
