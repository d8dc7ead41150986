package org.whybounce.web.guide;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A guide for machines that read pages: schema.org's TechArticle with its place in the site, as JSON-LD.
public final class GuideData {
    private static final JsonMapper JSON = new JsonMapper();

    private GuideData() {}

    /// A script element that runs nothing: data in the form in which search engines take it.
    ///
    /// @param site the address of the site, may be empty
    public static String of(Guide guide, String site) {
        ObjectNode article = JSON.createObjectNode();
        article.put("@context", "https://schema.org");
        article.put("@type", "TechArticle");
        article.put("headline", guide.title());
        article.put("description", guide.description());
        article.put("url", site + "/guides/" + guide.slug());
        article.put("inLanguage", "en");
        if (!guide.updated().isEmpty()) {
            article.put("dateModified", guide.updated());
        }
        article.putObject("publisher").put("@type", "Organization").put("name", "whybounce");
        ObjectNode crumbs = article.putObject("breadcrumb").put("@type", "BreadcrumbList");
        ArrayNode list = crumbs.putArray("itemListElement");
        item(list, 1, "Guides", site + "/guides");
        item(list, 2, guide.title(), site + "/guides/" + guide.slug());
        // Within a script element only "</" could end it early.
        return "<script type=\"application/ld+json\">"
                + JSON.writeValueAsString(article).replace("<", "\\u003c") + "</script>";
    }

    private static void item(ArrayNode list, int position, String name, String address) {
        list.addObject()
                .put("@type", "ListItem")
                .put("position", position)
                .put("name", name)
                .put("item", address);
    }
}
