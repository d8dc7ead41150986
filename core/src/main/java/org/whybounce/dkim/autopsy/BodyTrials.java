package org.whybounce.dkim.autopsy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.whybounce.dkim.autopsy.Alteration.Kind;
import org.whybounce.message.RawMessage;
import org.whybounce.message.field.RawField;

/// Tries what is known to be done to bodies, one after the other, until the hash is the signed one.
///
/// Removing lines from the end is tried at every line in one pass over the body, since the state of a hash can be
/// kept;
/// everything else is a body made anew. Limits: [Trials].
final class BodyTrials {
    /// Lines of a banner at the beginning, and of a footer at the end of a part.
    private static final int MOST_BANNER_LINES = 25;

    private static final int MOST_FOOTER_LINES = 60;

    /// Tags of a footer in one line.
    private static final int MOST_TAGS = 40;

    private final RawMessage message;
    private final byte[] body;
    private final BodyTarget target;
    private final List<String> lines;
    private final MimeLayout layout;

    /// What explains a body.
    ///
    /// @param fields header fields as they must have been for that body, such as the type of a message that was
    ///               wrapped
    record Explained(List<Alteration> alterations, List<RawField> fields) {
        Explained {
            alterations = List.copyOf(alterations);
            fields = List.copyOf(fields);
        }

        static Explained by(Kind kind, String undo) {
            return new Explained(List.of(new Alteration(kind, undo)), List.of());
        }
    }

    BodyTrials(RawMessage message, byte[] body, BodyTarget target) {
        this.message = message;
        this.body = body;
        this.target = target;
        this.lines = BodyLines.of(body);
        this.layout = MimeLayout.of(message, lines);
    }

    MimeLayout layout() {
        return layout;
    }

    Optional<Explained> search() {
        return lastLines(body, lines, Optional.empty())
                .or(this::whole)
                .or(this::partsAdded)
                .or(this::wrapped)
                .or(this::firstLines)
                .or(() -> new Reencoding(message, lines, layout, target).search())
                .or(this::insideOneText)
                .or(this::insideOneLine)
                .or(this::insideTwoTexts)
                .or(this::footerAndMore);
    }

    /// A footer: the last lines.
    private Optional<Explained> lastLines(byte[] of, List<String> its, Optional<Alteration> first) {
        OptionalInt kept = target.prefix(of);
        if (kept.isEmpty() || kept.getAsInt() > its.size()) {
            return Optional.empty();
        }
        List<Alteration> alterations = new ArrayList<>(first.stream().toList());
        int from = kept.getAsInt();
        alterations.add(new Alteration(
                Kind.FOOTER,
                "the last " + count(its.size() - from) + " of the body " + (its.size() - from == 1 ? "is" : "are")
                        + " taken out" + BodyLines.shown(its, from, its.size())));
        return Optional.of(new Explained(alterations, List.of()));
    }

    /// Changes that go through the whole body alike.
    private Optional<Explained> whole() {
        for (BodyEdit edit : BodyEdit.values()) {
            byte[] changed = edited(edit);
            if (changed != null && target.holds(changed)) {
                return Optional.of(Explained.by(edit.kind(), edit.undo()));
            }
        }
        return Optional.empty();
    }

    private byte @Nullable [] edited(BodyEdit edit) {
        return target.trials().bytes(body.length) ? edit.apply(body, lines).orElse(null) : null;
    }

    /// Whether these lines are the body. Looks at the limit before it copies.
    private boolean holds(Supplier<List<String>> guess) {
        return target.trials().bytes(body.length) && target.holds(BodyLines.join(guess.get()));
    }

    /// A banner: the first lines; and a footer as well.
    private Optional<Explained> firstLines() {
        for (int i = 1; i <= Math.min(MOST_BANNER_LINES, lines.size() - 1); i++) {
            if (!target.trials().bytes(body.length)) {
                return Optional.empty();
            }
            List<String> left = lines.subList(i, lines.size());
            byte[] changed = BodyLines.join(left);
            Alteration banner = new Alteration(
                    Kind.BANNER,
                    "the first " + count(i) + " of the body " + (i == 1 ? "is" : "are") + " taken out"
                            + BodyLines.shown(lines, 0, i));
            if (target.holds(changed)) {
                return Optional.of(new Explained(List.of(banner), List.of()));
            }
            Optional<Explained> both = lastLines(changed, left, Optional.of(banner));
            if (both.isPresent()) {
                return both;
            }
        }
        return Optional.empty();
    }

    /// A part was added, as lists do to messages that have parts already.
    private Optional<Explained> partsAdded() {
        for (MimeLayout.Part part : layout.parts().reversed()) {
            if (holds(() -> BodyLines.without(lines, part.delimiter(), part.end()))) {
                return Optional.of(Explained.by(
                        Kind.PART_ADDED,
                        "one part of the body is taken out" + BodyLines.shown(lines, part.content(), part.end())));
            }
        }
        return Optional.empty();
    }

    /// The message became a part of another.
    private Optional<Explained> wrapped() {
        for (MimeLayout.Part part : layout.parts()) {
            if (holds(() -> lines.subList(part.content(), part.end()))) {
                List<RawField> fields = part.headers().stream()
                        .filter(field -> field.is("Content-Type")
                                || field.is("Content-Transfer-Encoding")
                                || field.is("MIME-Version"))
                        .toList();
                return Optional.of(new Explained(
                        List.of(new Alteration(Kind.WRAPPED, "one part of the body is taken for the whole")), fields));
            }
        }
        return Optional.empty();
    }

