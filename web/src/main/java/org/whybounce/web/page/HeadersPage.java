package org.whybounce.web.page;

/// The page of the Email Header Analyzer: the document of `headers`, and the text it counts its places in.
public record HeadersPage(Piece doc, String text) {}
