package org.whybounce.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Reads a log line by line. Each line is given on as exactly one [Told], in order; what a policy daemon decided waits
/// for
/// a few lines, since the server's own line repeats it.
public final class LogReading {
    /// What one line states, and the lines of the same message before it.
    ///
    /// @param number  of the line, counted from 1
    /// @param text    the line as it stands
    /// @param event   with the facts of its story that it leaves out itself
    /// @param context earlier lines of the same message, oldest first; for refusals only
    public record Told(long number, String text, Event event, List<String> context) {}

    /// Takes what is read.
    public interface Taker {
        void take(Told told);
    }

    /// Behind a verdict of a policy daemon the server's own line comes at once, on a busy server after some lines of
    /// others.
    private static final int WAITS = 40;

    private final Taker taker;
    private final Stories stories = new Stories();
    private final Deque<Told> waiting = new ArrayDeque<>();
    private final List<Grammar> grammars;
    private Grammar last;
    private long number;
    private String header = "";

    public LogReading(Taker taker) {
        this.taker = taker;
        List<Grammar> plain = List.of(
                new PostfixLines(),
                new EximLines(),
                new SendmailLines(),
                new PolicyLines(),
                new RspamdLines(),
                new OpenSmtpdLines(),
                new ProofpointLines(),
                new SpamdykeLines(),
                new HarakaLines(),
                new ZoneMtaLines(),
                new MaddyLines(),
                new StalwartLines(),
                new FortiMailLines(),
                new MimecastLines(),
                new ColumnLines(),
                new QmailLines(),
                new CutLines(),
                new TableLines());
        List<Grammar> all = new ArrayList<>(plain);
        all.add(new JsonLines(plain));
        this.grammars = List.copyOf(all);
        this.last = grammars.getFirst();
    }

    public void line(String text) {
        number++;
        Event event = event(text);
        Told told = new Told(number, text, event, List.of());
        if (event.outcome() != Outcome.OTHER) {
            told = stories.joined(told);
        }
        if (ColumnLines.names(text) || TableLines.names(text)) {
            header = text;
        } else if (event.outcome().refusal()
                && !header.isEmpty()
                && (ColumnLines.SYSTEMS.contains(event.system())
                        || event.system().equals(TableLines.NAME))) {
            // A row says nothing without the names of its columns.
            List<String> context = new ArrayList<>(told.context());
            context.addFirst(header);
            told = new Told(number, text, told.event(), List.copyOf(context));
        }
        if (!waiting.isEmpty()) {
            repeated(told);
        }
        boolean waits =
                told.event().role() == Role.POLICY && told.event().outcome().refusal();
        if (waits || !waiting.isEmpty()) {
            waiting.add(told);
            while (waiting.size() > WAITS) {
                taker.take(waiting.remove());
            }
            flushed();
        } else {
            taker.take(told);
        }
    }

    /// Whether a line names the columns of a table of returned mail.
    public static boolean namesColumns(String text) {
        return TableLines.names(text);
    }

    /// Whether a line can only be one of a mail server's log, by its form alone.
    public static boolean recognises(String text) {
        Line line = new Line(text, begin(text), true);
        int qmail = text.indexOf("delivery ");
        boolean numbered =
                qmail >= 0 && (text.indexOf(": failure: ", qmail) > 0 || text.indexOf(": deferral: ", qmail) > 0);
        return numbered
                || line.start() < text.length()
                        && RECOGNISED.stream()
                                .anyMatch(grammar -> grammar.read(line).isPresent());
    }

    /// Those that remember nothing and whose form no other text has.
    private static final List<Grammar> RECOGNISED = List.of(
            new ProofpointLines(),
            new SpamdykeLines(),
            new HarakaLines(),
            new ZoneMtaLines(),
            new MaddyLines(),
            new StalwartLines(),
            new FortiMailLines(),
            new MimecastLines());

    /// Nothing more comes.
    public void end() {
        while (!waiting.isEmpty()) {
            taker.take(waiting.remove());
        }
    }

    private void flushed() {
        while (!waiting.isEmpty() && !held(waiting.peek())) {
            taker.take(waiting.remove());
        }
    }

    private static boolean held(Told told) {
        return told.event().role() == Role.POLICY && told.event().outcome().refusal();
    }

    /// A server's refusal of the same message, or in the same words, is what the daemon's verdict came to.
    private void repeated(Told told) {
        if (told.event().role() != Role.SERVER || !told.event().outcome().refusal()) {
            return;
        }
        String words = told.event().value(LogFact.WORDS);
        for (int i = waiting.size(); i > 0; i--) {
            Told one = waiting.remove();
            waiting.add(held(one) && same(one.event(), told.event(), words) ? read(one) : one);
        }
    }

    private static boolean same(Event daemon, Event server, String words) {
        return !daemon.story().isEmpty() && daemon.story().equals(server.story())
                || words.contains(behindCodes(daemon.value(LogFact.WORDS)));
    }

    private static String behindCodes(String words) {
        int at = 0;
        while (at < words.length() && " .0123456789".indexOf(words.charAt(at)) >= 0) {
            at++;
        }
        return words.substring(at).strip();
    }

    private static Told read(Told told) {
        Event event = told.event();
        return new Told(
                told.number(),
                told.text(),
                new Event(event.system(), event.role(), Outcome.READ, event.story(), event.facts()),
                List.of());
    }

    /// What one line states by itself. A log has mostly lines of one system, so the grammar that read the last is tried
    /// first.
    private Event event(String text) {
        Line line = new Line(text.length() > Line.LONGEST ? text.substring(0, Line.LONGEST) : text, begin(text), true);
        if (line.start() >= line.text().length()) {
            return Event.OTHER;
        }
        Optional<Event> first = last.read(line);
        if (first.isPresent()) {
            return first.get();
        }
        for (Grammar grammar : grammars) {
            Optional<Event> event = grammar.equals(last) ? Optional.empty() : grammar.read(line);
            if (event.isPresent()) {
                last = grammar;
                return event.get();
            }
        }
        return Event.OTHER;
    }

    /// Behind blanks, a byte order mark, and what docker compose puts in front of each line: `postfix-1  | `.
    private static int begin(String text) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == '\ufeff')) {
            at++;
        }
        int word = at;
        while (word < text.length() && word - at < 40 && text.charAt(word) > ' ') {
            word++;
        }
        while (word < text.length() && text.charAt(word) == ' ') {
            word++;
        }
        return text.startsWith("| ", word) ? word + 2 : at;
    }
}
