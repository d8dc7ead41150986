package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.bounce.raw.Field;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.bounce.raw.Part;
import org.whybounce.text.Span;

/// Reads the lines of mail servers' logs: the sending side's (who refused us) and the receiving side's (whom we
/// refused).
/// What a line states is the work of [org.whybounce.log]; here the lines are put together that a mail or a forum
/// wrapped.
final class LogReader {
    private final Part part;
    private final String text;

    LogReader(Part part) {
        this.part = part;
        this.text = part.text();
    }

    private static final int MOST_LINES = 20_000;
    private static final int MOST_WRAPPED = 20;

    List<Draft> read() {
        List<Span> lines = new ArrayList<>();
        for (int at = 0; at < text.length() && lines.size() < MOST_LINES; ) {
            int end = wrapped(at, Field.lineEnd(text, at, text.length()));
            lines.add(new Span(at, end));
            at = Field.next(text, end, text.length());
        }
        LogEvents events = new LogEvents(part);
        List<Draft> drafts = events.read(lines);
        if (!drafts.isEmpty()) {
            return drafts;
        }
        return events.known() ? other().stream().filter(LogReader::refuses).toList() : other();
    }

    /// A line of a known system in a form that is not known may still hold a server's reply, told by both its codes.
    private static boolean refuses(Draft draft) {
        int from = draft.text.start();
        int to = draft.text.end();
        return Lexicon.reply(draft.part.text(), from, to)
                        .filter(reply -> draft.part.text().charAt(reply.start()) != '2')
                        .isPresent()
                && Lexicon.enhanced(draft.part.text(), from, to).stream()
                        .anyMatch(code -> draft.part.text().charAt(code.start()) != '2');
    }

    /// What only looked like a log: a text for people, or a reply.
    private List<Draft> other() {
        List<Draft> plain = new PlainReader(part).read();
        return plain.isEmpty() ? new ReplyReader(part).read() : plain;
    }

    /// Where a delivery's line ends that a mail or a forum has wrapped: `postfix/smtp[200]: 4A1B2C: to=<...>,` and on
    /// the lines below it `relay=..., status=bounced (host ... said: 550 ...)`.
    private int wrapped(int start, int lineEnd) {
        int to = text.indexOf(": to=<", start, lineEnd);
        if (to < 0 || !process(start, to + 1)) {
            return lineEnd;
        }
        int end = lineEnd;
        for (int lines = 0; lines < MOST_WRAPPED; lines++) {
            boolean told = text.indexOf("status=", start, end) >= 0;
            boolean open = !told || text.charAt(last(start, end)) != ')';
            int next = Field.next(text, end, text.length());
            int nextEnd = Field.lineEnd(text, next, text.length());
            if (!open || nextEnd - start > FlatText.LONGEST || last(next, nextEnd) < next || process(next, nextEnd)) {
                return told ? end : lineEnd;
            }
            end = nextEnd;
        }
        return lineEnd;
    }

    /// The last character of a line that is no blank.
    private int last(int start, int end) {
        int at = end - 1;
        while (at >= start && text.charAt(at) <= ' ') {
            at--;
        }
        return at;
    }

    /// Whether a log's line names its process: `postfix/smtp[200]: `.
    private boolean process(int start, int end) {
        int close = text.indexOf("]: ", start, end);
        int at = close - 1;
        while (at > start && Lexicon.digit(text.charAt(at))) {
            at--;
        }
        return close >= 0 && at < close - 1 && at > start && text.charAt(at) == '[';
    }
}
