package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.whybounce.cli.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The REST API: the same bytes as the command line, problem documents, a description that fits the routes.
class ApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path STORY = Served.ROOT.resolve("examples/new-sending-service");
    private static final Path ZONE = STORY.resolve("zone.txt");

    private static Served served = new Served(Served.settings(ZONE));

    @BeforeAll
    static void start() {
        assertThat(served.port()).isPositive();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void saysTheBytesThatTheCommandLineSays() throws Exception {
        byte[] mail = ScenarioTest.pasted(STORY);
        String file = STORY.resolve("bounce.eml").toString();
        assertThat(post("/api/v1/explain", "message/rfc822", mail)).isEqualTo(cli("explain", file));
        assertThat(post("/api/v1/explain?ip=192.0.2.1", "text/plain", mail))
                .isEqualTo(cli("explain", "--ip", "192.0.2.1", file));
        assertThat(post("/api/v1/headers", "message/rfc822", mail)).isEqualTo(cli("headers", file));
        assertThat(Served.text(served.get("/api/v1/check/example.org"))).isEqualTo(cli("check", "example.org"));
        assertThat(Served.text(served.get("/api/v1/check/example.org?selector=s1&ip=192.0.2.1")))
                .isEqualTo(cli("check", "--selector", "s1", "--ip", "192.0.2.1", "example.org"));
        assertThat(Served.text(served.get("/api/v1/spf/example.org"))).isEqualTo(cli("spf", "show", "example.org"));
        assertThat(post("/api/v1/spf/eval", """
                {"ip": "198.51.100.7", "mailFrom": "a@example.org", "helo": "mail.example.org"}"""))
                .isEqualTo(cli(
                        "spf",
                        "eval",
                        "--ip",
                        "198.51.100.7",
                        "--mail-from",
                        "a@example.org",
                        "--helo",
                        "mail.example.org"));
        assertThat(post("/api/v1/spf/fix", """
                {"domain": "example.org", "add": ["ip4:203.0.113.9"]}"""))
                .isEqualTo(cli("spf", "fix", "example.org", "--add", "ip4:203.0.113.9"));
    }

    @Test
    void readsReports() throws Exception {
        String report = "<feedback><report_metadata><org_name>r.example</org_name><report_id>1</report_id><date_range>"
                + "<begin>1780272000</begin><end>1780358399</end></date_range></report_metadata><policy_published>"
                + "<domain>example.org</domain></policy_published><record><row><source_ip>192.0.2.1</source_ip>"
                + "<count>3</count></row><identifiers><header_from>example.org</header_from></identifiers></record>"
                + "</feedback>";
        JsonNode answer = JSON.readTree(post("/api/v1/reports", "application/gzip", bytes(report)));
        assertThat(answer.path("schema").stringValue()).isEqualTo("whybounce.reports/1");
        assertThat(answer.at("/domains/0/messages").intValue()).isEqualTo(3);
        problem(served.post("/api/v1/reports", "text/xml", bytes("<html/>")), 400);
        problem(served.post("/api/v1/reports", "text/xml", new byte[0]), 400);
        problem(served.post("/api/v1/reports?domain=..", "text/xml", bytes(report)), 400);
    }

    @Test
    void takesJsonWithTheFactsBesideTheText() throws Exception {
        String body = JSON.writeValueAsString(JSON.createObjectNode()
                .put("text", "550 5.7.1 SPF fail")
                .put("ip", "198.51.100.7")
                .put("mailFrom", "a@example.org"));
        JsonNode answer = JSON.readTree(post("/api/v1/explain", body));
        assertThat(answer.at("/facts/ip").stringValue()).isEqualTo("198.51.100.7");
        assertThat(answer.at("/verdict/cause").stringValue()).isEqualTo("spf.sender-not-listed");
    }

    @Test
    void everyErrorIsAProblemDocument() throws Exception {
        problem(served.post("/api/v1/explain", "text/plain", new byte[0]), 400);
        problem(served.post("/api/v1/explain", "text/plain", " \n".getBytes(StandardCharsets.UTF_8)), 400);
        problem(served.post("/api/v1/explain?ip=nonsense", "text/plain", bytes("550 5.7.1 no")), 400);
        problem(served.post("/api/v1/explain", "image/png", bytes("550 5.7.1 no")), 415);
        problem(served.post("/api/v1/explain", "application/json", bytes("[1]")), 400);
        problem(served.post("/api/v1/explain", "application/json", bytes("{\"text\":")), 400);
        problem(served.post("/api/v1/headers", "text/plain", bytes("no headers at all")), 400);
        problem(served.post("/api/v1/headers?boundary=99", "text/plain", ScenarioTest.pasted(STORY)), 400);
        problem(served.post("/api/v1/spf/eval", "application/json", bytes("{}")), 400);
        problem(served.post("/api/v1/spf/eval", "application/json", bytes("{\"ip\":\"192.0.2.1\"}")), 400);
        problem(served.post("/api/v1/spf/fix", "application/json", bytes("{\"domain\":\"..\"}")), 400);
        problem(
                served.post("/api/v1/spf/fix", "application/json", bytes("{\"domain\":\"a.example\",\"add\":[\"?\"]}")),
                400);
        problem(
                served.post("/api/v1/spf/fix", "application/json", bytes("{\"domain\":\"a.example\",\"add\":\"mx\"}")),
                400);
        problem(
                served.post("/api/v1/spf/fix", "application/json", bytes("{\"domain\":\"a.example\",\"goal\":\"x\"}")),
                400);
        problem(served.get("/api/v1/check/..%2f..%2fetc"), 400, 404);
        problem(served.get("/api/v1/check/example.org?ip=x"), 400);
        problem(served.get("/api/v1/spf/%00"), 400);
        problem(served.get("/api/nothing"), 404);
        problem(served.get("/api/schema/other.json"), 404);
        problem(served.send(served.request("/api/v1/nothing").DELETE()), 404);
    }

    @Test
    void whatIsTooLargeIsRefusedUnread() throws Exception {
        byte[] large = new byte[10 * 1024 * 1024 + 1];
        problem(served.post("/api/v1/explain", "message/rfc822", large), 413);
        problem(served.post("/api/v1/spf/eval", "application/json", new byte[1024 * 1024 + 1]), 413);
    }

    /// Every route is described, and nothing is described that is no route.
    @Test
    void theOpenApiDocumentNamesTheRoutes() throws Exception {
        JsonNode document = JSON.readTree(served.get("/api/openapi.json").body());
        assertThat(document.path("openapi").stringValue()).startsWith("3.1");
        Set<String> described = new TreeSet<>();
        for (String path : document.path("paths").propertyNames()) {
            for (String method : document.path("paths").path(path).propertyNames()) {
                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
            }
        }
        Set<String> routed = new TreeSet<>();
        for (String route : served.routes()) {
            if (!route.startsWith("HEAD ")
                    && (route.contains(" /api/")
                            || List.of("GET /health", "GET /ready", "GET /metrics")
                                    .contains(route))) {
                routed.add(route);
            }
        }
        assertThat(described).isEqualTo(routed);
        // Each reference leads somewhere.
        for (JsonNode reference : document.findValues("$ref")) {
            String target = reference.stringValue();
            if (target.startsWith("#")) {
                assertThat(document.at(target.substring(1)).isMissingNode())
                        .as(target)
                        .isFalse();
            } else {
                assertThat(served.get(target).statusCode()).as(target).isEqualTo(200);
            }
        }
    }

    @Test
    void healthReadinessAndMetrics() throws Exception {
        assertThat(Served.text(served.get("/health"))).isEqualTo("{\"status\":\"UP\"}");
        assertThat(served.get("/ready").statusCode())
                .as("before its training run")
                .isEqualTo(503);
        assertThat(Served.text(served.warmed().get("/ready"))).contains("\"UP\"", "\"sharing\":\"OFF\"");
        post("/api/v1/explain", "message/rfc822", ScenarioTest.pasted(STORY));
        String metrics = Served.text(served.get("/metrics"));
        assertThat(metrics)
                .contains("whybounce_checks_total{cause=\"spf.sender-not-listed\"}")
                .contains("whybounce_dns_answers_total{answer=\"found\"}")
                .contains("whybounce_requests_total{route=\"/api/v1/explain\",status=\"200\"}")
                .contains("whybounce_dns_seconds_count")
                .doesNotContain("example.org");
    }

    @Test
    void anotherMethodIsToldWhichThereAre() throws Exception {
        for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH")) {
            HttpResponse<byte[]> response =
                    served.send(served.request("/api/v1/explain").method(method, HttpRequest.BodyPublishers.noBody()));
            assertThat(response.statusCode()).as(method).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).as(method).hasValue("POST");
            if (!method.equals("HEAD")) {
                problem(response, 405);
            }
        }
        HttpResponse<byte[]> check = served.post("/api/v1/check/example.org", "text/plain", bytes("x"));
        problem(check, 405);
        assertThat(check.headers().firstValue("Allow")).hasValue("GET, HEAD");
        HttpResponse<byte[]> asked =
                served.send(served.request("/explain").method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Allow")).hasValue("GET, HEAD, POST");
    }

    /// A body in chunks that are none is the client's fault, and one answer says so.
    @Test
    void aBodyThatCannotBeReadIsNoFaultOfOurs() throws Exception {
        for (String path : List.of("/api/v1/explain", "/explain")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream()
                        .write(bytes("POST " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                                + "Connection: close\r\n\r\nZZ\r\nfoo\r\n0\r\n\r\n"));
                String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(all).startsWith("HTTP/1.1 400 ").contains("unusable-request");
            }
        }
    }

    /// A body after HEAD would be taken for the beginning of the next answer.
    @Test
    void headHasNoBodyAndCloseCloses() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            socket.setSoTimeout(60_000);
            String head = "HEAD /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n";
            socket.getOutputStream().write(bytes(head + head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")));
            // Read to the end: it comes only if the server closes.
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all.split("HTTP/1.1 200 OK", -1)).hasSize(3);
            assertThat(all.toLowerCase(java.util.Locale.ROOT))
                    .contains("content-length: ")
                    .doesNotContain("openapi\"");
        }
    }

    @Test
    void noOtherSiteMayReadAnswersUnlessItIsNamed() throws Exception {
        HttpResponse<byte[]> answer = served.get("/api/v1/spf/example.org", "Origin", "https://other.example");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        Settings open = Served.settings(ZONE);
        Settings named = new Settings(
                open.address(),
                0,
                open.zones(),
                List.of(),
                "",
                "",
                "",
                List.of(),
                "",
                List.of("https://tool.example"),
                false,
                open.limits());
        try (Served cors = new Served(named)) {
            assertThat(cors.get("/api/v1/spf/example.org", "Origin", "https://tool.example")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://tool.example");
            assertThat(cors.get("/api/v1/spf/example.org", "Origin", "https://other.example")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            HttpResponse<byte[]> preflight = cors.send(cors.request("/api/v1/explain", "Origin", "https://tool.example")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
            assertThat(preflight.statusCode()).isEqualTo(204);
            HttpResponse<byte[]> another = cors.send(cors.request(
                            "/api/v1/explain",
                            "Origin",
                            "https://other.example",
                            "Access-Control-Request-Method",
                            "POST")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
            assertThat(another.statusCode()).isEqualTo(403);
            assertThat(Served.text(another)).contains("--cors-origin");
        }
    }

    @Test
    void textComesPackedToWhoTakesIt() throws Exception {
        byte[] plain = served.get("/guides/550-5-7-1-spf").body();
        HttpResponse<byte[]> packed = served.get("/guides/550-5-7-1-spf", "Accept-Encoding", "br, gzip");
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().allValues("Vary")).anyMatch(vary -> vary.contains("Accept-Encoding"));
        assertThat(packed.body().length).isLessThan(plain.length / 2);
        try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(packed.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }
        for (String refused : List.of("gzip;q=0", "gzip; q=0.0", "br", "identity")) {
            assertThat(served.get("/guides/550-5-7-1-spf", "Accept-Encoding", refused)
                            .headers()
                            .firstValue("Content-Encoding"))
                    .as(refused)
                    .isEmpty();
        }
        assertThat(served.get("/health", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    private static void problem(HttpResponse<byte[]> response, Integer... statuses) {
        assertThat(response.statusCode()).isIn((Object[]) statuses);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("status").intValue()).isEqualTo(response.statusCode());
        assertThat(problem.path("type").stringValue()).startsWith("/problems#");
        assertThat(problem.path("title").stringValue()).isNotEmpty();
        assertThat(problem.path("detail").stringValue()).isNotEmpty();
    }

    private static String post(String path, String json) throws Exception {
        return post(path, "application/json", bytes(json));
    }

    private static String post(String path, String type, byte[] body) throws Exception {
        HttpResponse<byte[]> response = served.post(path, type, body);
        assertThat(response.statusCode()).as(Served.text(response)).isEqualTo(200);
        return Served.text(response);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String cli(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--zone", ZONE.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Main.run(
                all.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        return out.toString(StandardCharsets.UTF_8);
    }
}
