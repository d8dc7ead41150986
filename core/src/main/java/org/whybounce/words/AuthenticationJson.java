package org.whybounce.words;

import java.util.Locale;
import org.whybounce.dkim.DkimResult;
import org.whybounce.dmarc.Alignment;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.headers.Authentication;
import org.whybounce.headers.SignatureWords;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// DKIM, ARC and DMARC as the pieces `dkim`, `arc` and `dmarc` of the JSON of an analysis.
final class AuthenticationJson {
    private AuthenticationJson() {}

    static void put(ObjectNode root, Authentication authentication) {
        ArrayNode dkim = root.putArray("dkim");
        for (DkimResult result : authentication.dkim()) {
            ObjectNode node = dkim.addObject()
                    .put("index", result.index())
                    .put(
                            "domain",
                            result.signature().map(s -> s.domain().toString()).orElse(null))
                    .put(
                            "selector",
                            result.signature().map(s -> s.selector().toString()).orElse(null))
                    .put("result", result.outcome().word())
                    .put("says", SignatureWords.of(result.outcome()));
            result.parts()
                    .ifPresentOrElse(
                            parts -> node.putObject("parts")
                                    .put("headersHold", parts.headersHold())
                                    .put("body", SpfSentences.word(parts.body())),
                            () -> node.putNull("parts"));
        }
        root.putNull("arc");
        authentication
                .dmarc()
                .ifPresentOrElse(dmarc -> root.set("dmarc", dmarc(dmarc, authentication)), () -> root.putNull("dmarc"));
    }

    private static ObjectNode dmarc(DmarcResult dmarc, Authentication authentication) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("domain", dmarc.fromDomain().toString());
        node.put("record", dmarc.record().map(record -> record.text()).orElse(null));
        node.put(
                "recordAt", dmarc.record().map(record -> record.at().toString()).orElse(null));
        node.put("organisation", dmarc.walk().organisation().toString());
        node.put("policy", dmarc.applies().map(policy -> policy.code()).orElse(null));
        dmarc.spfAligned().ifPresentOrElse(is -> node.put("spfAligned", is), () -> node.putNull("spfAligned"));
        dmarc.dkimAligned().ifPresentOrElse(is -> node.put("dkimAligned", is), () -> node.putNull("dkimAligned"));
        node.put("result", dmarc.outcome().name().toLowerCase(Locale.ROOT));
        node.put("open", authentication.open());
        node.put("says", dmarc.says());
        ArrayNode alignments = node.putArray("alignments");
        for (Alignment alignment : dmarc.alignments()) {
            alignments
                    .addObject()
                    .put("method", alignment.method().name().toLowerCase(Locale.ROOT))
                    .put("domain", alignment.identifier().toString())
                    .put("passed", alignment.passed())
                    .put("aligned", alignment.aligned())
                    .put("says", alignment.says());
        }
        node.put("bySuffixList", dmarc.bySuffixList().differs().orElse(null));
        return node;
    }
}
