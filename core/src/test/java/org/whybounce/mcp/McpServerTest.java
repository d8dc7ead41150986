package org.whybounce.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whybounce.Whybounce;
import org.whybounce.dns.ZoneFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class McpServerTest {
    private static final String ZONE = """
            example.org. TXT "v=spf1 ip4:192.0.2.0/24 include:_spf.google.com -all"
            _spf.google.com. TXT "v=spf1 ip4:203.0.113.0/24 ~all"
            7.100.51.198.in-addr.arpa. PTR outbyoip7.zendesk.com.
            outbyoip7.zendesk.com. A 198.51.100.7
            mail.zendesk.com. TXT "v=spf1 ip4:198.51.100.0/25 ~all"
            """;

    private static final String BOUNCE =
            "550-5.7.26 <jo.doe@example.net>: The MAIL FROM domain [example.org] has an SPF record with a hard fail"
                    + " policy (-all) but it fails to pass SPF checks with the ip: [198.51.100.7]. - gsmtp";

    private final McpServer server = server();

    private static McpServer server() {
        try {
            return new McpServer(
                    Whybounce.builder().resolver(ZoneFile.parse("zone", ZONE)).build(), "1");
        } catch (ZoneFile.Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode ask(String method, JsonNode params) {
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("jsonrpc", "2.0")
                .put("id", "a")
                .put("method", method);
        request.set("params", params);
        JsonNode answer =
                JsonMapper.shared().readTree(server.answer(request.toString()).orElseThrow());
        assertThat(answer.path("id").asString()).isEqualTo("a");
        assertThat(answer.path("jsonrpc").asString()).isEqualTo("2.0");
        return answer;
    }

    private JsonNode call(String tool, String arguments) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("name", tool);
        params.set("arguments", JsonMapper.shared().readTree(arguments));
        return ask("tools/call", params).path("result");
    }

    private static String text(JsonNode result) {
        return result.path("content").path(0).path("text").asString("");
    }

    @Test
    void aClientThatKnowsARevisionGetsItAndAnyOtherTheNewest() {
        JsonNode welcome = ask("initialize", JsonMapper.shared().readTree("{\"protocolVersion\":\"2025-03-26\"}"))
                .path("result");
        assertThat(welcome.path("protocolVersion").asString()).isEqualTo("2025-03-26");
        assertThat(welcome.path("capabilities").has("tools")).isTrue();
        assertThat(welcome.path("instructions").asString()).contains("proven: false");
        assertThat(ask("initialize", JsonMapper.shared().readTree("{\"protocolVersion\":\"1999-01-01\"}"))
                        .path("result")
                        .path("protocolVersion")
                        .asString())
                .isEqualTo("2025-11-25");
    }

    @Test
    void sixToolsEachWithASchema() {
        JsonNode tools = ask("tools/list", JsonNodeFactory.instance.objectNode())
                .path("result")
                .path("tools");
        assertThat(tools.valueStream().map(tool -> tool.path("name").asString()))
                .containsExactly("explain_bounce", "check_domain", "eval_sender", "fix_spf", "code", "senders_of");
        tools.forEach(tool -> {
            JsonNode schema = tool.path("inputSchema");
            assertThat(schema.path("type").asString()).isEqualTo("object");
            schema.path("required")
                    .forEach(name -> assertThat(schema.path("properties").has(name.asString()))
                            .isTrue());
        });
    }

    @Test
    void aProvenRecordIsCopiedWholeAndAddressesAreMasked() {
        JsonNode result = call("explain_bounce", "{\"text\":\"" + BOUNCE + "\"}");
        assertThat(text(result).lines()).hasSizeLessThanOrEqualTo(5);
        assertThat(text(result))
                .startsWith("SPF refused this mail: example.org does not list 198.51.100.7 (Zendesk).")
                .contains("\nv=spf1 ip4:192.0.2.0/24 include:_spf.google.com include:mail.zendesk.com -all\n")
                .endsWith("proven: true. Copy the record exactly as it stands.");
        assertThat(result.path("structuredContent").path("proven").asBoolean()).isTrue();
        String asked = "{\"full\":true,\"text\":\"" + BOUNCE + "\",\"mail_from\":\"jo.doe@example.org\"}";
        assertThat(call("explain_bounce", asked).toString())
                .doesNotContain("jo.doe@")
                .contains("***@example.org");
        assertThat(call("explain_bounce", asked.replace("{\"full", "{\"redact\":false,\"full"))
                        .toString())
                .contains("jo.doe@example.org");
    }

    @Test
    void withoutProofNoRecordIsSaid() {
        JsonNode result = call("explain_bounce", "{\"text\":\"550 5.7.1 rejected\"}");
        assertThat(text(result)).contains("Missing: ").endsWith("proven: false. Show no DNS record to publish.");
        assertThat(result.path("structuredContent").path("proven").asBoolean(true))
                .isFalse();
        assertThat(result.toString()).doesNotContain("v=spf1");
    }

    @Test
    void theOtherTools() {
        assertThat(text(call("fix_spf", "{\"domain\":\"example.org\",\"add\":[\"zendesk\"]}")))
                .contains("include:mail.zendesk.com")
                .endsWith("proven: true. Copy the record exactly as it stands.");
        assertThat(text(call("senders_of", "{\"domain\":\"example.org\"}")))
                .startsWith("example.org lets 2 senders send for it; 1 of 10 lookups at worst.")
                .contains("include:_spf.google.com: Google Workspace");
        assertThat(text(call("eval_sender", "{\"ip\":\"192.0.2.9\",\"mail_from\":\"a@example.org\"}")))
                .startsWith("mfrom: example.org gives 192.0.2.9 pass, by ip4:192.0.2.0/24.");
        assertThat(text(call("code", "{\"code\":\"5.7.1\"}"))).startsWith("5.7.1: Delivery not authorized");
        assertThat(text(call("check_domain", "{\"domain\":\"example.org\"}")))
                .startsWith("Receivers have no DMARC policy for example.org");
    }

    @Test
    void shortMeansFourKilobytesAndFullMeansAll() {
        for (String tool : List.of("check_domain", "fix_spf", "senders_of")) {
            JsonNode shown = call(tool, "{\"domain\":\"example.org\"}").path("structuredContent");
            assertThat(shown.toString()).as(tool).hasSizeLessThanOrEqualTo(ShortForm.MOST_CHARACTERS);
        }
        String asked = "{\"domain\":\"example.org\"}";
        assertThat(call("check_domain", asked).path("structuredContent").has("questions"))
                .isFalse();
        assertThat(call("check_domain", asked.replace("}", ",\"full\":true}"))
                        .path("structuredContent")
                        .has("questions"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check_domain {}",
                "check_domain {\"domain\":\"192.0.2.1 or so\"}",
                "eval_sender {\"ip\":\"192.0.2.1\"}",
                "eval_sender {\"ip\":\"nowhere\",\"helo\":\"a.example\"}",
                "fix_spf {\"domain\":\"example.org\",\"add\":[\"nobody-knows-this\"]}",
                "code {\"code\":\"banana\"}",
                "explain_bounce {\"text\":\"\"}"
            })
    void argumentsThatCannotBeUsedAreSaidToTheAssistant(String call) {
        int space = call.indexOf(' ');
        JsonNode result = call(call.substring(0, space), call.substring(space + 1));
        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(text(result)).isNotBlank().doesNotContain("\n");
    }

    @Test
    void whatIsNoRequestGetsAnErrorOrNothing() {
        assertThat(server.answer("nonsense").orElseThrow()).contains("-32700");
        assertThat(server.answer("[".repeat(5000)).orElseThrow()).contains("-32700");
        assertThat(server.answer("{\"id\":1}").orElseThrow()).contains("-32600");
        assertThat(ask("tools/none", JsonNodeFactory.instance.objectNode())
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(-32601);
        assertThat(server.answer("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
                .isEqualTo(Optional.empty());
        assertThat(ask("ping", JsonNodeFactory.instance.objectNode())
                        .path("result")
                        .isObject())
                .isTrue();
    }
}
