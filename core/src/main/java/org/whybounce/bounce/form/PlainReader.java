package org.whybounce.bounce.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.bounce.raw.Field;
import org.whybounce.bounce.raw.FlatText;
import org.whybounce.bounce.raw.Part;
import org.whybounce.bounce.raw.Returned;
import org.whybounce.bounce.wording.ReplyText;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// Reads a bounce written for people. Mail servers word them in a hundred ways, yet all of them tell recipients, and
/// for each, before or behind it, a reason. So this reader knows few forms and many small things: how a recipient's
/// line looks, how a reply begins, where the returned message starts.
///
/// Lines are taken in order. A line with a recipient opens that recipient's block; the lines up to the next one are
/// the block; a line of a transcript that names a known recipient goes back to that recipient's block. At the end
/// each block's refusal is chosen: the server's reply if one stands there, else the first sentences.
final class PlainReader {
    private final Part part;
    private final String text;
    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private final List<Span> preamble = new ArrayList<>();
    private Optional<Block> current = Optional.empty();
    private Optional<String> reporting = Optional.empty();
    private Span reportingPlace = new Span(0, 0);
    private Optional<Claim<String>> talkingTo = Optional.empty();
    private int returnedAt = -1;
    private int total;
    private boolean cut;

    PlainReader(Part part) {
        this.part = part;
        this.text = part.text();
    }

    /// The lines of one recipient.
    private static final class Block {
        final Draft draft;
        final List<Span> lines = new ArrayList<>();

        Block(Draft draft) {
            this.draft = draft;
        }
    }

    /// A bounce for people is a page; the returned message behind it is not read here.
    static final int MOST_LINES = 20_000;

    private static final int LONGEST_LINE = 10_000;

    /// Whether a part of the text was left out.
    boolean cut() {
        return cut;
    }

    int returnedAt() {
        return returnedAt;
    }

    int total() {
        return total;
    }

    List<Draft> read() {
        return read(0, text.length());
    }

    List<Draft> read(int start, int end) {
        int at = start;
        int lines = 0;
        boolean blank = true;
        while (at < end) {
            if (lines++ == MOST_LINES) {
                cut = true;
                break;
            }
            int lineEnd = Field.lineEnd(text, at, end);
            cut |= lineEnd - at > LONGEST_LINE;
            Span line = trimmed(at, Math.min(lineEnd, at + LONGEST_LINE));
            if (line.length() == 0) {
                mark(line);
                blank = true;
            } else if (Returned.begins(text, line, blank)) {
                returnedAt = Field.next(text, lineEnd, end);
                if (Returned.field(text, line)) {
                    returnedAt = at;
                }
                if (Returned.field(text, line) || !Returned.resumes(text, returnedAt, end)) {
                    break;
                }
                blank = true;
            } else {
                take(line, at);
                blank = false;
            }
            at = Field.next(text, lineEnd, end);
        }
        List<Draft> drafts = new ArrayList<>();
        for (Block block : blocks.values()) {
            finish(block);
            drafts.add(block.draft);
        }
        return drafts;
    }

    /// For texts that name no recipient: the reply or the first sentences, as one draft.
    Draft whole(int start, int end) {
        Block block = new Block(new Draft(part));
        block.lines.addAll(preamble);
        if (block.lines.isEmpty()) {
            block.lines.add(new Span(start, end));
        }
        finish(block);
        return block.draft;
    }

