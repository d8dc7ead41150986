package org.whybounce.web;

import io.helidon.http.HeaderNames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.whybounce.web.http.Exchange;
import org.whybounce.web.http.FormBody;
import org.whybounce.web.http.Problem;
import org.whybounce.web.page.Example;

/// A form with a paste, as it was posted by a page: the text or a mail file, facts beside it, and whether it is
/// one of
/// the examples.
///
/// @param bytes the paste: the file if one was given, else the text, with what was added to it later
/// @param known facts that can be read
/// @param wrong which fact could not be read, in a sentence; empty if all could
/// @param made  name of the example that was pasted unchanged; empty for a paste of somebody's own
/// @param zone  the DNS that comes with the example
/// @param boundary where the reader says that the mail came into their hands
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
record PastePost(byte[] bytes, Engine.Known known, String wrong, String made, String zone, Optional<String> boundary) {
    /// The other fields of the form, and the boundaries between them.
    private static final int BESIDE = 16 * 1024;

    /// What came of reading it.
    sealed interface Read {
        record Done(PastePost post) implements Read {}

        record Refused(Problem problem) implements Read {}
    }

    static Read read(Exchange exchange, WebLimits limits, Checks checks, Checks.Entry.Open entry) {
        return switch (checks.body(exchange, entry, limits.mailBytes() + BESIDE)) {
            case Exchange.Received.Refused refused -> new Read.Refused(refused.problem());
            case Exchange.Received.Whole(byte[] body) ->
                form(FormBody.read(exchange.header(HeaderNames.CONTENT_TYPE), body), limits);
        };
    }

    private static Read form(FormBody form, WebLimits limits) {
        byte[] mail = form.bytes("mail");
        byte[] text = form.bytes("text");
        if (mail.length == 0 && text.length > limits.pasteBytes()) {
            return new Read.Refused(Problem.tooLarge(limits.pasteBytes()));
        }
        byte[] paste = mail.length > 0 ? mail : joined(text, form.bytes("more"));
        if (paste.length == 0) {
            return new Read.Refused(Problem.unusable("Nothing was pasted."));
        }
        Engine.Known given =
                new Engine.Known(form.text("ip"), form.text("mailFrom"), form.text("helo"), form.text("fromDomain"));
        var example =
                Example.find(form.text("example")).filter(each -> each.is(new String(paste, StandardCharsets.UTF_8)));
        return new Read.Done(new PastePost(
                paste,
                given.readable(),
                given.wrong(),
                example.map(Example::slug).orElse(""),
                example.map(Example::zone).orElse(""),
                Optional.of(form.text("boundary")).filter(told -> !told.isEmpty())));
    }

    private static byte[] joined(byte[] text, byte[] more) {
        if (more.length == 0) {
            return text;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream(text.length + more.length + 4);
        both.writeBytes(text);
        both.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        both.writeBytes(more);
        return both.toByteArray();
    }
}
