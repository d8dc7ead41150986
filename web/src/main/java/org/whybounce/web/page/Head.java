package org.whybounce.web.page;

import java.util.List;

/// What stands in the head of a page.
///
/// @param section   the entry of the navigation that this page belongs to
/// @param canonical the address under which the page is to be found; empty for pages that belong to one request
/// @param data      the same for machines (schema.org, as JSON-LD); empty if there is none
public record Head(String title, String description, String section, String canonical, boolean indexed, String data) {
    public record Link(String path, String words) {}

    public static final List<Link> NAVIGATION = List.of(
            new Link("/", "Explain a bounce"),
            new Link("/check", "Email Check"),
            new Link("/headers", "Header Analyzer"),
            new Link("/guides", "Guides"));

    /// A page that anyone may find.
    public static Head found(String title, String description, String section, String canonical) {
        return new Head(title, description, section, canonical, true, "");
    }

    public Head with(String json) {
        return new Head(title, description, section, canonical, indexed, json);
    }

    /// The title without the name of the site, as links show it elsewhere.
    public String shortTitle() {
        int end = title.lastIndexOf(" - whybounce");
        return end < 0 ? title : title.substring(0, end);
    }

    /// A page that belongs to one person's request.
    public static Head once(String title, String section) {
        return new Head(title + " - whybounce", "An answer of whybounce.", section, "", false, "");
    }
}
