package org.whybounce.words.json;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.HeaderAnalysis;
import org.whybounce.headers.FieldWord;
import org.whybounce.headers.FilterWord;
import org.whybounce.headers.Glance;
import org.whybounce.headers.SpfThenAndNow;
import org.whybounce.headers.StatedResult;
import org.whybounce.message.FilterReport;
import org.whybounce.message.ForwardingSign;
import org.whybounce.message.HeaderBlock;
import org.whybounce.message.MessageEvidence;
import org.whybounce.message.field.HeaderField;
import org.whybounce.message.received.ReceivedHop;
import org.whybounce.message.results.AuthenticationResults.Property;
import org.whybounce.route.Boundary;
import org.whybounce.route.EvaluatedClient;
import org.whybounce.route.FieldTrust;
import org.whybounce.route.Forwarding;
import org.whybounce.route.Hop;
import org.whybounce.route.Relay;
import org.whybounce.route.Route;
import org.whybounce.text.Claim;
import org.whybounce.text.Span;
import org.whybounce.words.sentence.SpfSentences;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An analysis as `whybounce.headers/1`: the form is stable, properties may be added, none renamed or taken away. Its
/// JSON Schema lies beside the code as `schema/headers-1.json`.
public final class HeadersJson {
    public static final String SCHEMA = "whybounce.headers/1";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private HeadersJson() {}

    /// As much of a field's value as a row of a table shows; its span leads to the rest.
    private static final int MOST_SHOWN = 100;

    /// Pretty-printed, with a final line break.
    public static String of(HeaderAnalysis analysis) {
        return JsonDocument.pretty(node(analysis));
    }

    public static ObjectNode node(HeaderAnalysis analysis) {
        ObjectNode root = JSON.objectNode();
        root.put("schema", SCHEMA);
        root.putObject("input")
                .put("kind", analysis.pasted().kind().code())
                .put("truncated", analysis.pasted().truncated())
                .put("returned", analysis.returned())
                .put("spansIn", analysis.placesInPaste() ? "paste" : "decoded-part");
        root.putObject("verdict")
                .put("status", analysis.verdict().status().code())
                .put("summary", analysis.verdict().summary());
        analysis.origin()
                .ifPresentOrElse(
                        origin -> root.putObject("origin")
                                .put("status", origin.status().code())
                                .put("says", origin.says()),
                        () -> root.putNull("origin"));
        ArrayNode glance = root.putArray("glance");
        analysis.glance().forEach(row -> glance.add(glance(row)));
        ArrayNode steps = root.putArray("steps");
        analysis.steps()
                .forEach(step -> steps.addObject().put("who", step.who().code()).put("what", step.what()));
        ArrayNode fixes = root.putArray("fixes");
        analysis.fixes().forEach(fix -> fixes.add(FixJson.node(fix)));
        root.set("message", message(analysis.message()));
        Route way = analysis.way();
        ObjectNode boundary = root.putObject("boundary");
        integer(boundary, "hop", way.boundary().hop());
        boundary.put("by", way.boundary().by().name().toLowerCase(Locale.ROOT))
                .put("why", way.boundary().why());
        boundary(boundary, way.boundary());
        ArrayNode hops = root.putArray("hops");
        Duration total = way.total();
        way.hops().forEach(hop -> hops.add(hop(hop, total)));
        root.put("totalSeconds", total.toSeconds());
        ArrayNode clocks = root.putArray("clocks");
        way.clocks()
                .forEach(clock -> clocks.addObject()
                        .put("host", clock.host())
                        .put("offsetSeconds", clock.offset().toSeconds())
                        .put("says", clock.says()));
        integer(root, "departure", way.departure());
        root.set("forwarding", forwarding(analysis));
        analysis.client()
                .ifPresentOrElse(client -> root.set("evaluated", client(client)), () -> root.putNull("evaluated"));
        ArrayNode spf = root.putArray("spf");
        analysis.spf().forEach(check -> spf.add(check(check)));
        ArrayNode evaluations = root.putArray("evaluations");
        analysis.evaluations().forEach(evaluation -> evaluations.add(EvaluationJson.of(evaluation, null)));
        AuthenticationJson.put(root, analysis.authentication());
        ArrayNode stated = root.putArray("stated");
        analysis.stated().forEach(said -> stated.add(stated(said)));
        ArrayNode reports = root.putArray("reports");
        analysis.message().reports().forEach(report -> reports.add(report(report, way)));
        ArrayNode ambiguities = root.putArray("ambiguities");
        analysis.message().ambiguities().forEach(ambiguity -> {
            ArrayNode spans = ambiguities
                    .addObject()
                    .put("code", code(ambiguity.code()))
                    .put("says", ambiguity.says())
                    .putArray("spans");
            ambiguity
                    .places()
                    .forEach(place -> spans.addArray().add(place.start()).add(place.end()));
        });
        ArrayNode trust = root.putArray("trust");
        way.trust().forEach(each -> trust.add(trust(each)));
        root.set("findings", FindingsJson.of(analysis.findings()));
        ArrayNode limits = root.putArray("limits");
        analysis.limits().forEach(limits::add);
        return root;
    }

