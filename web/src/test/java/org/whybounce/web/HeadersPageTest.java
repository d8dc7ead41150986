package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whybounce.web.page.Head;
import org.whybounce.web.page.HeadersPage;
import org.whybounce.web.page.Piece;
import tools.jackson.databind.json.JsonMapper;

class HeadersPageTest {
    private static String page(String json) {
        return new String(
                new Pages()
                        .render(
                                "headers",
                                Map.of(
                                        "head",
                                        Head.once("Header analysis", "/headers"),
                                        "page",
                                        new HeadersPage(new Piece(new JsonMapper().readTree(json)), "", "", false))),
                StandardCharsets.UTF_8);
    }

    @Test
    void showsTheOriginTheTableAndWhatToDo() {
        assertThat(page("""
            { "verdict": { "status": "fail", "summary": "SPF fails." },
              "origin": { "status": "cannot-be-told", "says": "it cannot be told" },
              "glance": [ { "method": "spf", "domain": "a.example", "said": "fail", "saidTrust": "x", "now": "pass",
                            "aligned": true, "note": "the record was changed" },
                          { "method": "dkim", "domain": null, "said": null, "now": null, "aligned": null, "note": "" } ],
              "steps": [ { "who": "sender", "what": "Publish the record." } ],
              "fixes": [ { "kind": "publish", "type": "TXT", "at": "a.example", "was": [], "becomes": [ "v=spf1 -all" ],
                           "text": "Adds it.", "proof": { "before": "fail", "after": "pass" } } ] }\
            """))
                .contains("It cannot be told.", "the record was changed", "If you sent it", "v=spf1 -all", "none");
    }

    @Test
    void everyFieldIsExplainedAndEachHopHasItsPartOfTheTime() {
        assertThat(page("""
            { "verdict": { "status": "fine", "summary": "All passes." }, "totalSeconds": 600,
              "hops": [ { "number": 1, "by": "mx.a.example", "delaySeconds": 540, "sharePercent": 90,
                          "date": "2026-01-12T09:00:00Z", "place": "entry", "trust": "believed" } ],
              "reports": [ { "field": "X-Forefront-Antispam-Report", "dialect": "Exchange", "trust": "believed",
                             "words": [ { "key": "SCL", "value": "5", "means": "taken for spam" } ] } ],
              "trust": [ { "name": "Return-Path", "begins": "<a@a.example>", "means": "MAIL FROM", "trust": "believed",
                           "why": "the receiver added it" },
                         { "name": "X-Own", "begins": "<b>x</b>", "means": null, "trust": "forgeable", "why": "w" } ] }\
            """))
                .contains(
                        "10 min 0 s in all",
                        "90 % of the whole time",
                        "SCL 5",
                        "taken for spam",
                        "MAIL FROM",
                        "can be believed",
                        "could be invented",
                        "&lt;b")
                .doesNotContain("<b>x</b>");
    }

    @Test
    void aDocumentWithoutThemIsAPageToo() {
        assertThat(page("{ \"verdict\": { \"status\": \"pass\", \"summary\": \"All passes.\" } }"))
                .contains("All passes.")
                .doesNotContain("At a glance", "What to do");
    }
}
