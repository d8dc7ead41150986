package org.whybounce.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.whybounce.Whybounce;
import org.whybounce.cli.usage.Call;
import org.whybounce.cli.usage.Usage;
import org.whybounce.mcp.McpServer;

/// `whybounce mcp`: tools for an assistant, one JSON-RPC message a line on standard input and output.
final class McpCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of(
                        "mcp",
                        "Serves an assistant by the Model Context Protocol on standard input and output: six tools, each"
                                + " with its proof.")
                .with(CommonOptions.OPTIONS)
                .example("mcp", "as an assistant's settings call it: command whybounce, arguments mcp");
    }

    @Override
    public int run(Call call, Console console) throws Unusable {
        CommonOptions options = new CommonOptions(usage(), call, console);
        try (DnsSource dns = DnsSource.open(options)) {
            Whybounce whybounce = Whybounce.builder()
                    .uncached(dns.resolver())
                    .limits(dns.limits())
                    .build();
            McpServer server = new McpServer(whybounce, Version.number());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            @Nullable String line = in.readLine();
            while (line != null && !console.out().checkError()) {
                if (!line.isBlank()) {
                    server.answer(line).ifPresent(answer -> {
                        console.out().print(answer + "\n");
                        console.out().flush();
                    });
                }
                line = in.readLine();
            }
            return ExitStatus.NOTHING_WRONG;
        } catch (IOException e) {
            throw new Unusable("standard input cannot be read");
        }
    }
}
