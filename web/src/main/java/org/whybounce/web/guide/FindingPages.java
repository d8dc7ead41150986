package org.whybounce.web.guide;

import java.util.ArrayList;
import java.util.List;

/// A page per finding, from `findings.txt`: stanzas of `Code:`, `Title:`, `Means:`, `Do:`, and `Guide:` where one goes
/// deeper. A code `SPF_LOOKUP_LIMIT/OVER` is explained on the page of its first part.
final class FindingPages {
    private FindingPages() {}

    static List<Guide> all() {
        List<Guide> pages = new ArrayList<>();
        String code = "";
        String title = "";
        String means = "";
        String todo = "";
        String guide = "";
        List<String> lines =
                new ArrayList<>(Guides.resource("findings.txt").lines().toList());
        lines.add("");
        for (String line : lines) {
            int colon = line.indexOf(": ");
            if (line.isBlank()) {
                if (!code.isEmpty()) {
                    pages.add(page(code, title, means, todo, guide));
                }
                code = title = means = todo = guide = "";
            } else if (!line.startsWith("#") && colon > 0) {
                String value = line.substring(colon + 2).strip();
                switch (line.substring(0, colon)) {
                    case "Code" -> code = value;
                    case "Title" -> title = value;
                    case "Means" -> means = value;
                    case "Do" -> todo = value;
                    case "Guide" -> guide = value;
                    default -> throw new IllegalStateException("findings.txt: no such field in " + line);
                }
            }
        }
        return pages;
    }

    private static Guide page(String code, String title, String means, String todo, String guide) {
        String markdown = "# " + title + "\n\n`" + code + "`\n\n## What it means\n\n" + means + "\n\n## What to do\n\n"
                + todo + "\n"
                + (guide.isEmpty() ? "" : "\nMore: [the guide](/guides/" + guide + ").\n");
        return new Guide(
                code, title, title + ": what it means and what to do.", "Findings", markdown, Markdown.html(markdown));
    }
}
