package org.whybounce.words.text;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.dns.Answer;
import org.whybounce.dns.ResourceRecord;

/// A DNS answer in few words.
final class SpfAnswerText {
    /// Records of one answer that are shown; of more the number.
    private static final int MOST_NAMED = 4;

    private SpfAnswerText() {}

    static String of(Answer answer) {
        return switch (answer) {
            case Answer.Found found ->
                found.records().size() + (found.records().size() == 1 ? " record" : " records") + ", TTL " + found.ttl()
                        + (found.aliases().isEmpty()
                                ? ""
                                : ", by way of CNAME "
                                        + found.aliases().getLast().target());
            case Answer.NoData none -> "nothing of this type";
            case Answer.NoSuchName none -> "no such name";
            case Answer.Failed failed -> "no answer, " + failed.words();
        };
    }

    /// As [#of], with the addresses or names themselves where there are few.
    static String withData(Answer answer) {
        if (!(answer instanceof Answer.Found found) || found.records().size() > MOST_NAMED) {
            return of(answer);
        }
        List<String> data = new ArrayList<>();
        for (ResourceRecord record : found.records()) {
            switch (record) {
                case ResourceRecord.A a -> data.add(a.address().toString());
                case ResourceRecord.Aaaa aaaa -> data.add(aaaa.address().toString());
                case ResourceRecord.Mx mx ->
                    data.add(mx.host().isRoot() ? "." : mx.host().toString());
                case ResourceRecord.Ptr ptr -> data.add(ptr.target().toString());
                case ResourceRecord.Txt _,
                        ResourceRecord.Cname _,
                        ResourceRecord.Ns _,
                        ResourceRecord.Soa _,
                        ResourceRecord.Other _ -> {
                    return of(answer);
                }
            }
        }
        String alias = found.aliases().isEmpty()
                ? ""
                : ", by way of CNAME " + found.aliases().getLast().target();
        return String.join(", ", data) + ", TTL " + found.ttl() + alias;
    }
}
