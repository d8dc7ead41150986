package org.whybounce.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.whybounce.message.field.HeaderField;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;

/// Headers in the forms in which people copy them: out of lists, tables, pages, interfaces. The same facts are read.
class PasteFormsTest {
    private static final String PLAIN = """
            Return-Path: <alice@example.org>
            Received: from relay.example.com (relay.example.com. [203.0.113.7])
                    by mx.example.net with ESMTPS id a1
                    for <bob@example.net>; Tue, 03 Mar 2026 10:00:02 -0800 (PST)
            Received-SPF: softfail (example.net: domain of transitioning alice@example.org does not designate 203.0.113.7 as permitted sender) client-ip=203.0.113.7;
            Authentication-Results: mx.example.net;
                   dkim=pass header.i=@example.org header.s=s1 header.b="abcDEF12";
                   spf=softfail smtp.mailfrom=alice@example.org;
                   dmarc=pass (p=REJECT) header.from=example.org
            Received: from mail.example.org (mail.example.org [192.0.2.10])
            \tby relay.example.com (Postfix) with ESMTPS id 4D2F1
            \tfor <bob@example.com>; Tue,  3 Mar 2026 19:00:01 +0100 (CET)
            From: Alice Liddell <alice@example.org>
            To: bob@example.com
            Subject: Your order: 12
            Date: Tue, 3 Mar 2026 19:00:00 +0100
            Message-ID: <20260303190000.1@example.org>
            """;

    private static Map<String, UnaryOperator<String>> forms() {
        Map<String, UnaryOperator<String>> forms = new LinkedHashMap<>();
        forms.put("bullets", text -> lines(unfolded(text), line -> "- " + line));
        forms.put("stars", text -> lines(unfolded(text), line -> "* " + line));
        forms.put("dots", text -> lines(text, line -> "\u2022 " + line));
        forms.put("line numbers", text -> numbered(text, "%d %s"));
        forms.put("line numbers with colons", text -> numbered(text, "%3d: %s"));
        forms.put("line numbers with dots", text -> numbered(unfolded(text), "%d. %s"));
        forms.put("line numbers with tabs", text -> numbered(text, "%6d\t%s"));
        forms.put("line numbers with bars", text -> numbered(text, "%3d | %s"));
        forms.put("bold names", text -> lines(unfolded(text), line -> "**" + line.replaceFirst(":", ":**")));
        forms.put(
                "bold names, colon outside",
                text -> lines(unfolded(text), line -> "**" + line.replaceFirst(":", "**:")));
        forms.put("code spans", text -> lines(unfolded(text), line -> "`" + line + "`"));
        forms.put("fence", text -> "The headers:\n```\n" + text + "```\nWhat is wrong?\n");
        forms.put("escaped quote marks", text -> lines(escaped(text), line -> "&gt; " + line));
        forms.put("page with breaks", text -> lines(escaped(text), line -> line + "<br>"));
        forms.put("page source", text -> "<pre>" + escaped(text) + "</pre>\n");
        forms.put("quoted-printable", text -> text.replace("=", "=3D"));
        forms.put("wide columns", text -> lines(unfolded(text), line -> "%-40s %s".formatted(name(line), value(line))));
        forms.put("value below its name", text -> lines(unfolded(text), line -> name(line) + "\n" + value(line)));
        forms.put(
                "spreadsheet",
                text -> lines(
                        unfolded(text),
                        line -> "\"" + name(line) + "\",\"" + value(line).replace("\"", "\"\"") + "\""));
        forms.put(
                "name and value",
                text -> "{\"payload\":{\"headers\":[" + entries(text, "{\"name\":%s,\"value\":%s}") + "]}}");
        forms.put("value and name", text -> "[" + entries(text, "{\"value\":%2$s,\n \"name\":%1$s}") + "]");
        forms.put("pairs", text -> "{\"message-headers\": [" + entries(text, "[%s, %s]") + "]}");
        forms.put("one string", text -> "{\"headers\": " + json(text) + ", \"from\": \"x\"}");
        forms.put("map with lists", text -> {
            Map<String, List<String>> map = new LinkedHashMap<>();
            unfolded(text)
                    .lines()
                    .forEach(line -> map.computeIfAbsent(name(line), _ -> new ArrayList<>())
                            .add(json(value(line))));
            List<String> out = new ArrayList<>();
            map.forEach(
                    (name, values) -> out.add(json(name) + ": " + (values.size() == 1 ? values.getFirst() : values)));
            return "{\"headers\": {" + String.join(", ", out) + "}}";
        });
        return forms;
    }

