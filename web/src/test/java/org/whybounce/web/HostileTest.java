package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Text from outside does nothing but be shown: not in pages, not in response headers, not in JSON.
class HostileTest {
    private static final String MARKUP =
            "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>"
                    + "</textarea></title><!--";
    private static final String BIDI = "\u202egro.elpmaxe\u202c\u2066\u200f\u200b\ufeff";
    private static final String CONTROL = "\u0000\u0007\u001b[31mred\u001b[0m\u009b2J\r\nSet-Cookie: a=b\r\n\r\n<b>";

    private static final Pattern OWN = Pattern.compile("(?s)<textarea name=\"text\" hidden[^>]*>(.*?)</textarea>");

    /// What may never stand in a page, however it came there.
    private static final List<String> LIVE = List.of(
            "<script>alert",
            "<img src=x",
            "<svg/onload",
            "onerror=alert(2)>\"",
            "\u202e",
            "\u202c",
            "\u2066",
            "\u200f",
            "\u0000",
            "\u0007",
            "\u001b",
            "\u009b");

    @Test
    void isInertInEveryFieldOfEveryPage(@TempDir Path folder) throws Exception {
        Path zone = folder.resolve("zone.txt");
        Files.writeString(zone, """
                example.org. TXT "v=spf1 include:<script>alert(1)</script> exp=why.example.org -all"
                example.net. TXT "v=spf1 exp=why.example.org -all" "<script>alert(1)</script>"
                example.net. TXT "<img src=x onerror=alert(2)> \\027[31m \\226\\128\\174gro"
                example.net. MX 10 mail.example.net.
                mail.example.net. A 192.0.2.1
                why.example.org. TXT "<script>alert(1)</script> \\027[31m \\226\\128\\174 see javascript:alert(1)"
                _dmarc.example.net. TXT "v=DMARC1; p=reject; rua=mailto:<script>alert(1)</script>@example.net"
                """);
        try (Served served = new Served(Served.settings(zone))) {
            for (String domain : List.of("example.org", "example.net")) {
                page(served.get("/check/" + domain, "Accept", "text/html"), 200);
                json(served.get("/api/v1/check/" + domain));
                json(served.get("/api/v1/spf/" + domain));
                json(served.post(
                        "/api/v1/spf/eval",
                        "application/json",
                        ("{\"ip\":\"192.0.2.9\",\"mailFrom\":\"a@" + domain + "\"}").getBytes(StandardCharsets.UTF_8)));
            }
            for (String evil : List.of(MARKUP, BIDI, CONTROL)) {
                for (String paste : pastes(evil)) {
                    byte[] raw = paste.getBytes(StandardCharsets.UTF_8);
                    String body = "text=" + URLEncoder.encode(paste, StandardCharsets.UTF_8);
                    page(form(served, "/explain", body), 200, 400);
                    page(form(served, "/headers", body), 200, 400);
                    json(served.post("/api/v1/explain", "text/plain", raw));
                    json(served.post("/api/v1/headers", "text/plain", raw));
                }
                String field = URLEncoder.encode(evil, StandardCharsets.UTF_8);
                for (String name : List.of("ip", "mailFrom", "helo", "fromDomain", "more", "example")) {
                    page(form(served, "/explain", "text=550+5.7.1+no&" + name + "=" + field), 200, 303, 400);
                }
                page(form(served, "/headers", "text=Received:+from+a+by+b%3B+x&boundary=" + field), 200, 400);
                page(served.get("/check/" + field.replace("+", "%20"), "Accept", "text/html"), 200, 400, 404);
                page(served.get("/?example=" + field, "Accept", "text/html"), 200);
                page(served.get("/guides/" + field.replace("+", "%20"), "Accept", "text/html"), 400, 404);
                page(served.get("/check?domain=" + field, "Accept", "text/html"), 303);
            }
        }
    }

    private static List<String> pastes(String evil) {
        String line = evil.replace("\r\n", " ");
        return List.of(
                "550 5.7.1 " + evil,
                "550-5.7.26 The MAIL FROM domain [example.net] has an SPF record with a hard fail policy (-all) but it\r\n"
                        + "550 5.7.26 fails to pass SPF checks with the ip: [192.0.2.9]. " + line,
                "From: " + line + " <a@example.net>\r\nReturn-Path: <" + line + "@example.net>\r\nSubject: " + line
                        + "\r\nReceived: from " + line + " (" + line + " [192.0.2.9]) by " + line + " with " + line
                        + "; Tue, 17 Nov 2026 09:12:44 +0000\r\nAuthentication-Results: " + line + "; spf=fail (" + line
                        + ") smtp.mailfrom=" + line + "@example.net\r\nDKIM-Signature: v=1; d=" + line + "; s=" + line
                        + "\r\n\r\n" + evil,
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
                        + "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; " + line
                        + "\r\n\r\nFinal-Recipient: rfc822; " + line + "@example.com\r\nAction: failed\r\n"
                        + "Status: 5.7.1\r\nRemote-MTA: dns; " + line + "\r\nDiagnostic-Code: smtp; 550 5.7.1 SPF fail "
                        + line + " ip=192.0.2.9\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: " + line
                        + " <a@example.net>\r\nReturn-Path: <b@example.net>\r\n\r\n--b--\r\n",
                "Nov 17 09:12:44 mx postfix/smtp[1]: ABC: to=<" + line + "@example.com>, relay=" + line
                        + "[192.0.2.1]:25, dsn=5.7.1, status=bounced (host " + line + " said: 550 5.7.1 " + line + ")",
                "{\"event\":\"bounce\",\"reason\":\"550 5.7.1 " + line.replace("\"", "\\\"") + "\"}",
                evil);
    }

    private static HttpResponse<byte[]> form(Served served, String path, String body) throws Exception {
        return served.post(
                path,
                "application/x-www-form-urlencoded",
                body.getBytes(StandardCharsets.US_ASCII),
                "Accept",
                "text/html");
    }

    private static void page(HttpResponse<byte[]> response, Integer... statuses) {
        assertThat(response.statusCode()).isIn((Object[]) statuses);
        headers(response);
        if (response.statusCode() == 303) {
            return;
        }
        String page = Served.text(response);
        // The paste goes back in a hidden field, as it was; markup in it is text there too.
        Matcher own = OWN.matcher(page);
        if (own.find()) {
            assertThat(own.group(1)).doesNotContain("<");
            page = own.replaceFirst("");
        }
        for (String live : LIVE) {
            assertThat(page).as(live).doesNotContain(live);
        }
        assertThat(page.toLowerCase(Locale.ROOT)).doesNotContain("href=\"javascript:", " onload=\"", " onerror=\"");
        // No element of ours holds a style, and the only script is the file.
        assertThat(page.replace("<script src=\"/static/app.js", "")).doesNotContain("<script", "<style", " style=\"");
    }

    private static void json(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isIn(200, 400);
        headers(response);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).contains("json");
        JsonNode parsed = new JsonMapper().readTree(response.body());
        assertThat(parsed.isObject()).isTrue();
        for (byte b : response.body()) {
            assertThat(b >= ' ' || b < 0 || b == '\n').isTrue();
        }
    }

    private static void headers(HttpResponse<byte[]> response) {
        assertThat(response.headers().map()).doesNotContainKey("set-cookie");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        response.headers()
                .map()
                .values()
                .forEach(values ->
                        values.forEach(value -> assertThat(value.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                                .as(value)
                                .isTrue()));
    }
}
