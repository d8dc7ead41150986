package org.whybounce.words.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.spf.Counters;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.OtherReading;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.Step;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.text.Span;
import org.whybounce.words.sentence.SpfSentences;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An evaluation as the `evaluations` piece of the JSON interface. Its form is stable: add, never rename.
public final class EvaluationJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// A question is answered with at most this many records in JSON; a name may have thousands.
    private static final int MOST_RECORDS = 50;

    private EvaluationJson() {}

    /// @param tree of the domain evaluated, for the worst case; null if it was not made
    public static ObjectNode of(Evaluation evaluation, @Nullable SpfTree tree) {
        int limit = SpfLimits.RFC7208.lookups();
        ObjectNode node = JSON.objectNode();
        node.put("identity", identity(evaluation));
        node.put("ip", evaluation.ip().toString());
        node.put("domain", evaluation.domain());
        node.put("result", evaluation.result().word());
        node.put("sender", evaluation.asked().mailFrom());
        node.put("helo", evaluation.asked().helo());
        node.put("permerror", evaluation.permanent().map(error -> error.kind()).orElse(null));
        node.put("because", SpfSentences.of(evaluation));
        evaluation
                .matched()
                .ifPresentOrElse(
                        match -> {
                            ObjectNode matched = node.putObject("matched");
                            matched.put("domain", match.domain());
                            matched.put("term", match.text());
                            span(matched, match.term().span());
                        },
                        () -> node.putNull("matched"));
        ObjectNode lookups = node.putObject("lookups");
        lookups.put("used", evaluation.counters().lookups());
        if (tree == null) {
            lookups.putNull("worst");
        } else {
            lookups.put("worst", tree.worst());
        }
        lookups.put("limit", limit);
        SpfTree.Crossing crossing = tree == null ? null : tree.crossing(limit).orElse(null);
        if (crossing == null) {
            lookups.putNull("crossing");
        } else {
            ObjectNode at = lookups.putObject("crossing");
            at.put("domain", crossing.at().toString());
            at.put("term", crossing.branch().text());
        }
        ObjectNode voids = node.putObject("voids");
        voids.put("terms", evaluation.counters().voidTerms());
        voids.put("queries", evaluation.counters().voidQueries());
        voids.put("limit", SpfLimits.RFC7208.voids());
        node.put("record", evaluation.recordFound().map(SpfRecord::text).orElse(null));
        node.put("explanation", evaluation.explained().orElse(null));
        readings(node.putArray("otherReadings"), evaluation);
        ArrayNode misses = node.putArray("nearMisses");
        evaluation
                .nearMisses()
                .forEach(miss -> misses.addObject().put("kind", miss.kind()).put("text", miss.words()));
        steps(node.putArray("steps"), evaluation);
        return node;
    }

    private static void readings(ArrayNode array, Evaluation evaluation) {
        for (OtherReading reading : evaluation.otherReadings()) {
            ObjectNode node = array.addObject();
            node.put("result", reading.result().word());
            node.put("lenient", reading.lenient());
            ArrayNode deviations = node.putArray("deviations");
            reading.deviations()
                    .forEach(deviation -> deviations
                            .addObject()
                            .put("code", SpfSentences.word(deviation))
                            .put("text", deviation.words()));
            reading.matched()
                    .ifPresentOrElse(
                            match -> node.putObject("matched")
                                    .put("domain", match.domain())
                                    .put("term", match.text()),
                            () -> node.putNull("matched"));
        }
    }

    private static String identity(Evaluation evaluation) {
        return switch (evaluation.identity()) {
            case MFROM -> "mfrom";
            case HELO -> "helo";
        };
    }

    private static void span(ObjectNode node, Span span) {
        node.putArray("span").add(span.start()).add(span.end());
    }

    private static void steps(ArrayNode array, Evaluation evaluation) {
        for (Step step : evaluation.steps()) {
            ObjectNode node = array.addObject();
            switch (step) {
                case Step.Asked(var question, var answer, var after) -> {
                    node.put("step", "asked");
                    node.put("name", question.name().toString());
                    node.put("type", question.type().toString());
                    answer(node, answer);
                    counters(node, after);
                }
                case Step.Tried(var term, var target, var matched, var why, var seen, var after) -> {
                    node.put("step", "tried");
                    term(node, evaluation.record(), term);
                    node.put("target", target.orElse(null));
                    node.put("matched", matched);
                    node.put("why", SpfSentences.word(why));
                    node.put("because", why.words());
                    ArrayNode compared = node.putArray("seen");
                    seen.stream().limit(MOST_RECORDS).forEach(compared::add);
                    counters(node, after);
                }
                case Step.Entered(var by, var below) -> {
                    node.put("step", "entered");
                    term(node, evaluation.record(), by);
                    node.put("domain", below.domain());
                    node.put("record", below.recordFound().map(SpfRecord::text).orElse(null));
                    node.put("result", below.result().word());
                    counters(node, below.counters());
                    steps(node.putArray("steps"), below);
                }
                case Step.Stopped(var trouble) -> {
                    node.put("step", "stopped");
                    node.put("result", evaluation.result().word());
                    node.put("permerror", trouble instanceof Step.Trouble.Permanent(var error) ? error.kind() : null);
                    node.put("why", SpfSentences.of(trouble));
                    counters(node, evaluation.counters());
                }
            }
        }
    }

    private static void term(ObjectNode node, @Nullable SpfRecord record, Term term) {
        node.put("term", record == null ? null : record.textOf(term));
        span(node, term.span());
    }

    private static void answer(ObjectNode node, Answer answer) {
        node.put("answer", SpfSentences.word(answer));
        switch (answer) {
            case Answer.Found found -> {
                node.put("rcode", "NOERROR");
                node.put("ttl", found.ttl());
                ArrayNode records = node.putArray("records");
                found.records().stream().limit(MOST_RECORDS).forEach(record -> records.add(data(record)));
                List<ResourceRecord.Cname> aliases = found.aliases();
                if (!aliases.isEmpty()) {
                    ArrayNode chain = node.putArray("aliases");
                    aliases.forEach(alias -> chain.add(alias.target().toString()));
                }
            }
            case Answer.NoData none -> node.put("rcode", "NOERROR").put("ttl", none.ttl());
            case Answer.NoSuchName none -> node.put("rcode", "NXDOMAIN").put("ttl", none.ttl());
            case Answer.Failed failed -> {
                if (failed instanceof Answer.NoAnswer(Answer.Failure why, String _) && why == Answer.Failure.SERVFAIL) {
                    node.put("rcode", "SERVFAIL");
                } else {
                    node.putNull("rcode");
                }
                node.put("detail", failed.detail());
            }
        }
    }

    /// The data of a record as a zone file would show it.
    private static String data(ResourceRecord record) {
        return switch (record) {
            case ResourceRecord.A a -> a.address().toString();
            case ResourceRecord.Aaaa aaaa -> aaaa.address().toString();
            case ResourceRecord.Mx mx ->
                mx.preference() + " " + (mx.host().isRoot() ? "." : mx.host().toString());
            case ResourceRecord.Txt txt -> txt.shown();
            case ResourceRecord.Ptr ptr -> ptr.target().toString();
            case ResourceRecord.Cname cname -> cname.target().toString();
            case ResourceRecord.Ns ns -> ns.host().toString();
            case ResourceRecord.Soa soa -> soa.primary() + " " + soa.serial();
            case ResourceRecord.Other other -> other.type().toString();
        };
    }

    private static void counters(ObjectNode node, Counters after) {
        ObjectNode counters = node.putObject("counters");
        counters.put("lookups", after.lookups());
        counters.put("voidTerms", after.voidTerms());
        counters.put("voidQueries", after.voidQueries());
    }
}
