package org.whybounce.bounce.form;

import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.raw.Field;
import org.whybounce.bounce.raw.Lexicon;
import org.whybounce.text.Span;
import org.whybounce.text.WordList;

/// Servers named in the lines of a bounce or a log: who reports, who refused.
final class Transcript {
    private Transcript() {}

    private static final List<String> REPORTING = WordList.of("form", "transcript: reporting");

    /// A service that reports under its own name: "the mail system at Fastmail".
    private static final String SERVICE = "from the mail system at ";

    private static final List<String> TALKING = List.of("while talking to ", "talking to ");

    private static final List<String> REMOTE = WordList.of("form", "transcript: remote");

    static Optional<Span> reporting(String text, Span line) {
        for (String lead : REPORTING) {
            if (text.regionMatches(true, line.start(), lead, 0, lead.length())) {
                int from = line.start() + lead.length();
                if (lead.endsWith("agent")) {
                    int at = text.indexOf(" at ", from, line.end());
                    if (at < 0) {
                        return Optional.empty();
                    }
                    from = at + 4;
                }
                return host(text, from, line.end());
            }
        }
        int at = find(text, line, SERVICE);
        return at < 0 ? Optional.empty() : host(text, at, line.end()).or(() -> word(text, at, line.end()));
    }

    private static Optional<Span> word(String text, int from, int end) {
        int stop = from;
        while (stop < end && stop - from < MOST_LETTERS && Character.isLetter(text.charAt(stop))) {
            stop++;
        }
        return stop - from > 2 ? Optional.of(new Span(from, stop)) : Optional.empty();
    }

    /// A longer word is no service's name.
    private static final int MOST_LETTERS = 24;

    static Optional<Span> talkingTo(String text, Span line) {
        int at = line.start();
        while (at < line.end() && text.charAt(at) == '.') {
            at++;
        }
        if (at < line.end() && text.charAt(at) == ' ') {
            at++;
        }
        for (String lead : TALKING) {
            if (text.regionMatches(true, at, lead, 0, lead.length())) {
                return host(text, at + lead.length(), line.end());
            }
        }
        return Optional.empty();
    }

    static Optional<Span> remote(String text, Span line) {
        Optional<Span> speaker = speaker(text, line);
        if (speaker.isPresent()) {
            return speaker;
        }
        for (String lead : REMOTE) {
            int at = find(text, line, lead.strip() + (lead.endsWith(" ") ? " " : ""));
            if (at >= 0) {
                int from = at;
                if (lead.startsWith("by the server")) {
                    int by = text.indexOf(" by ", from, line.end());
                    from = by < 0 ? from : by + 4;
                }
                Optional<Span> host = host(text, from, line.end());
                if (host.isPresent()) {
                    return host;
                }
            }
        }
        return Optional.empty();
    }

    private static final List<String> SPOKE = List.of(" said:", " said ", " refused to talk to me");

    /// `mx.example.net[192.0.2.1] said: 550 ...`: the name before the address of whoever spoke.
    static Optional<Span> speaker(String text, Span line) {
        for (String spoke : SPOKE) {
            int at = text.indexOf(spoke, line.start(), line.end());
            if (at <= line.start() || text.charAt(at - 1) != ']') {
                continue;
            }
            int open = text.lastIndexOf('[', at);
            int from = open;
            while (from > line.start()
                    && open - from < 254
                    && (Lexicon.alnum(text.charAt(from - 1)) || ".-_".indexOf(text.charAt(from - 1)) >= 0)) {
                from--;
            }
            if (open > from && at - open < 60) {
                return host(text, from, open);
            }
        }
        return Optional.empty();
    }

    /// All lines of a reply of which a report quotes the first only: `550-5.7.1 This message ...` ends in a
    /// hyphen's promise that the transcript in the text for people keeps.
    static Optional<Span> whole(String transcript, String report, Span quoted) {
        int start = quoted.start();
        while (start < quoted.end() && report.charAt(start) <= ' ') {
            start++;
        }
        boolean promises = Lexicon.replyAt(report, start, quoted.end()) && report.startsWith("-", start + 3);
        int end = Math.min(quoted.end(), Field.lineEnd(report, start, quoted.end()));
        if (!promises || end - start < 8) {
            return Optional.empty();
        }
        String first = report.substring(start, end).stripTrailing();
        int at = transcript.indexOf("<<< " + first);
        if (at < 0) {
            return Optional.empty();
        }
        int stop = Field.lineEnd(transcript, at, transcript.length());
        int next = Field.next(transcript, stop, transcript.length());
        while (transcript.startsWith("<<< " + first.substring(0, 3), next)) {
            stop = Field.lineEnd(transcript, next, transcript.length());
            boolean last = !transcript.startsWith("-", next + 7);
            next = Field.next(transcript, stop, transcript.length());
            if (last) {
                break;
            }
        }
        return Optional.of(new Span(at + 4, stop));
    }

    private static int find(String text, Span line, String lead) {
        for (int i = line.start(); i + lead.length() <= line.end(); i++) {
            if (text.regionMatches(true, i, lead, 0, lead.length())
                    && (i == line.start() || !Lexicon.alnum(text.charAt(i - 1)))) {
                return i + lead.length();
            }
        }
        return -1;
    }

    /// A host name with a dot, or an address in brackets.
    static Optional<Span> host(String text, int from, int end) {
        int start = from;
        while (start < end
                && (text.charAt(start) == ' '
                        || text.charAt(start) == '<'
                        || text.charAt(start) == '['
                        || text.charAt(start) == '\'')) {
            start++;
        }
        int stop = start;
        boolean dot = false;
        while (stop < end
                && stop - start < 254
                && (Lexicon.alnum(text.charAt(stop)) || ".-_:".indexOf(text.charAt(stop)) >= 0)) {
            // A colon belongs to an IPv6 address; behind a word it ends it ("Remote host said:").
            dot |= text.charAt(stop) == '.'
                    || text.charAt(stop) == ':' && stop > start && text.indexOf(':', start) < stop;
            stop++;
        }
        while (stop > start && ".:-".indexOf(text.charAt(stop - 1)) >= 0) {
            stop--;
        }
        if (!dot || stop - start < 3) {
            return Optional.empty();
        }
        return Optional.of(new Span(start, stop));
    }
}
