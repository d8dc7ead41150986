package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Another maker's client, the protocol's own SDK, asks every tool over standard input and over HTTP, and holds each
/// answer to its schemas.
class SdkClientTest {
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

    /// A tool, what it is asked, how its text begins, and whether it proves a record.
    private record Asked(String tool, Map<String, Object> arguments, String begins, boolean proven) {}

    private static final List<Asked> ASKED = List.of(
            new Asked("explain_bounce", Map.of("text", BOUNCE), "SPF refused this mail: example.org", true),
            new Asked("explain_bounce", Map.of("text", "550 5.7.1 rejected"), "", false),
            new Asked("check_domain", Map.of("domain", "example.org"), "Receivers have no DMARC policy", false),
            new Asked(
                    "eval_sender",
                    Map.of("ip", "192.0.2.9", "mail_from", "jo.doe@example.org"),
                    "mfrom: example.org gives 192.0.2.9 pass",
                    false),
            new Asked("fix_spf", Map.of("domain", "example.org", "add", List.of("zendesk")), "", true),
            new Asked("code", Map.of("code", "5.7.1"), "5.7.1: Delivery not authorized", false),
            new Asked("senders_of", Map.of("domain", "example.org"), "example.org lets 2 senders", false));

    @TempDir
    private Path folder;

    private Path zone() throws IOException {
        return Files.writeString(folder.resolve("zone.txt"), ZONE);
    }

    private static McpSyncClient client(McpClientTransport transport) {
        return McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(60))
                .initializationTimeout(Duration.ofSeconds(60))
                .build();
    }

    @Test
    void overStandardInput() throws Exception {
        ServerParameters program = ServerParameters.builder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .args(
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.whybounce.cli.Main",
                        "mcp",
                        "--zone",
                        zone().toString())
                .build();
        try (McpSyncClient client = client(new StdioClientTransport(program, McpJsonDefaults.getMapper()))) {
            conforms(client);
        }
    }

    @Test
    void overHttp() throws Exception {
        try (Served served = new Served(Served.settings(zone()));
                McpSyncClient client = client(HttpClientStreamableHttpTransport.builder(served.url())
                        .endpoint("/mcp")
                        .build())) {
            conforms(client);
        }
    }

    private static void conforms(McpSyncClient client) {
        assertThat(client.initialize().serverInfo().name()).isEqualTo("whybounce");
        assertThat(client.getServerInstructions()).contains("proven: false");
        client.ping();
        List<String> tools = client.listTools().tools().stream().map(Tool::name).toList();
        assertThat(ASKED.stream().map(Asked::tool).distinct()).containsExactlyElementsOf(tools);
        for (Asked each : ASKED) {
            answers(client, each);
        }
        CallToolResult unusable = client.callTool(
                CallToolRequest.builder("check_domain").arguments(Map.of()).build());
        assertThat(unusable.isError()).isTrue();
    }

    private static void answers(McpSyncClient client, Asked asked) {
        CallToolResult result = client.callTool(CallToolRequest.builder(asked.tool())
                .arguments(asked.arguments())
                .build());
        assertThat(result.isError()).as(asked.tool()).isNotEqualTo(true);
        List<String> texts = result.content().stream()
                .map(content -> ((TextContent) content).text())
                .toList();
        String text = texts.getFirst();
        assertThat(text).startsWith(asked.begins()).contains("\nproven: " + asked.proven() + ".");
        assertThat(text.lines()).as(text).hasSizeLessThanOrEqualTo(5);
        assertThat(text.contains("v=spf1")).as(text).isEqualTo(asked.proven());
        for (String each : texts) {
            assertThat(each.getBytes(StandardCharsets.UTF_8)).as(each).hasSizeLessThanOrEqualTo(4096);
            assertThat(each).doesNotContain("jo.doe");
        }
        JsonNode document = JsonMapper.shared().valueToTree(result.structuredContent());
        assertThat(document.path("proven").asBoolean(!asked.proven())).isEqualTo(asked.proven());
        assertThat(JsonMapper.shared().readTree(texts.get(1))).isEqualTo(document);
    }
}
