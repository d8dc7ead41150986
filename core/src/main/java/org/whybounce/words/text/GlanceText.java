package org.whybounce.words.text;

import java.util.List;
import org.whybounce.HeaderAnalysis;
import org.whybounce.headers.Glance;
import org.whybounce.headers.StatedResult;
import org.whybounce.route.Trust;
import org.whybounce.words.text.TextPage.Ink;

/// The table at a glance: a line for each method, then why the two columns differ.
final class GlanceText {
    private static final int METHOD = 7;
    private static final int SAID = 16;
    private static final int NOW = 11;
    private static final int ALIGNED = 9;

    private GlanceText() {}

    static void put(TextPage page, HeaderAnalysis analysis) {
        List<Glance> rows = analysis.glance();
        int room = page.width() - METHOD - SAID - NOW - ALIGNED;
        page.gap()
                .verbatim(
                        Ink.QUIET,
                        cell("", METHOD) + cell("receiver said", SAID) + cell("holds now", NOW)
                                + cell("aligned", ALIGNED) + "for");
        boolean doubted = false;
        for (Glance row : rows) {
            String said = row.said().map(GlanceText::said).orElse("-");
            doubted |= said.endsWith("*");
            String now = row.now().isEmpty() ? "-" : row.now();
            String aligned = row.aligned().map(yes -> yes ? "yes" : "no").orElse("-");
            page.verbatim(
                    ink(row),
                    cell(row.method(), METHOD)
                            + cell(said, SAID)
                            + cell(now, NOW)
                            + cell(aligned, ALIGNED)
                            + shortened(row.domain().isEmpty() ? "-" : row.domain(), room));
            String note = row.domain().length() <= room
                    ? row.note()
                    : row.domain() + (row.note().isEmpty() ? "" : "; " + row.note());
            if (!note.isEmpty()) {
                page.say(Ink.QUIET, " ".repeat(METHOD), " ".repeat(METHOD), note);
            }
        }
        if (doubted) {
            page.say(
                    Ink.QUIET,
                    "* ",
                    "  ",
                    "in the receiver's name, but where the sender can write too: not proven to be the receiver's.");
        }
    }

    private static String said(StatedResult said) {
        return said.result() + (said.trust() == Trust.BELIEVED ? "" : "*");
    }

    private static Ink ink(Glance row) {
        String word = row.now().isEmpty() ? row.said().map(StatedResult::result).orElse("") : row.now();
        return switch (word) {
            case "pass" -> Ink.GOOD;
            case "fail", "permerror" -> Ink.BAD;
            default -> Ink.PLAIN;
        };
    }

    private static String cell(String text, int width) {
        String cut = text.length() >= width ? text.substring(0, width - 1) : text;
        return cut + " ".repeat(width - cut.length());
    }

    /// A name that is too long for its line is cut in its middle; the whole stands below.
    private static String shortened(String name, int room) {
        return name.length() <= room
                ? name
                : name.substring(0, room / 2 - 2) + "..." + name.substring(name.length() - (room - room / 2 - 1));
    }
}
