package org.whybounce.fix;

/// A text that is ready to be sent, with the evidence inside. Lines are at most 72 characters where words allow it.
public record Letter(String subject, String body) {
    private static final int WIDTH = 72;

    /// A letter of paragraphs; a paragraph that begins with a space is kept as it is (a record, a quoted line).
    public static Letter of(String subject, String... paragraphs) {
        StringBuilder body = new StringBuilder();
        for (String paragraph : paragraphs) {
            if (paragraph.isEmpty()) {
                continue;
            }
            if (!body.isEmpty()) {
                body.append('\n');
            }
            if (paragraph.startsWith(" ")) {
                body.append(paragraph).append('\n');
            } else {
                wrap(paragraph, body);
            }
        }
        return new Letter(subject, body.toString());
    }

    private static void wrap(String paragraph, StringBuilder out) {
        int column = 0;
        for (String word : paragraph.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                out.append('\n');
                column = 0;
            } else if (column > 0) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        out.append('\n');
    }
}
