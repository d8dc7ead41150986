package org.whybounce.web.page;

import java.util.List;

/// Links under one heading.
public record LinkGroup(String heading, List<Head.Link> links) {}
