package org.whybounce.cli.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Visible;

/// The policy of MTA-STS as senders fetch it (RFC 8461, sections 3.2 and 3.3): by HTTPS with a valid certificate,
/// without
/// following redirects.
///
/// @param problem why senders do not use it; empty for a good one
record PolicyFile(String mode, List<String> mx, long maxAge, String problem) {
    /// RFC 8461, section 3.3, suggests that senders stop at 64 KiB.
    private static final int LONGEST = 64 * 1024;

    PolicyFile {
        mx = List.copyOf(mx);
    }

    private static PolicyFile broken(String why) {
        return new PolicyFile("", List.of(), 0, why);
    }

    static PolicyFile fetch(Reach reach, DomainName host, IpAddress address) {
        try {
            return reach.connect(address, reach.https(), socket -> over(reach, host, socket));
        } catch (IOException e) {
            return broken("it cannot be fetched: " + Visible.line(String.valueOf(e.getMessage()), 100));
        }
    }

    private static PolicyFile over(Reach reach, DomainName host, Socket plain) throws IOException {
        List<Reach.Shown> shown = new ArrayList<>();
        try (SSLSocket socket = reach.secure(plain, host, shown)) {
            Reach.Shown certificate = shown.getFirst();
            if (!certificate.distrust().isEmpty()) {
                return broken("the certificate of " + host + " is not valid: " + certificate.distrust());
            }
            if (!HostNames.names(certificate.chain().getFirst(), host)) {
                return broken("the certificate of " + host + " is for another name");
            }
            // Version 1.0, so that the answer comes in one piece.
            socket.getOutputStream()
                    .write(("GET /.well-known/mta-sts.txt HTTP/1.0\r\nHost: " + host
                                    + "\r\nUser-Agent: whybounce\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return answer(read(socket.getInputStream()));
        }
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    }

    private static PolicyFile answer(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] status = text.split("\\s", 3);
        if (end < 0 || status.length < 2 || !text.startsWith("HTTP/1.")) {
            return broken("the answer is no HTTP");
        }
        if (!status[1].equals("200")) {
            return broken("the web server answers " + Visible.line(status[1], 10)
                    + (status[1].startsWith("3") ? ", and senders follow no redirects" : ""));
        }
        boolean chunked = text.substring(0, end).toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        String body = text.substring(end + 4);
        return parse(chunked ? joined(body) : body);
    }

    /// Chunks, for servers that send them to a client that does not know them (RFC 9112, section 7.1).
    private static String joined(String body) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            int line = body.indexOf("\r\n", at);
            if (line < 0) {
                break;
            }
            int size;
            try {
                size = Integer.parseInt(
                        body.substring(at, line).split(";", 2)[0].strip(), 16);
            } catch (NumberFormatException e) {
                break;
            }
            int from = line + 2;
            int to = Math.min(body.length(), from + Math.max(0, size));
            if (size <= 0 || to <= from) {
                break;
            }
            text.append(body, from, to);
            at = to + 2;
        }
        return text.toString();
    }

    /// RFC 8461, section 3.2.
    static PolicyFile parse(String body) {
        Map<String, String> once = new HashMap<>();
        List<String> mx = new ArrayList<>();
        for (String line : body.split("\n", 1000)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String key = line.substring(0, colon).strip();
                String value = line.substring(colon + 1).strip();
                if (key.equals("mx")) {
                    mx.add(value);
                } else {
                    once.putIfAbsent(key, value);
                }
            }
        }
        String mode = once.getOrDefault("mode", "");
        String age = once.getOrDefault("max_age", "");
        if (!once.getOrDefault("version", "").equals("STSv1")) {
            return broken("it does not say version: STSv1");
        }
        if (!List.of("enforce", "testing", "none").contains(mode)) {
            return broken("its mode is none of enforce, testing, none");
        }
        if (age.isEmpty() || age.length() > 10 || !age.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return broken("it has no max_age in seconds");
        }
        if (mx.isEmpty() && !mode.equals("none")) {
            return broken("it names no mx");
        }
        return new PolicyFile(mode, mx, Long.parseLong(age), "");
    }

    boolean lists(DomainName host) {
        return mx.stream().anyMatch(pattern -> HostNames.matches(pattern, host));
    }
}
