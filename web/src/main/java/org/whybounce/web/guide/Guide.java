package org.whybounce.web.guide;

import java.util.List;
import java.util.Optional;

/// One page to read: a few fields, then Markdown. Guides are in the form Problem, Symptoms, What it means, Causes,
/// Diagnose, Checklist, When to escalate, Related.
///
/// @param description one sentence that answers the search
/// @param updated     the day on which it was last gone through, as `2026-11-30`; empty for pages made of other data
/// @param sources     what it rests on, where that is not said in the text
/// @param example     the built-in example that it takes apart; empty if none
public record Guide(
        String slug,
        String title,
        String description,
        String group,
        String markdown,
        String updated,
        List<String> sources,
        Optional<String> example) {
    /// Headings from which on a list of contents helps.
    private static final int FEW = 4;

    public Guide {
        sources = List.copyOf(sources);
    }

    public Guide(String slug, String title, String description, String group, String markdown) {
        this(slug, title, description, group, markdown, "", List.of(), Optional.empty());
    }

    /// A heading of the page and its place.
    public record Heading(String anchor, String words) {}

    /// The Markdown, rendered; raw HTML in it is escaped. Made when asked for: hundreds of pages would delay the start.
    public String html() {
        return Markdown.html(markdown);
    }

    /// The page without its title, for pages that put something between the two.
    public String body() {
        int end = markdown.startsWith("# ") ? markdown.indexOf('\n') : -1;
        return Markdown.html(end < 0 ? markdown : markdown.substring(end + 1));
    }

    /// The contents, where there is enough of it.
    public List<Heading> contents() {
        List<Heading> headings = markdown.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).strip())
                .map(words -> new Heading(Markdown.anchor(words), words))
                .toList();
        return headings.size() < FEW ? List.of() : headings;
    }
}
