package org.whybounce.spf;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.dns.Answer;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.spf.record.SpfParser;

/// Which of a domain's TXT records are SPF records.
public final class RecordChoice {
    private RecordChoice() {}

    /// The texts of all SPF records of an answer.
    public static List<String> texts(Answer.Found found) {
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

    /// The texts that a receiver takes for SPF records which overlooks white space, a quotation mark or a byte order
    /// mark before the version, and any white space behind it.
    static List<String> loose(Answer.Found found) {
        List<String> texts = new ArrayList<>(1);
        for (ResourceRecord record : found.records()) {
            if (record instanceof ResourceRecord.Txt txt) {
                String text = txt.text().replace('\t', ' ').replace('\r', ' ').replace('\n', ' ');
                int start = 0;
                while (start < text.length() && " \"'\u00ef\u00bb\u00bf".indexOf(text.charAt(start)) >= 0) {
                    start++;
                }
                String bare = text.substring(start);
                if (SpfParser.isRecord(bare)) {
                    texts.add(start > 0 && bare.endsWith("\"") ? bare.substring(0, bare.length() - 1) : bare);
                }
            }
        }
        return texts;
    }
}
