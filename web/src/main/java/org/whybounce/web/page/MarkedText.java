package org.whybounce.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A paste in lines, with the evidence of the checks marked, so that a person sees in their own text what the
/// answer
/// rests on. Lines far from any evidence are folded away.
///
/// Characters that do not print are shown one for one by a visible sign, so that places stay where they were
/// counted.
///
/// @param lines in order
/// @param cut   whether the paste goes on behind what is shown
public record MarkedText(List<Line> lines, boolean cut) {
    public static final MarkedText NOTHING = new MarkedText(List.of(), false);

    /// A page with more than this is no longer read by a person and slow on a phone.
    private static final int MOST_SHOWN = 60_000;

    private static final int MOST_MARKS = 200;

    /// Lines shown before and after one with evidence.
    private static final int AROUND = 2;

    /// A stretch of plain text, or of text that checks rest on.
    ///
    /// @param checks numbers of the checks (1 to 5); empty for text that nothing rests on
    /// @param start  where it begins in the paste: its name on the page
    public record Part(String text, List<Integer> checks, int start) {
        public boolean marked() {
            return !checks.isEmpty();
        }

        /// The numbers as a label, `1, 3`.
        public String label() {
            return String.join(", ", checks.stream().map(String::valueOf).toList());
        }
    }

    public record Line(int number, int start, List<Part> parts) {
        public boolean marked() {
            return parts.stream().anyMatch(Part::marked);
        }
    }

    /// Lines that belong together.
    ///
    /// @param folded whether nothing in them is evidence, nor near to any
    public record Stretch(boolean folded, List<Line> lines) {}

    private record Mark(int start, int end, int check) {}

    /// Marks the evidence of `checks` that comes from the paste.
    public static MarkedText of(String text, List<Piece> checks) {
        int length = Math.min(text.length(), MOST_SHOWN);
        List<Mark> marks = marks(checks, length);
        TreeSet<Integer> cuts = new TreeSet<>(List.of(0, length));
        for (Mark mark : marks) {
            cuts.add(mark.start());
            cuts.add(mark.end());
        }
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            if (i == 0 || endsLine(text, i - 1)) {
                starts.add(i);
                cuts.add(i);
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : length;
            lines.add(line(text, i + 1, starts.get(i), end, cuts, marks));
        }
        return new MarkedText(List.copyOf(lines), text.length() > MOST_SHOWN);
    }

    private static List<Mark> marks(List<Piece> checks, int length) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            for (Piece evidence : checks.get(i).list("evidence")) {
                List<Piece> span = evidence.list("span");
                if (span.size() == 2 && evidence.text("from").equals("paste") && marks.size() < MOST_MARKS) {
                    int start = span.get(0).number();
                    int end = Math.min(span.get(1).number(), length);
                    if (start >= 0 && start < end) {
                        marks.add(new Mark(start, end, i + 1));
                    }
                }
            }
        }
        return marks;
    }

    /// A carriage return alone ends a line too; before its line feed it says nothing.
    private static boolean endsLine(String text, int at) {
        char c = text.charAt(at);
        return c == '\n' || c == '\r' && (at + 1 >= text.length() || text.charAt(at + 1) != '\n');
    }

    private static Line line(String text, int number, int start, int end, TreeSet<Integer> cuts, List<Mark> marks) {
        List<Part> parts = new ArrayList<>();
        int from = start;
        for (int to : cuts.subSet(start, false, end, true)) {
            List<Integer> numbers = new ArrayList<>();
            for (Mark mark : marks) {
                if (mark.start() <= from && to <= mark.end() && !numbers.contains(mark.check())) {
                    numbers.add(mark.check());
                }
            }
            numbers.sort(null);
            String shown = visible(text, from, to);
            // White space at the end of a line is no evidence that one could see.
            parts.add(new Part(shown, shown.isBlank() ? List.of() : List.copyOf(numbers), from));
            from = to;
        }
        return new Line(number, start, List.copyOf(parts));
    }

    /// The lines in stretches: those with evidence and their neighbours, and what lies between, folded. Without
    /// any
    /// evidence all is one stretch.
    public List<Stretch> stretches() {
        boolean[] near = new boolean[lines.size()];
        boolean any = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).marked()) {
                any = true;
                for (int j = Math.max(0, i - AROUND); j <= Math.min(lines.size() - 1, i + AROUND); j++) {
                    near[j] = true;
                }
            }
        }
        List<Stretch> stretches = new ArrayList<>();
        for (int from = 0; from < lines.size(); ) {
            int to = from;
            while (to < lines.size() && near[to] == near[from]) {
                to++;
            }
            // A fold of three lines is longer than the lines.
            boolean folded = any && !near[from] && to - from > 3;
            List<Line> these = lines.subList(from, to);
            if (!folded && !stretches.isEmpty() && !stretches.getLast().folded()) {
                List<Line> joined = new ArrayList<>(stretches.removeLast().lines());
                joined.addAll(these);
                these = joined;
            }
            stretches.add(new Stretch(folded, List.copyOf(these)));
            from = to;
        }
        return stretches;
    }

    /// The number of the line that holds a place of the paste; 0 if it is not shown.
    public int lineAt(int place) {
        int low = 0;
        int high = lines.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (lines.get(middle).start() <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return lines.isEmpty() || place >= MOST_SHOWN ? 0 : lines.get(low).number();
    }

    private static String visible(String text, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                out.append(c);
            } else if (c != '\r' && c != '\n' && c < ' ') {
                out.append((char) (0x2400 + c));
            } else if (c >= ' ') {
                out.append(plain(c) ? c : '\ufffd');
            }
        }
        return out.toString();
    }

    private static boolean plain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