    private static ObjectNode glance(Glance row) {
        ObjectNode node = JSON.objectNode().put("method", row.method().toLowerCase(Locale.ROOT));
        node.put("domain", row.domain().isEmpty() ? null : row.domain());
        node.put("said", row.said().map(StatedResult::result).orElse(null));
        node.put("saidTrust", row.said().map(said -> said.trust().word()).orElse(null));
        node.put("now", row.now().isEmpty() ? null : row.now());
        row.aligned().ifPresentOrElse(yes -> node.put("aligned", yes), () -> node.putNull("aligned"));
        return node.put("note", row.note());
    }

    /// The proof of the boundary, and the reading that nothing proves.
    private static void boundary(ObjectNode node, Boundary boundary) {
        ArrayNode steps = node.putArray("steps");
        boundary.steps()
                .forEach(step -> steps.addObject()
                        .put("hop", step.hop())
                        .put("because", step.because().code())
                        .put("says", step.because().words()));
        node.put("falseIf", boundary.falseIf());
        node.put("sawItself", boundary.sawItself().orElse(null));
        integer(node, "restsOn", boundary.restsOn().map(Boundary.Likely::hop));
        boundary.other()
                .ifPresentOrElse(
                        other -> node.putObject("other")
                                .put("hop", other.hop())
                                .put("ip", other.client().ip().value().toString())
                                .put("why", other.why()),
                        () -> node.putNull("other"));
    }

    private static ObjectNode message(MessageEvidence message) {
        ObjectNode node = JSON.objectNode();
        ArrayNode from = node.putArray("from");
        message.from().forEach(claim -> {
            ObjectNode one = from.addObject().put("address", claim.value().toString());
            span(one, claim.span());
        });
        node.put(
                "fromDomain",
                message.fromDomain().map(claim -> claim.value().toString()).orElse(null));
        node.put(
                "returnPath",
                message.returnPath().map(claim -> claim.value().toString()).orElse(null));
        for (String name : List.of("Subject", "Date", "Message-ID")) {
            String key = name.equals("Message-ID") ? "messageId" : name.toLowerCase(Locale.ROOT);
            node.put(key, message.headers().first(name).map(HeaderField::value).orElse(null));
        }
        node.put("fields", message.headers().fields().size());
        span(node, message.headers().span());
        ArrayNode damage = node.putArray("damage");
        message.headers().damage().stream().sorted().map(HeadersJson::damage).forEach(damage::add);
        return node;
    }

    private static ObjectNode damage(HeaderBlock.Damage damage) {
        return JSON.objectNode().put("code", code(damage)).put("says", damage.words());
    }

    private static ObjectNode hop(Hop hop, Duration total) {
        ReceivedHop received = hop.received();
        ObjectNode node = JSON.objectNode().put("number", hop.number());
        node.put("from", text(received.from()));
        node.put("helo", text(received.helo()));
        node.put("reverseName", text(received.reverseName()));
        node.put("ip", received.client().map(claim -> claim.value().toString()).orElse(null));
        node.put(
                "scope",
                received.client().map(claim -> code(claim.value().scope())).orElse(null));
        node.put("by", text(received.by()));
        node.put("with", text(received.with()));
        node.put("tls", received.tls());
        node.put("tlsVersion", received.tlsVersion().orElse(null));
        node.put("authenticated", received.authenticated());
        node.put("id", text(received.id()));
        node.put("for", text(received.recipient()));
        node.put("envelopeFrom", text(received.envelopeFrom()));
        node.put("date", received.date().map(claim -> claim.value().toString()).orElse(null));
        hop.delay()
                .ifPresentOrElse(
                        delay -> node.put("delaySeconds", delay.toSeconds()), () -> node.putNull("delaySeconds"));
        hop.share(total).ifPresentOrElse(share -> node.put("sharePercent", share), () -> node.putNull("sharePercent"));
        node.put("place", hop.place().code());
        node.put("trust", hop.trust().word());
        node.put("internal", hop.internal());
        node.put("system", hop.system().orElse(null));
        node.put("owner", hop.owner().map(vendor -> vendor.name()).orElse(null));
        span(node, received.field().span());
        return node;
    }

