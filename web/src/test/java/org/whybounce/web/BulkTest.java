package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many domains: the page, the run behind it, the forms it is taken away in, the route for programs.
class BulkTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static Served served;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws Exception {
        Path zone = folder.resolve("zone.txt");
        Files.writeString(zone, """
                sound.example.        TXT "v=spf1 ip4:192.0.2.1 -all"
                sound.example.        MX 10 mx.sound.example.
                _dmarc.sound.example. TXT "v=DMARC1; p=reject"
                twice.example.        TXT "v=spf1 a -all"
                twice.example.        TXT "v=spf1 mx -all"
                twice.example.        MX 10 mx.twice.example.
                _dmarc.twice.example. TXT "v=DMARC1; p=reject"
                bare.example.         TXT "v=spf1 ip4:192.0.2.3 -all"
                bare.example.         MX 10 mx.bare.example.
                ;@ timeout silent.example TXT
                """);
        served = new Served(Served.settings(zone));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static JsonNode asked(String type, String body) throws Exception {
        HttpResponse<byte[]> response = served.post("/api/v1/bulk", type, body.getBytes(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(Served.text(response)).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<String> domains(JsonNode document) {
        return document.path("rows")
                .valueStream()
                .map(row -> row.path("domain").asString())
                .toList();
    }

    @Test
    void theMostHarmedStandFirst() throws Exception {
        JsonNode document = asked("text/plain", """
                sound.example
                # a comment
                https://bare.example/page, postmaster@twice.example
                no domain here
                sound.example
                """);
        assertThat(domains(document)).containsExactly("twice.example", "bare.example", "sound.example");
        assertThat(document.path("rows").get(0).path("codes").toString()).contains("SPF_RECORD/SEVERAL");
        assertThat(document.path("rows").get(0).path("says").asString()).contains("permerror for every sender");
        assertThat(document.path("rows").get(2).path("says").asString()).isEmpty();
        assertThat(document.path("unusable").get(0).path("line").asInt()).isEqualTo(4);
        assertThat(document.path("unasked").isEmpty()).isTrue();
        assertThat(document.path("totals").path("domains").asInt()).isEqualTo(3);
    }

    @Test
    void aColumnOfATableIsRead() throws Exception {
        assertThat(domains(asked("text/csv", "name,domain\r\n\"The shop\",sound.example\r\nOther,bare.example\r\n")))
                .containsExactlyInAnyOrder("sound.example", "bare.example");
    }

    @Test
    void silenceIsNoCause() throws Exception {
        JsonNode row = asked("text/plain", "silent.example").path("rows").get(0);
        assertThat(row.path("spf").asString()).isEqualTo("temperror");
    }

    @Test
    void whatChangedIsTold() throws Exception {
        JsonNode document = asked(
                "application/json",
                "{\"domains\":[\"twice.example\",\"bare.example\",\"sound.example\"],\"before\":{\"rows\":["
                        + "{\"domain\":\"twice.example\",\"codes\":[]},"
                        + "{\"domain\":\"bare.example\",\"codes\":[\"DMARC_RECORD/NONE\",\"SPF_RECORD/NONE\"]}]}}");
        JsonNode twice = document.path("rows").get(0);
        assertThat(twice.path("new").toString()).contains("SPF_RECORD/SEVERAL");
        JsonNode bare = document.path("rows").get(1);
        assertThat(bare.path("new").isEmpty()).isTrue();
        assertThat(bare.path("gone").toString()).isEqualTo("[\"SPF_RECORD/NONE\"]");
        // A domain that the earlier run did not hold has not changed.
        assertThat(document.path("rows").get(2).path("new").isEmpty()).isTrue();
    }

    @Test
    void rowsComeAsTheyAre() throws Exception {
        HttpResponse<byte[]> response = served.post(
                "/api/v1/bulk",
                "text/plain",
                "sound.example\ntwice.example".getBytes(StandardCharsets.UTF_8),
                "Accept",
                "application/x-ndjson");
        assertThat(Served.text(response)
                        .lines()
                        .map(line -> JSON.readTree(line).path("schema").asString()))
                .containsExactly("whybounce.row/1", "whybounce.row/1");
    }

    @Test
    void whatCannotBeUsedIsSaid() throws Exception {
        String many = String.join(
                "\n",
                IntStream.range(0, 501).mapToObj(i -> "d" + i + ".example").toList());
        for (String body : List.of("", "nothing here", many)) {
            assertThat(served.post("/api/v1/bulk", "text/plain", body.getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        for (String body : List.of("{", "[]", "{\"domains\":\"a.example\"}", "null")) {
            assertThat(served.post("/api/v1/bulk", "application/json", body.getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    /// As a form of a browser without script sends it.
    private static HttpResponse<byte[]> form(String fields) throws Exception {
        return served.post("/bulk", "application/x-www-form-urlencoded", fields.getBytes(StandardCharsets.UTF_8));
    }

    private static String ended(String path) throws Exception {
        String page = "";
        for (int i = 0; i < 200; i++) {
            page = Served.text(served.get(path));
            if (page.contains("data-running=\"no\"")) {
                return page;
            }
            assertThat(page).contains("http-equiv=\"refresh\"");
            Thread.sleep(50);
        }
        return page;
    }

    @Test
    void thePageFillsWithoutScript() throws Exception {
        HttpResponse<byte[]> sent = form("domains=twice.example%0D%0Asound.example");
        assertThat(sent.statusCode()).isEqualTo(303);
        String path = sent.headers().firstValue("Location").orElseThrow();
        String page = ended(path);
        assertThat(page)
                .contains("1 of 2 domains has an error", "SPF_RECORD/SEVERAL", "/check/twice.example")
                .doesNotContain("http-equiv=\"refresh\"");
        assertThat(page.indexOf("/check/twice.example")).isLessThan(page.indexOf("/check/sound.example"));
        assertThat(Served.text(served.get(path + "?only=error"))).doesNotContain("/check/sound.example");

        String csv = Served.text(served.get(path + "/rows.csv"));
        assertThat(csv).startsWith("domain,harm,").contains("twice.example,error");
        assertThat(served.get(path + "/rows.csv")
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElse(""))
                .contains("attachment");
        assertThat(JSON.readTree(served.get(path + "/rows.json").body())
                        .path("schema")
                        .asString())
                .isEqualTo("whybounce.bulk/1");
        assertThat(Served.text(served.get(path + "/rows.jsonl")).lines()).hasSize(2);
        assertThat(served.get("/bulk/another").statusCode()).isEqualTo(404);

        String again = form("again=" + path.substring("/bulk/".length()))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(ended(again)).contains("Changed (0)");
        assertThat(Served.text(served.get(again + "?only=changed"))).contains("Nothing changed since last time.");
    }

    @Test
    void aListInTheBoxForBouncesIsChecked() throws Exception {
        HttpResponse<byte[]> sent = served.post(
                "/explain",
                "application/x-www-form-urlencoded",
                "text=twice.example%0Asound.example".getBytes(StandardCharsets.UTF_8));
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(ended(sent.headers().firstValue("Location").orElseThrow())).contains("SPF_RECORD/SEVERAL");
    }

    @Test
    void hostileListsEndInAnAnswer() throws Exception {
        List<String> bodies = new ArrayList<>(List.of(
                "<script>alert(1)</script>.example",
                "=cmd|' /C calc'!A0",
                "a.example,".repeat(90_000),
                "\u202e\u0000.example",
                ".".repeat(500_000),
                "\n".repeat(900_000)));
        bodies.add(String.join(" ", Collections.nCopies(50_000, "@@@@@@@@")));
        for (String body : bodies) {
            HttpResponse<byte[]> response =
                    served.post("/api/v1/bulk", "text/plain", body.getBytes(StandardCharsets.UTF_8));
            assertThat(response.statusCode()).isIn(200, 400);
            String page = Served.text(form("domains="
                    + java.net.URLEncoder.encode(
                            body.substring(0, Math.min(2_000, body.length())), StandardCharsets.UTF_8)));
            assertThat(page).doesNotContain("<script>alert");
        }
    }

    @Test
    void oneNetworkRunsOnlySoMany() throws Exception {
        try (Served limited = new Served(Served.withLimits(
                Served.settings(folder.resolve("zone.txt")), WebLimits.DEFAULTS.withRates(10_000, 10_000)))) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 21; i++) {
                statuses.add(
                        limited.post("/api/v1/bulk", "text/plain", "sound.example".getBytes(StandardCharsets.UTF_8))
                                .statusCode());
            }
            assertThat(statuses.subList(0, 20)).containsOnly(200);
            assertThat(statuses.getLast()).isEqualTo(429);
        }
    }
}
