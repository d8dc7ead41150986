package org.whybounce.spf;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.dns.Answer;
import org.whybounce.dns.ResourceRecord;

/// Which of a domain's TXT records are SPF records.
final class RecordChoice {
    private RecordChoice() {}

    /// The texts of all SPF records of an answer.
    static List<String> texts(Answer.Found found) {
        List<ResourceRecord> records = found.records();
        if (records.size() == 1) {
            return records.getFirst() instanceof ResourceRecord.Txt txt && SpfParser.isRecord(txt.text())
                    ? List.of(txt.text())
                    : List.of();
        }
        List<String> texts = new ArrayList<>(1);
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i) instanceof ResourceRecord.Txt txt) {
                String text = txt.text();
                if (SpfParser.isRecord(text)) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
