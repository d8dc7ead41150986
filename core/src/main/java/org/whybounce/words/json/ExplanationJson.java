package org.whybounce.words.json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.Explanation;
import org.whybounce.bounce.Refusal;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Cause;
import org.whybounce.cause.CheckResult;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.Fact;
import org.whybounce.cause.Missing;
import org.whybounce.cause.rule.StatedResults;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.intake.PastedPart;
import org.whybounce.text.Claim;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An explanation as `whybounce.explain/1`: the form is stable, properties may be added, none renamed or taken away.
/// Its
/// JSON Schema lies beside the code as `schema/explain-1.json`.
public final class ExplanationJson {
    public static final String SCHEMA = "whybounce.explain/1";

    /// A mapper would bring readers, dates and locales with it, and all that is made here is trees.
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ExplanationJson() {}

    /// Pretty-printed, with a final line break.
    public static String of(Explanation explanation) {
        return JsonDocument.pretty(node(explanation));
    }

    public static ObjectNode node(Explanation explanation) {
        ObjectNode root = NODES.objectNode();
        root.put("schema", SCHEMA);
        root.putObject("input")
                .put("kind", explanation.pasted().kind().code())
                .put("truncated", explanation.pasted().truncated());
        ArrayNode parts = root.putArray("parts");
        for (PastedPart part : explanation.pasted().parts()) {
            parts.addObject()
                    .put("kind", part.kind().code())
                    .putArray("span")
                    .add(part.span().start())
                    .add(part.span().end());
        }
        root.set("verdict", verdict(explanation.diagnosis(), explanation.file()));
        ArrayNode candidates = root.putArray("candidates");
        ArrayNode missing = root.putArray("missing");
        switch (explanation.diagnosis()) {
            case Diagnosis.Established established -> {
                established.ruledOut().forEach(candidate -> candidates.add(candidate(candidate)));
                SetupJson.rest(established, explanation.file())
                        .ifPresent(ask -> missing.addObject()
                                .put("fact", "headers")
                                .put("ask", ask)
                                .putArray("decides"));
            }
            case Diagnosis.Open open -> {
                open.candidates().forEach(candidate -> candidates.add(candidate(candidate)));
                open.missing().forEach(fact -> missing.add(missing(fact)));
            }
            case Diagnosis.NoRefusal _ -> {}
        }
        ArrayNode checks = root.putArray("checks");
        explanation.checks().forEach(check -> checks.add(check(check)));
        root.set("facts", facts(explanation.file()));
        ArrayNode evaluations = root.putArray("evaluations");
        explanation
                .shown()
                .evaluations()
                .forEach(evaluation -> evaluations.add(EvaluationJson.of(
                        evaluation,
                        explanation
                                .shown()
                                .tree()
                                .filter(tree -> tree.domain().toString().equals(evaluation.domain()))
                                .orElse(null))));
        explanation
                .shown()
                .dmarc()
                .ifPresentOrElse(dmarc -> root.set("dmarc", dmarc(dmarc)), () -> root.putNull("dmarc"));
        root.set("findings", FindingsJson.of(explanation.findings()));
        ArrayNode fixes = root.putArray("fixes");
        explanation.fixes().forEach(fix -> fixes.add(FixJson.node(fix)));
        ArrayNode limits = root.putArray("limits");
        explanation.limits().forEach(limits::add);
        SetupJson.put(root, explanation);
        if (!explanation.others().isEmpty()) {
            ArrayNode others = root.putArray("others");
            for (Explanation.Other other : explanation.others()) {
                ObjectNode node = others.addObject();
                node.set("verdict", verdict(other.diagnosis(), other.file()));
                node.set("facts", facts(other.file()));
            }
        }
        return root;
    }

