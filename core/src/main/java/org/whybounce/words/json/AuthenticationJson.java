package org.whybounce.words.json;

import org.whybounce.arc.ArcOutcome;
import org.whybounce.headers.Authentication;
import tools.jackson.databind.node.ObjectNode;

/// DKIM, ARC and DMARC as the pieces `dkim`, `arc` and `dmarc` of the JSON of an analysis.
final class AuthenticationJson {
    private AuthenticationJson() {}

    static void put(ObjectNode root, Authentication authentication) {
        root.set("dkim", DkimJson.of(authentication.dkim()));
        if (authentication.arc().outcome() instanceof ArcOutcome.None) {
            root.putNull("arc");
        } else {
            root.set("arc", ArcJson.of(authentication.arc()));
        }
        authentication
                .dmarc()
                .ifPresentOrElse(
                        dmarc -> root.set("dmarc", DmarcJson.of(dmarc).put("open", authentication.open())),
                        () -> root.putNull("dmarc"));
    }
}
