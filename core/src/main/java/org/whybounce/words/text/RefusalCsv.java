package org.whybounce.words.text;

import java.util.List;
import java.util.Locale;
import org.whybounce.tally.Case;
import org.whybounce.tally.CaseVerdict;
import org.whybounce.tally.Refused;
import org.whybounce.text.Visible;

/// One row a refusal as CSV (RFC 4180). A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula
/// and
/// may run it; such a cell gets an apostrophe in front, which it shows as text.
public final class RefusalCsv {
    private RefusalCsv() {}

    public static final String HEADER =
            "source,at,date,system,role,outcome,sender,recipient,domain,receiver,refused_by,ip,helo,reply_code,enhanced_code,queue_id,case,status,cause,kind,side,words\r\n";

    public static String row(Refused refused, Case one, CaseVerdict verdict) {
        StringBuilder row = new StringBuilder(256);
        List<String> cells = List.of(
                refused.source(),
                Long.toString(refused.at()),
                refused.date(),
                refused.system(),
                refused.role().name().toLowerCase(Locale.ROOT),
                refused.deferred() ? "deferred" : "refused",
                refused.mailFrom(),
                refused.recipient(),
                refused.domain(),
                refused.receiver(),
                refused.by(),
                refused.ip(),
                refused.helo(),
                refused.code(),
                refused.status(),
                refused.queueId(),
                Integer.toString(one.number()),
                verdict.status(),
                verdict.cause(),
                verdict.kind(),
                verdict.side(),
                refused.words());
        for (String cell : cells) {
            row.append(row.isEmpty() ? "" : ",").append(cell(cell));
        }
        return row.append("\r\n").toString();
    }

    /// One cell, safe for a spreadsheet.
    public static String cell(String value) {
        String plain = Visible.line(value);
        String text = acts(plain) ? "'" + plain : plain;
        boolean quoted = text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static boolean acts(String value) {
        return !value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0;
    }
}