    private static ObjectNode dmarc(DmarcResult dmarc) {
        ObjectNode node = NODES.objectNode();
        node.put("domain", dmarc.fromDomain().toString());
        node.put("record", dmarc.record().map(record -> record.text()).orElse(null));
        node.put(
                "policy",
                dmarc.applies()
                        .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        node.set("spfAligned", truth(dmarc.spfAligned()));
        node.set("dkimAligned", truth(dmarc.dkimAligned()));
        node.put("result", dmarc.outcome().name().toLowerCase(Locale.ROOT));
        return node.put("says", dmarc.says());
    }

    private static JsonNode truth(Optional<Boolean> value) {
        return value.<JsonNode>map(JsonNodeFactory.instance::booleanNode).orElse(JsonNodeFactory.instance.nullNode());
    }

    private static ObjectNode verdict(Diagnosis diagnosis, CaseFile file) {
        ObjectNode node = NODES.objectNode();
        @Nullable Cause cause = diagnosis instanceof Diagnosis.Established established ? established.cause() : null;
        node.put(
                "status",
                switch (diagnosis) {
                    case Diagnosis.Established _ -> "established";
                    case Diagnosis.Open _ -> "open";
                    case Diagnosis.NoRefusal _ -> "no-refusal";
                });
        node.put("cause", cause == null ? null : cause.code());
        node.put("kind", cause == null ? null : cause.kind().orElse(null));
        if (cause == null || cause.seed().isEmpty()) {
            node.putNull("seed");
        } else {
            node.put("seed", cause.seed().getAsInt());
        }
        node.put("side", cause == null ? null : cause.side().code());
        if (cause == null) {
            node.putNull("dnsCanFix");
        } else {
            node.put("dnsCanFix", cause.dnsCanFix());
        }
        node.put("summary", diagnosis.summary());
        node.set("as", RefusalJson.as(file.claims(), file.refusal()));
        return node;
    }

    private static ObjectNode candidate(Candidate candidate) {
        ObjectNode node = NODES.objectNode().put("cause", candidate.cause());
        ArrayNode speaksFor = node.putArray("for");
        candidate.speaksFor().forEach(speaksFor::add);
        ArrayNode against = node.putArray("against");
        candidate.speaksAgainst().forEach(against::add);
        return node;
    }

    private static ObjectNode missing(Missing missing) {
        ObjectNode node = NODES.objectNode().put("fact", missing.fact().code()).put("ask", missing.ask());
        ArrayNode decides = node.putArray("decides");
        missing.decides().forEach(decides::add);
        return node;
    }

    private static ObjectNode check(CheckResult check) {
        ObjectNode node = NODES.objectNode()
                .put("id", check.id().code())
                .put("outcome", check.outcome().name().toLowerCase(Locale.ROOT))
                .put("answer", check.answer())
                .put("standing", check.standing().name().toLowerCase(Locale.ROOT))
                .put("says", check.says());
        ArrayNode evidence = node.putArray("evidence");
        for (Evidence piece : check.evidence()) {
            ObjectNode one =
                    evidence.addObject().put("from", piece.from().name().toLowerCase(Locale.ROOT));
            if (piece.span().isPresent()) {
                one.putArray("span")
                        .add(piece.span().get().start())
                        .add(piece.span().get().end());
            } else {
                one.putNull("span");
            }
            one.put("text", piece.text());
        }
        return node;
    }

    private static ObjectNode facts(CaseFile file) {
        Optional<Refusal> refusal = file.refusal();
        ObjectNode node = NODES.objectNode();
        node.put("ip", text(file.ip()));
        node.put("helo", text(file.helo()));
        node.put("mailFrom", text(file.mailFrom()));
        node.put(
                "identity",
                file.identity()
                        .map(fact -> fact.value().name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        node.put("checkedDomain", text(file.checkedDomain()));
        node.put("fromDomain", text(file.fromDomain()));
        ArrayNode recipients = node.putArray("recipients");
        refusal.flatMap(Refusal::recipient).ifPresent(claim -> recipients.add(claim.value()));
        refusal.flatMap(Refusal::originalRecipient)
                .filter(claim -> refusal.flatMap(Refusal::recipient)
                        .filter(last -> last.value().equalsIgnoreCase(claim.value()))
                        .isEmpty())
                .ifPresent(claim -> recipients.add(claim.value()));
        Optional<Integer> reply = refusal.flatMap(Refusal::replyCode).map(Claim::value);
        if (reply.isPresent()) {
            node.put("replyCode", reply.get());
        } else {
            node.putNull("replyCode");
        }
        ArrayNode codes = node.putArray("enhancedCodes");
        refusal.ifPresent(r -> r.enhancedCodes().stream()
                .map(claim -> claim.value().toString())
                .distinct()
                .forEach(codes::add));
        node.put(
                "provider", refusal.flatMap(Refusal::provider).map(Claim::value).orElse(null));
        node.put(
                "refusedBy",
                refusal.flatMap(Refusal::remoteMta).map(Claim::value).orElse(null));
        node.put(
                "refusedByRole",
                refusal.map(r -> r.refusedBy().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse(null));
        node.put(
                "stage",
                refusal.flatMap(Refusal::stage)
                        .map(claim ->
                                claim.value().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse(null));
        Optional<Boolean> temporary = refusal.flatMap(Refusal::temporary);
        if (temporary.isPresent()) {
            node.put("temporary", temporary.get());
        } else {
            node.putNull("temporary");
        }
        node.put("diagnosticText", refusal.map(Refusal::flattened).orElse(""));
        ArrayNode derived = node.putArray("derived");
        for (CaseFile.Derived fact : file.derived()) {
            derived.addObject()
                    .put("fact", fact.fact())
                    .put("value", fact.value())
                    .put("from", fact.from());
        }
        ObjectNode results = node.putObject("results");
        for (String method : List.of("spf", "dkim", "dmarc")) {
            results.put(method, StatedResults.of(file, method).orElse(null));
        }
        node.put("codesContradict", refusal.map(Refusal::codesContradict).orElse(false));
        node.set("blockList", refusal.map(RefusalJson::blockList).orElse(null));
        node.set("read", refusal.map(RefusalJson::read).orElseGet(NODES::arrayNode));
        return node;
    }

    private static @Nullable String text(Optional<? extends Fact<?>> fact) {
        return fact.map(f -> String.valueOf(f.value())).orElse(null);
    }
}