    private List<MimeLayout.Part> texts() {
        return layout.parts().stream().filter(MimeLayout.Part::text).toList();
    }

    /// A range of lines, and what to say of it.
    private record Cut(int from, int to, Kind kind) {
        String undo(List<String> lines) {
            String where = kind == Kind.BANNER ? "at the beginning" : "at the end";
            return count(to - from) + " " + where + " of a text part " + (to - from == 1 ? "is" : "are") + " taken out"
                    + BodyLines.shown(lines, from, to);
        }
    }

    /// Ranges at the end and at the beginning of a text part; in HTML the end is also what comes before `</body>`.
    private List<Cut> cuts(MimeLayout.Part part) {
        List<Cut> cuts = new ArrayList<>();
        List<Integer> ends = new ArrayList<>(List.of(part.end()));
        for (int i = part.end() - 1; i >= part.content() && ends.size() < 4; i--) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                // The blank line before a delimiter belongs to the delimiter or to the text.
                if (ends.getLast() == i + 1) {
                    ends.add(i);
                }
            } else if (line.regionMatches(true, 0, "</body", 0, 6) || line.regionMatches(true, 0, "</html", 0, 6)) {
                ends.add(i);
            } else {
                break;
            }
        }
        for (int end : ends) {
            for (int from = end - 1; from > part.content() && end - from <= MOST_FOOTER_LINES; from--) {
                cuts.add(new Cut(from, end, Kind.FOOTER));
            }
        }
        for (int i = 1; i <= MOST_BANNER_LINES && part.content() + i < part.end(); i++) {
            cuts.add(new Cut(part.content(), part.content() + i, Kind.BANNER));
        }
        return cuts;
    }

    private Optional<Explained> insideOneText() {
        for (MimeLayout.Part part : texts()) {
            for (Cut cut : cuts(part)) {
                if (holds(() -> BodyLines.without(lines, cut.from(), cut.to()))) {
                    return Optional.of(Explained.by(cut.kind(), cut.undo(lines)));
                }
            }
        }
        return Optional.empty();
    }

    /// A footer in HTML that stands in one line: from a tag on to the end of the text, or to `</body>`.
    private Optional<Explained> insideOneLine() {
        for (int at = lines.size() - 1; at >= 0 && lines.size() - at <= MOST_FOOTER_LINES; at--) {
            String line = lines.get(at);
            int close = line.toLowerCase(Locale.ROOT).lastIndexOf("</body");
            int end = close < 0 ? line.length() : close;
            int from = line.lastIndexOf('<', end - 1);
            for (int tries = 0; from >= 0 && tries < MOST_TAGS; tries++) {
                String left = line.substring(0, from) + line.substring(end);
                int index = at;
                if (from < end && holds(() -> replaced(index, left))) {
                    return Optional.of(Explained.by(
                            Kind.FOOTER,
                            "what stands from a tag on to the end of the HTML is taken out"
                                    + BodyLines.shown(List.of(line.substring(from, end)), 0, 1)));
                }
                from = from == 0 ? -1 : line.lastIndexOf('<', from - 1);
            }
        }
        return Optional.empty();
    }

    private List<String> replaced(int index, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(index, line);
        return changed;
    }

    /// The same text in plain and HTML: only cuts at what looks like the beginning of a footer.
    private Optional<Explained> insideTwoTexts() {
        List<MimeLayout.Part> texts = texts();
        for (int i = 0; i + 1 < texts.size(); i++) {
            List<Cut> first = likely(texts.get(i));
            List<Cut> second = likely(texts.get(i + 1));
            for (Cut one : first) {
                for (Cut two : second) {
                    if (holds(() ->
                            BodyLines.without(BodyLines.without(lines, two.from(), two.to()), one.from(), one.to()))) {
                        return Optional.of(new Explained(
                                List.of(
                                        new Alteration(one.kind(), one.undo(lines)),
                                        new Alteration(two.kind(), two.undo(lines))),
                                List.of()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private List<Cut> likely(MimeLayout.Part part) {
        return cuts(part).stream()
                .filter(cut -> cut.kind() == Kind.BANNER ? endsBanner(cut.to()) : beginsFooter(cut.from()))
                .limit(40)
                .toList();
    }

    private boolean beginsFooter(int at) {
        String line = lines.get(at).strip();
        return line.isEmpty()
                || line.startsWith("--")
                || line.startsWith("__")
                || line.startsWith("**")
                || line.startsWith("==")
                || line.startsWith("<")
                || lines.get(at - 1).isBlank();
    }

    private boolean endsBanner(int at) {
        return lines.get(at).isBlank()
                || lines.get(at - 1).isBlank()
                || lines.get(at).startsWith("<");
    }

    /// A footer below a body that was changed all through as well.
    private Optional<Explained> footerAndMore() {
        for (BodyEdit edit : BodyEdit.values()) {
            byte[] changed = edited(edit);
            if (changed == null) {
                continue;
            }
            Optional<Explained> both =
                    lastLines(changed, BodyLines.of(changed), Optional.of(new Alteration(edit.kind(), edit.undo())));
            if (both.isPresent()) {
                return both;
            }
        }
        return Optional.empty();
    }

    private static String count(int lines) {
        return lines == 1 ? "line" : lines + " lines";
    }
}
