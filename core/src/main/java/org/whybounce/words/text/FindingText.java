package org.whybounce.words.text;

import org.whybounce.finding.Finding;
import org.whybounce.words.text.TextPage.Ink;

/// One finding as two columns: its level, and what it says with its code.
public final class FindingText {
    private static final int LABEL = 9;

    private FindingText() {}

    public static void put(TextPage page, Finding finding) {
        String label = finding.level().word();
        Ink ink = switch (finding.level()) {
            case ERROR -> Ink.BAD;
            case WARNING -> Ink.DOUBT;
            case NOTICE, INFO -> Ink.QUIET;
        };
        page.columns(ink, label, LABEL, finding.text() + " [" + finding.code() + "]");
    }
}