    private static ObjectNode forwarding(HeaderAnalysis analysis) {
        Forwarding forwarding = analysis.way().forwarding();
        ObjectNode node = JSON.objectNode().put("status", forwarding.status().code());
        ArrayNode relays = node.putArray("relays");
        for (Relay relay : forwarding.relays()) {
            ObjectNode one = relays.addObject().put("by", relay.by());
            integer(one, "takenAt", relay.takenAt());
            integer(one, "sentAt", relay.sentAt());
            relay.before().ifPresentOrElse(before -> one.set("before", client(before)), () -> one.putNull("before"));
        }
        ArrayNode reasons = node.putArray("for");
        forwarding.reasons().forEach(reasons::add);
        ArrayNode against = node.putArray("against");
        forwarding.against().forEach(against::add);
        ArrayNode signs = node.putArray("signs");
        for (ForwardingSign sign : analysis.message().forwarding()) {
            ObjectNode one = signs.addObject()
                    .put("kind", code(sign.kind()))
                    .put("conclusive", sign.kind().conclusive())
                    .put("says", sign.says().value())
                    .put("original", sign.original().orElse(null))
                    .put("by", sign.by().orElse(null));
            span(one, sign.says().span());
        }
        return node;
    }

    private static ObjectNode client(EvaluatedClient client) {
        ObjectNode node = JSON.objectNode().put("ip", client.ip().value().toString());
        node.put("helo", text(client.helo()));
        node.put("mailFrom", text(client.mailFrom()));
        node.put("receiver", client.receiver().orElse(null));
        node.put("stated", client.stated());
        node.put("why", client.why());
        span(node, client.ip().span());
        return node;
    }

    private static ObjectNode check(SpfThenAndNow check) {
        ObjectNode node = JSON.objectNode().put("at", check.at().code());
        node.put("ip", check.client().ip().value().toString());
        check.stated().ifPresentOrElse(said -> node.set("stated", stated(said)), () -> node.putNull("stated"));
        node.put("result", check.result().map(result -> result.word()).orElse(null));
        node.put(
                "identity",
                check.mailFrom().isPresent() ? "mfrom" : check.helo().isPresent() ? "helo" : null);
        node.put("domain", check.ours().map(ours -> ours.domain()).orElse(null));
        node.put("heloResult", check.helo().map(helo -> helo.result().word()).orElse(null));
        node.put("assumedMailFrom", check.assumed());
        node.put("difference", code(check.difference()));
        return node.put("says", check.says());
    }

    private static ObjectNode stated(StatedResult said) {
        ObjectNode node = JSON.objectNode()
                .put("method", said.method())
                .put("result", said.result())
                .put("field", said.field())
                .put("who", said.who().orElse(null))
                .put("domain", said.domain().orElse(null))
                .put("ip", said.ip().map(ip -> ip.toString()).orElse(null))
                .put("reason", said.reason().orElse(null))
                .put("trust", said.trust().word());
        span(node, said.span());
        return node;
    }

    private static ObjectNode report(FilterReport report, Route way) {
        ObjectNode node = JSON.objectNode()
                .put("field", report.field().name())
                .put("dialect", report.dialect().words())
                .put("verdict", text(report.verdict()));
        report.spam().ifPresentOrElse(spam -> node.put("spam", spam), () -> node.putNull("spam"));
        node.put("score", text(report.score()))
                .put("required", text(report.required()))
                .put(
                        "ip",
                        report.client().map(claim -> claim.value().toString()).orElse(null));
        ObjectNode pairs = node.putObject("pairs");
        for (Property pair : report.pairs()) {
            pairs.put(pair.key(), pair.value().value());
        }
        ArrayNode tests = node.putArray("tests");
        report.tests().forEach(test -> tests.add(test.value()));
        ArrayNode words = node.putArray("words");
        FilterWord.of(report)
                .forEach(word -> words.addObject()
                        .put("key", word.key())
                        .put("value", word.value())
                        .put("means", word.means()));
        node.put("trust", way.trustAt(report.field().span().start()).word());
        span(node, report.field().span());
        return node;
    }

    private static ObjectNode trust(FieldTrust each) {
        ObjectNode node = JSON.objectNode()
                .put("name", each.field().name())
                .put("trust", each.trust().word())
                .put("why", each.why())
                .put("begins", each.field().beginning(MOST_SHOWN))
                .put("means", FieldWord.means(each.field()).orElse(null));
        span(node, each.field().span());
        return node;
    }

    private static void integer(ObjectNode node, String key, Optional<Integer> value) {
        value.ifPresentOrElse(number -> node.put(key, number), () -> node.putNull(key));
    }

    private static void span(ObjectNode node, @Nullable Span span) {
        if (span == null) {
            node.putNull("span");
        } else {
            node.putArray("span").add(span.start()).add(span.end());
        }
    }

    private static @Nullable String text(Optional<Claim<String>> claim) {
        return claim.map(Claim::value).orElse(null);
    }

    private static String code(Enum<?> constant) {
        return SpfSentences.word(constant);
    }
}
