package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.web.operator.OperatorSettings;

/// The operator's pages: nobody else's, escaped, and the same with and without a browser.
class DomainsTest {
    private static final String TOKEN = "a-token-of-this-test";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("any:" + TOKEN).getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder = Path.of("");

    private Settings settings() throws IOException {
        Path zone = Files.writeString(folder.resolve("zone.txt"), """
                example.org. IN TXT "v=spf1 ip4:203.0.113.50 -all"
                _dmarc.example.org. IN TXT "v=DMARC1; p=none"
                mail.zendesk.com. IN TXT "v=spf1 ip4:198.51.100.0/27 ~all"
                3.100.51.198.in-addr.arpa. IN PTR out1.zendesk.com.
                out1.zendesk.com. IN A 198.51.100.3
                """);
        return Served.settings(zone)
                .with(new OperatorSettings(
                        TOKEN, "jdbc:h2:file:" + folder.resolve("reports"), "", "", 0, OperatorSettings.Mailbox.NONE));
    }

    static String report(String reporter, int day) {
        long begin = 1_780_272_000L + day * 86_400L;
        return "<feedback><report_metadata><org_name>" + reporter + "</org_name><report_id>" + day
                + "</report_id><date_range><begin>" + begin + "</begin><end>" + (begin + 86_399)
                + "</end></date_range></report_metadata><policy_published><domain>example.org</domain><p>none</p>"
                + "</policy_published>" + row("203.0.113.50", 100, "pass") + row("198.51.100.3", 30, "fail")
                + "</feedback>";
    }

    private static String row(String ip, int count, String spf) {
        return "<record><row><source_ip>" + ip + "</source_ip><count>" + count
                + "</count><policy_evaluated><dkim>fail</dkim><spf>" + spf + "</spf></policy_evaluated></row>"
                + "<identifiers><header_from>example.org</header_from></identifiers><auth_results><spf>"
                + "<domain>example.org</domain><result>" + spf + "</result></spf></auth_results></record>";
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> page(Served served, String path) throws IOException, InterruptedException {
        return served.get(path, "Authorization", BASIC, "Accept", "text/html");
    }

    private static void upload(Served served) throws IOException, InterruptedException {
        StringBuilder reports = new StringBuilder();
        for (int day = 0; day < 10; day++) {
            reports.append(report("one.example", day)).append(report("&lt;script&gt;alert(1)&lt;/script&gt;", day));
        }
        HttpResponse<byte[]> answer = served.post(
                "/domains/reports",
                "application/xml",
                reports.toString().getBytes(StandardCharsets.UTF_8),
                "Authorization",
                "Bearer " + TOKEN,
                "Accept",
                "text/html");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).contains("Kept 20 reports with 40 records of 2600 messages");
    }

    @Test
    void thereIsNoSuchPageWithoutAToken() throws IOException, InterruptedException {
        try (Served served = new Served(settings().with(OperatorSettings.OFF))) {
            assertThat(served.get("/domains").statusCode()).isEqualTo(404);
            assertThat(served.get("/domains/example.org").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whoHasNoTokenSeesNothing() throws IOException, InterruptedException {
        try (Served served = new Served(settings())) {
            for (String path : new String[] {"/domains", "/domains/example.org"}) {
                HttpResponse<byte[]> answer = served.get(path);
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("www-authenticate"))
                        .hasValueSatisfying(value -> assertThat(value).startsWith("Basic"));
                assertThat(served.get(path, "Authorization", "Bearer " + TOKEN.substring(1))
                                .statusCode())
                        .isEqualTo(401);
                assertThat(served.get(path, "Authorization", "Basic ***").statusCode())
                        .isEqualTo(401);
                assertThat(served.get(path, "Authorization", "Bearer ").statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void theSendersAreShownWithTheChangeAndThePictures() throws IOException, InterruptedException {
        try (Served served = new Served(settings())) {
            assertThat(text(page(served, "/domains/example.org"))).contains("No report on example.org is kept yet");
            upload(served);
            HttpResponse<byte[]> answer = page(served, "/domains/example.org");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
            String html = text(answer);
            assertThat(html)
                    .contains("1 service sends as example.org that its DNS does not know")
                    .contains("include:mail.zendesk.com")
                    .contains("svg class=\"volume\"")
                    .contains("2026-06-01")
                    .contains("p=reject")
                    .doesNotContain("<script>alert")
                    .contains("&lt;script&gt;alert(1)");
            assertThat(text(page(served, "/domains"))).contains("href=\"/domains/example.org\"");
            String json =
                    text(served.get("/domains/example.org", "Authorization", BASIC, "Accept", "application/json"));
            assertThat(json).contains("\"class\" : \"forgotten\"");
        }
    }

    @Test
    void aSenderIsConfirmedForThisDomainAndTakenBack() throws IOException, InterruptedException {
        try (Served served = new Served(settings())) {
            upload(served);
            byte[] form = "source=203.0.113.99".getBytes(StandardCharsets.UTF_8);
            String type = "application/x-www-form-urlencoded";
            HttpResponse<byte[]> stranger = served.post(
                    "/domains/example.org/mine", type, form, "Authorization", BASIC, "Sec-Fetch-Site", "cross-site");
            assertThat(stranger.statusCode()).isEqualTo(400);
            HttpResponse<byte[]> done = served.post("/domains/example.org/mine", type, form, "Authorization", BASIC);
            assertThat(done.statusCode()).isEqualTo(303);
            assertThat(text(page(served, "/domains/example.org"))).contains("203.0.113.99</code> was confirmed");
            byte[] back = "source=203.0.113.99&do=take-back".getBytes(StandardCharsets.UTF_8);
            served.post("/domains/example.org/mine", type, back, "Authorization", BASIC);
            assertThat(text(page(served, "/domains/example.org"))).doesNotContain("was confirmed");
        }
    }
}
