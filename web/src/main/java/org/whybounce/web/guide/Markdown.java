package org.whybounce.web.guide;

import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.whybounce.web.page.Slug;

/// CommonMark with tables. HTML in the source is shown as text: guides are data, and data runs nothing.
public final class Markdown {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> Markdown::anchored)
            .build();

    private Markdown() {}

    public static String html(String markdown) {
        return RENDERER.render(PARSER.parse(markdown));
    }

    /// The place of a heading on its page.
    static String anchor(String words) {
        return Slug.of(words);
    }

    /// Headings of the second level can be linked to.
    private static void anchored(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Heading heading && heading.getLevel() == 2) {
            StringBuilder words = new StringBuilder();
            heading.accept(new AbstractVisitor() {
                @Override
                public void visit(Text text) {
                    words.append(text.getLiteral());
                }

                @Override
                public void visit(Code code) {
                    words.append(code.getLiteral());
                }
            });
            attributes.put("id", anchor(words.toString()));
        }
    }
}