    @TestFactory
    Stream<DynamicTest> saySameAsThePlainText() {
        List<String> plain = facts(PLAIN);
        assertThat(plain).hasSizeGreaterThan(8);
        return forms().entrySet().stream()
                .map(form -> DynamicTest.dynamicTest(
                        form.getKey(),
                        () -> assertThat(facts(form.getValue().apply(PLAIN)))
                                .containsExactlyInAnyOrderElementsOf(plain)));
    }

    @Test
    void factsOfAListStandInThePaste() {
        String paste = "{\"headers\":[" + entries(PLAIN, "{\"name\":%s,\"value\":%s}") + "]}";
        MessageEvidence message = MessageReader.read(paste).orElseThrow();
        Span place = message.received()
                .hops()
                .getFirst()
                .client()
                .flatMap(claim -> Optional.ofNullable(claim.span()))
                .orElseThrow();
        assertThat(paste.substring(place.start(), place.end())).isEqualTo("203.0.113.7");
    }

    @Test
    void listThatBreaksOffIsReadAsFarAsItGoes() {
        String paste = "{\"headers\":[" + entries(PLAIN, "{\"name\":%s,\"value\":%s}");
        for (int end = 0; end < paste.length(); end += 7) {
            MessageReader.read(paste.substring(0, end));
        }
        assertThat(MessageReader.read(paste.substring(0, paste.length() - 300))).isPresent();
    }

    @Test
    void marksAloneAreNoFields() {
        for (String paste : List.of(
                "\"Received\",\"" + "\"\"".repeat(5_000),
                "`Received: x" + "`".repeat(5_000),
                "- ".repeat(5_000),
                "> ".repeat(5_000) + "Received: x",
                "**".repeat(5_000) + "Received:** x",
                "From: x\nX-A: " + "<br>".repeat(5_000))) {
            MessageReader.read(paste);
        }
        assertThat(MessageReader.read("> > > Received: from a.example by b.example; x\n> > > From: a@example.org\n"))
                .isPresent();
    }

    @Test
    void summaryAndFieldsOfAnAnalyserAreOne() {
        MessageEvidence message = MessageReader.read("""
                        Subject\tOrder
                        From\tShop <shop@example.org>

                        Other headers
                        #\tHeader\tValue
                        1\tAuthentication-Results\tspf=fail (sender IP is 203.0.113.77) smtp.mailfrom=example.org; dkim=none
                        2\tReturn-Path\tshop@example.org
                        """).orElseThrow();
        assertThat(message.fromDomain().orElseThrow().value().toString()).isEqualTo("example.org");
        assertThat(message.stated("spf").orElseThrow().result().value()).isEqualTo("fail");
    }

    private static List<String> facts(String paste) {
        MessageEvidence message = MessageReader.read(paste).orElseThrow();
        List<String> facts = new ArrayList<>();
        message.received()
                .hops()
                .forEach(hop -> facts.add("hop " + hop.client().map(Claim::value) + " "
                        + hop.by().map(Claim::value) + " " + hop.recipient().map(Claim::value)));
        message.results()
                .forEach(field -> field.results()
                        .forEach(result -> facts.add(
                                result.method() + " " + result.result().value() + " "
                                        + result.properties().stream()
                                                .map(property -> property.key() + "="
                                                        + property.value().value())
                                                .toList())));
        message.receivedSpf()
                .forEach(field -> facts.add("spf " + field.result().map(Claim::value)
                        + field.clientIp().map(Claim::value)));
        facts.add("path " + message.returnPath().map(Claim::value));
        facts.add("from " + message.from().stream().map(Claim::value).toList());
        facts.add("subject " + message.headers().first("Subject").map(HeaderField::value));
        return facts;
    }

    private static String lines(String text, UnaryOperator<String> change) {
        return String.join("\n", text.lines().map(change).toList()) + "\n";
    }

    private static String numbered(String text, String format) {
        List<String> lines = text.lines().toList();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            out.append(format.formatted(i + 1, lines.get(i))).append('\n');
        }
        return out.toString();
    }

    private static String unfolded(String text) {
        return text.replaceAll("\n[ \t]+", " ");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private static String entries(String text, String format) {
        return String.join(
                ",\n",
                unfolded(text)
                        .lines()
                        .map(line -> format.formatted(json(name(line)), json(value(line))))
                        .toList());
    }

    private static String json(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\r\\n")
                        .replace("\t", "\\t")
                        .replace("<", "\\u003c")
                + "\"";
    }
}
