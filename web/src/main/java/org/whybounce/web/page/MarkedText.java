package org.whybounce.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A paste cut into parts, each marked with the checks whose evidence it is, so that a person sees in their own text
/// what the answer rests on.
///
/// Characters that do not print are shown one for one by a visible sign, so that spans stay where they were counted.
public record MarkedText(List<Part> parts, boolean cut) {
    /// @param checks numbers of the checks (1 to 5) that rest on this part; empty for text that nothing rests on
    public record Part(String text, List<Integer> checks) {
        public boolean marked() {
            return !checks.isEmpty();
        }

        /// The numbers as a label, `1, 3`.
        public String label() {
            return String.join(", ", checks.stream().map(String::valueOf).toList());
        }
    }

    /// A page with more than this is no longer read by a person and slow on a phone.
    private static final int MOST_SHOWN = 60_000;

    private static final int MOST_MARKS = 200;

    private record Mark(int start, int end, int check) {}

    /// Marks the evidence of `checks` that comes from the paste.
    public static MarkedText of(String text, List<Piece> checks) {
        List<Mark> marks = new ArrayList<>();
        int length = Math.min(text.length(), MOST_SHOWN);
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
        TreeMap<Integer, Boolean> cuts = new TreeMap<>();
        cuts.put(0, true);
        cuts.put(length, true);
        for (Mark mark : marks) {
            cuts.put(mark.start(), true);
            cuts.put(mark.end(), true);
        }
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int to : cuts.keySet()) {
            if (to > from) {
                List<Integer> numbers = new ArrayList<>();
                for (Mark mark : marks) {
                    if (mark.start() <= from && to <= mark.end() && !numbers.contains(mark.check())) {
                        numbers.add(mark.check());
                    }
                }
                numbers.sort(null);
                parts.add(new Part(visible(text, from, to), List.copyOf(numbers)));
                from = to;
            }
        }
        return new MarkedText(parts, text.length() > MOST_SHOWN);
    }

    private static String visible(String text, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                // A carriage return before its line feed says nothing; alone it is a line break of its own.
                if (i + 1 >= text.length() || text.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (c == '\n' || c == '\t') {
                out.append(c);
            } else if (c < ' ') {
                out.append((char) (0x2400 + c));
            } else {
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
