package org.whybounce.web.page;

import java.util.List;

/// What stands in the head of a page.
///
/// @param section   the entry of the navigation that this page belongs to
/// @param canonical the address under which the page is to be found; empty for pages that belong to one request
public record Head(String title, String description, String section, String canonical, boolean indexed) {
    public record Link(String path, String words) {}

    public static final List<Link> NAVIGATION = List.of(
            new Link("/", "Explain a bounce"),
            new Link("/check", "Email Check"),
            new Link("/headers", "Header Analyzer"),
            new Link("/guides", "Guides"));

    /// A page that anyone may find.
    public static Head found(String title, String description, String section, String canonical) {
        return new Head(title, description, section, canonical, true);
    }

    /// A page that belongs to one person's request.
    public static Head once(String title, String section) {
        return new Head(title + " - whybounce", "An answer of whybounce.", section, "", false);
    }
}
