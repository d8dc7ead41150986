package org.whybounce.web.guide;

/// One guide: a few fields, then Markdown in the form Problem, Symptoms, What it means, Causes, Diagnose,
/// Checklist,
/// When to
/// escalate, Related.
///
/// @param description one sentence that answers the search
/// @param html        the Markdown, rendered; raw HTML in it is escaped
public record Guide(String slug, String title, String description, String group, String markdown, String html) {}
