package org.whybounce.web.guide;

import java.util.ArrayList;
import java.util.List;
import org.whybounce.text.Stanza;

/// A page per finding, from `findings.txt`: stanzas of `Code:`, `Title:`, `Means:`, `Do:`, and `Guide:` where
/// one goes
/// deeper.
final class FindingPages {
    private FindingPages() {}

    static List<Guide> all() {
        List<Guide> pages = new ArrayList<>();
        for (Stanza stanza : Stanza.parse("guides/findings.txt", Guides.resource("findings.txt"))) {
            pages.add(page(stanza));
        }
        return pages;
    }

    private static Guide page(Stanza stanza) {
        String code = stanza.required("Code");
        String title = stanza.required("Title");
        String guide = stanza.value("Guide").orElse("");
        String markdown = "# " + title + "\n\n`" + code + "`\n\n## What it means\n\n" + stanza.required("Means")
                + "\n\n## What to do\n\n" + stanza.required("Do") + "\n"
                + (guide.isEmpty() ? "" : "\nMore: [the guide](/guides/" + guide + ").\n");
        String family = code.substring(0, Math.max(0, code.indexOf('/')));
        return new Guide(code, title + " (" + code + ")", title + ": what it means and what to do.", family, markdown);
    }
}
