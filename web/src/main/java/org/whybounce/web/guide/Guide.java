package org.whybounce.web.guide;

/// One page to read: a few fields, then Markdown. Guides are in the form Problem, Symptoms, What it means, Causes,
/// Diagnose, Checklist, When to escalate, Related.
///
/// @param description one sentence that answers the search
public record Guide(String slug, String title, String description, String group, String markdown) {
    /// The Markdown, rendered; raw HTML in it is escaped. Made when asked for: hundreds of pages would delay the start.
    public String html() {
        return Markdown.html(markdown);
    }
}