    private Span trimmed(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && (text.charAt(from) <= ' ' || text.charAt(from) == '>' || text.charAt(from) == 0xa0)) {
            // ">>> DATA" is a line of a transcript, "> text" a quotation.
            if (text.startsWith(">>>", from)) {
                break;
            }
            from++;
        }
        while (to > from && (text.charAt(to - 1) <= ' ' || text.charAt(to - 1) == 0xa0)) {
            to--;
        }
        return new Span(from, to);
    }

    private void mark(Span line) {
        if (current.isPresent()) {
            current.get().lines.add(line);
        } else {
            preamble.add(line);
        }
    }

    private void take(Span line, int lineStart) {
        Transcript.reporting(text, line).ifPresent(span -> {
            if (reporting.isEmpty()) {
                reporting = Optional.of(span.of(text));
                reportingPlace = span;
            }
        });
        Transcript.talkingTo(text, line)
                .ifPresent(span -> talkingTo = Optional.of(part.claim(span.of(text), span.start(), span.end())));
        RecipientLine.Found found = RecipientLine.read(text, line, lineStart);
        switch (found.kind()) {
            case OPENS -> {
                open(found.address(), true);
                current.get().lines.add(new Span(found.rest(), line.end()));
            }
            case NAMES -> {
                Block block = blocks.get(key(found.address()));
                if (block != null) {
                    current = Optional.of(block);
                    block.lines.add(line);
                } else if (found.mayOpen()) {
                    open(found.address(), false);
                    current.get().lines.add(line);
                } else {
                    mark(line);
                }
            }
            case ORIGINAL -> {
                if (current.isEmpty()) {
                    open(found.address(), true);
                }
                current.ifPresent(block -> block.draft.original = block.draft.original.or(() -> Optional.of(part.claim(
                        found.address().of(text),
                        found.address().start(),
                        found.address().end()))));
                mark(line);
            }
            case NONE -> mark(line);
        }
        if (current.isPresent() && current.get().draft.original.isEmpty()) {
            current.get().draft.original = madeFrom(line);
        }
        if (talkingTo.isPresent()
                && current.isPresent()
                && current.get().draft.remoteMta.isEmpty()) {
            current.get().draft.remoteMta = talkingTo;
        }
    }

    private String key(Span address) {
        return address.of(text).toLowerCase(Locale.ROOT);
    }

    private void open(Span address, boolean sure) {
        String key = key(address);
        Block known = blocks.get(key);
        if (known == null) {
            total++;
            if (blocks.size() >= DsnReader.MOST_RECIPIENTS) {
                return;
            }
            known = new Block(new Draft(part));
            known.draft.recipient = Optional.of(part.claim(address.of(text), address.start(), address.end()));
            blocks.put(key, known);
            if (sure) {
                talkingTo = Optional.empty();
            }
        }
        current = Optional.of(known);
    }

    private void finish(Block block) {
        Draft draft = block.draft;
        if (reporting.isPresent()) {
            draft.reportingMta = Optional.of(part.claim(reporting.get(), reportingPlace.start(), reportingPlace.end()));
        }
        List<Span> lines = block.lines;
        Optional<Span> chosen = ReplyText.reply(text, lines)
                .or(() -> ReplyText.reply(text, preamble))
                .or(() -> ReplyText.choose(text, lines))
                .or(() -> ReplyText.choose(text, preamble));
        chosen.ifPresent(span -> draft.text = span);
        StringBuilder around = new StringBuilder();
        for (Span line : lines) {
            if (around.length() < MOST_AROUND) {
                around.append(line.of(text)).append('\n');
            }
        }
        for (Span line : preamble) {
            if (around.length() < MOST_AROUND) {
                around.append(line.of(text)).append('\n');
            }
        }
        draft.around = around.toString();
        if (chosen.isPresent()) {
            draft.stage = Stages.in(
                    FlatText.of(text, chosen.get().start(), chosen.get().end()), part);
        }
        for (Span line : lines) {
            if (draft.original.isEmpty()) {
                draft.original = madeFrom(line);
            }
            if (draft.remoteMta.isEmpty()) {
                draft.remoteMta =
                        Transcript.remote(text, line).map(span -> part.claim(span.of(text), span.start(), span.end()));
            }
            if (draft.stage.isEmpty()) {
                draft.stage = Stages.in(part, line.start(), line.end());
            }
        }
    }

    private static final List<String> MADE_FROM = List.of("(expanded from", "generated from");

    /// `(expanded from <info@example.org>)`, `(ultimately generated from info@example.org)` behind the recipient.
    private Optional<Claim<String>> madeFrom(Span line) {
        String words = line.of(text).toLowerCase(Locale.ROOT);
        for (String lead : MADE_FROM) {
            int at = words.indexOf(lead);
            int from = at < 0 ? -1 : line.start() + at + lead.length();
            while (from >= 0 && from < line.end() && " :<".indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            int end = from;
            while (end >= 0 && end < line.end() && text.charAt(end) > ' ' && ">)".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (from >= 0 && text.substring(from, end).indexOf('@') > 0) {
                return Optional.of(part.claim(text.substring(from, end), from, end));
            }
        }
        return Optional.empty();
    }

    private static final int MOST_AROUND = 4000;
}
