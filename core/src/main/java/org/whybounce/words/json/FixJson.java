package org.whybounce.words.json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.fix.Fix;
import org.whybounce.fix.HandOver;
import org.whybounce.fix.Proof;
import org.whybounce.fix.RecordEdit;
import org.whybounce.spf.record.SpfResult;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The `fixes` piece that every command shares.
public final class FixJson {
    private FixJson() {}

    public static ObjectNode node(Fix fix) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", fix.kind());
        switch (fix) {
            case Fix.Publish publish -> {
                edit(node, publish.edit());
                node.set("proof", proof(publish.proof().facts()));
                node.putNull("whom");
                node.put(
                        "condition",
                        publish.condition().map(Fix.Condition::onlyIf).orElse(null));
                publish.condition().ifPresent(each -> node.put("otherwise", each.otherwise()));
                also(node, publish);
                ArrayNode notes = node.putArray("notes");
                publish.notes().forEach(notes::add);
                ArrayNode forms = node.putArray("handOver");
                publish.forms().forEach(form -> handOver(forms.addObject(), form));
            }
            case Fix.Ask ask -> ask(node, ask);
            case Fix.Tell tell -> {
                nothing(node);
                node.put("whom", tell.whom().word());
                node.putObject("letter")
                        .put("subject", tell.letter().subject())
                        .put("body", tell.letter().body());
            }
            case Fix.PublishNothing nothing -> {
                nothing(node);
                node.putNull("whom");
                node.put("instead", nothing.instead());
            }
        }
        return node.put("text", fix.text());
    }

    private static void also(ObjectNode node, Fix.Publish publish) {
        if (!publish.also().isEmpty()) {
            ArrayNode also = node.putArray("also");
            publish.also().forEach(edit -> edit(also.addObject(), edit));
        }
    }

    /// A question carries no record of its own: what may be published stands in the alternatives.
    private static void ask(ObjectNode node, Fix.Ask ask) {
        RecordEdit edit = ask.alternatives().getFirst().fix().edit();
        node.put("at", edit.at().toString()).put("type", edit.type().toString());
        strings(node.putArray("was"), edit.was());
        node.putNull("whom");
        node.put("question", ask.question());
        ArrayNode alternatives = node.putArray("alternatives");
        for (Fix.Alternative alternative : ask.alternatives()) {
            ObjectNode each = alternatives.addObject().put("if", alternative.onlyIf());
            strings(each.putArray("becomes"), alternative.fix().edit().becomes());
            each.put(
                    "condition",
                    alternative.fix().condition().map(Fix.Condition::onlyIf).orElse(null));
            also(each, alternative.fix());
            each.set("proof", proof(alternative.fix().proof().facts()));
            strings(each.putArray("notes"), alternative.fix().notes());
        }
    }

    private static void nothing(ObjectNode node) {
        node.putNull("at").putNull("type");
        node.putArray("was");
        node.putArray("becomes");
        node.putNull("proof");
    }

    private static @Nullable String outcome(Optional<DmarcResult> dmarc) {
        return dmarc.map(each -> each.outcome().name().toLowerCase(Locale.ROOT)).orElse(null);
    }

    private static void edit(ObjectNode node, RecordEdit edit) {
        node.put("at", edit.at().toString()).put("type", edit.type().toString());
        strings(node.putArray("was"), edit.was());
        strings(node.putArray("becomes"), edit.becomes());
        node.put("ttl", edit.ttl());
    }

    private static void handOver(ObjectNode node, HandOver form) {
        RecordEdit edit = form.edit();
        node.put("zone", form.zone().toString())
                .put("host", form.host())
                .put("name", edit.at().toString())
                .put("type", edit.type().toString())
                .put("ttl", edit.ttl());
        strings(node.putArray("values"), edit.becomes());
        strings(node.putArray("zoneFile"), form.zoneLines());
        strings(node.putArray("nsupdate"), form.nsupdate());
        strings(node.putArray("panels"), form.panels());
        node.put("checkAgainMinutes", HandOver.minutes(edit.ttl()));
    }

    private static void strings(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static ObjectNode proof(Proof.Facts facts) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("before", facts.before().map(e -> e.result().word()).orElse(null));
        node.put("after", facts.after().map(e -> e.result().word()).orElse(null));
        node.put("lookupsBefore", facts.lookupsBefore());
        node.put("lookupsWorst", facts.lookupsWorst());
        node.put("voids", facts.voids());
        node.put("bytes", facts.bytes());
        node.put("strings", facts.strings());
        ArrayNode lost = node.putArray("lost");
        facts.lost().forEach(range -> lost.add(range.toString()));
        ArrayNode gained = node.putArray("gained");
        facts.gained().forEach(range -> gained.add(range.toString()));
        node.put("answerBytes", facts.answerBytes());
        node.put("neverListedBefore", facts.neverListedBefore().word());
        ObjectNode dmarc = node.putObject("dmarc");
        dmarc.put("before", outcome(facts.dmarcBefore()));
        dmarc.put("after", outcome(facts.dmarcAfter()));
        ArrayNode meant = node.putArray("meant");
        facts.meant()
                .forEach(each -> meant.addObject()
                        .put("was", each.was())
                        .put("becomes", each.terms())
                        .put("because", each.because()));
        ArrayNode dropped = node.putArray("dropped");
        facts.dropped()
                .forEach(each -> dropped.addObject().put("term", each.term()).put("why", each.why()));
        node.putObject("voidsByQuestion").put("ipv4", facts.voids4()).put("ipv6", facts.voids6());
        SpfResult never = facts.neverListed();
        return node.put("neverListed", never.word());
    }
}
