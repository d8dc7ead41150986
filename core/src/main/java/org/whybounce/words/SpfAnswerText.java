package org.whybounce.words;

import org.whybounce.dns.Answer;

/// A DNS answer in few words.
final class SpfAnswerText {
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
            case Answer.Failed failed -> "no answer, " + failed.why().words();
        };
    }
}
