package org.whybounce.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.whybounce.web.http.Exchange;

/// Renders templates, which were compiled with the code. What a template escapes is decided when it is
/// compiled, by
/// where
/// in the HTML the value stands.
final class Pages {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "org.whybounce.web.jte");

    Pages() {
        engine.setBinaryStaticContent(false);
    }

    byte[] render(String template, Map<String, Object> values) {
        Utf8ByteOutput out = new Utf8ByteOutput();
        engine.render(template + ".jte", values, out);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(out.getContentLength());
        try {
            out.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void send(Exchange exchange, int status, String template, Map<String, Object> values) {
        exchange.html(status, render(template, values));
    }
}
