package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the files for running it say to the server.
class DeployTest {
    /// The very bytes that the container's health check sends.
    @Test
    void theContainersHealthCheckIsAnswered() throws Exception {
        Matcher printed = Pattern.compile("printf '([^']+)'")
                .matcher(Files.readString(Served.ROOT.resolve("Containerfile"), StandardCharsets.UTF_8));
        assertThat(printed.find()).isTrue();
        String request = printed.group(1).replace("\\\\r", "\r").replace("\\\\n", "\n");
        try (Served served = new Served(Served.settings())) {
            String answer = asked(served.warmed(), request);
            assertThat(answer).startsWith("HTTP/1.1 200 ");
        }
    }

    private static String asked(Served served, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// nginx speaks HTTP/1.0 to what is behind it unless told otherwise, and the server takes only 1.1.
    @Test
    void theProxysExampleSpeaksOurHttp() throws Exception {
        assertThat(Files.readString(Served.ROOT.resolve("docs/operating.md"), StandardCharsets.UTF_8))
                .contains("proxy_http_version 1.1;");
    }
}
