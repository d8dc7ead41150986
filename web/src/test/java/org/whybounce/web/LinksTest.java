package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers that a link leads to.
class LinksTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static Served served;

    @BeforeAll
    static void start() throws Exception {
        served = new Served(Served.settings(Served.ROOT.resolve("examples/new-sending-service/zone.txt")));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String page(String path, int status) throws Exception {
        HttpResponse<byte[]> response = served.get(path, "Accept", "text/html");
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        return Served.text(response);
    }

    @Test
    void theLinkOfTheDeadSiteLeadsToTheFix() throws Exception {
        for (String path : new String[] {
            "/why?s=mfrom;id=support%40example.org;ip=198.51.100.7;r=mx.example.net",
            "/Why?s=mfrom&id=support@example.org&ip=198.51.100.7&r=mx.example.net",
            "/why.html?sender=support@example.org&ip=198.51.100.7&receiver=mx.example.net"
        }) {
            assertThat(page(path, 200))
                    .contains("Zendesk is not yet allowed to send for example.org")
                    .contains("<ins>include:mail.zendesk.com</ins>")
                    .contains("noindex");
        }
        // The record lists the service, so the answer does not say that an include changes nothing.
        assertThat(page("/why?id=support@example.org;ip=198.51.100.7", 200))
                .contains("has to allow Zendesk")
                .doesNotContain("changes nothing");
        assertThat(page("/why", 200)).contains("name=\"id\"").doesNotContain("role=\"alert\"");
        assertThat(page("/why?ip=198.51.100.7&r=mx.example.net", 400))
                .contains("role=\"alert\"")
                .contains("value=\"198.51.100.7\"");
    }

    @Test
    void whetherItIsDoneIsToldForSevenDays() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String asked = "/done?domain=example.org&ip=198.51.100.7&service=zendesk&until=";
        assertThat(page(asked + today.plusDays(7), 200)).contains("Not yet: example.org is as it was.");
        assertThat(page(asked + today.minusDays(1), 410)).contains("This link has ended");
        page("/done?domain=example.org&ip=nothing", 400);
        page("/done", 400);
        // Marks and keys that are none are left out; no text of a link comes onto the page.
        assertThat(page("/done?domain=example.org&was=%3Cb%3E&service=%3Cscript%3E", 200))
                .doesNotContain("<b>", "<script>");
        JsonNode done = JSON.readTree(
                served.get("/api/v1/done?domain=example.org&ip=198.51.100.7").body());
        assertThat(done.path("standing").stringValue()).isEqualTo("not-yet");
    }

    @Test
    void aRecordWithoutSomeOfItsTerms() throws Exception {
        assertThat(page("/plan/example.org", 200))
                .contains("include:_spf.google.com")
                .contains("checked");
        assertThat(page("/plan/example.org?without=include:_spf.google.com", 200))
                .contains("No longer allowed")
                .contains("v=spf1 -all");
        // A form sends the ticks that are set: none is set here.
        assertThat(page("/plan/example.org?of=all", 200)).contains("No longer allowed");
        page("/plan/no-such.example", 400);
    }

    @Test
    void anExampleIsAPageThatCachesMayKeep() throws Exception {
        HttpResponse<byte[]> response = served.get("/examples/new-sending-service", "Accept", "text/html");
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("max-age=3600");
        for (int i = 0; i < 2; i++) {
            assertThat(page("/examples/new-sending-service", 200)).contains("Zendesk", "<mark", "<svg class=\"way\"");
        }
        page("/examples/no-such", 404);
    }

    @Test
    void aServiceIsFoundAndCheckedLive() throws Exception {
        assertThat(page("/vendors?q=zoho&domain=https://example.org/x", 200))
                .contains("?domain=example.org")
                .doesNotContain("/vendors/brevo");
        // One service and a domain: its records, and no list of one.
        assertThat(served.get("/vendors?q=Zen+desk&domain=https://example.org/x")
                        .headers()
                        .firstValue("Location"))
                .hasValue("/vendors/zendesk?domain=example.org");
        assertThat(page("/vendors/zendesk?domain=example.org", 200))
                .contains("not yet")
                .contains("zendesk1._domainkey");
        JsonNode zendesk = JSON.readTree(
                served.get("/api/v1/vendors/zendesk?domain=example.org").body());
        assertThat(zendesk.at("/service/records/0/state").stringValue()).isEqualTo("not-yet");
        assertThat(served.get("/api/v1/vendors/no-such").statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(served.get("/api/v1/codes/5.7.26").body())
                        .at("/codes/0/known")
                        .booleanValue())
                .isTrue();
        assertThat(served.get("/api/v1/codes/x").statusCode()).isEqualTo(400);
    }
}
