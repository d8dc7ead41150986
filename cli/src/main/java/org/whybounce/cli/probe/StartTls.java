package org.whybounce.cli.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;
import org.whybounce.text.Visible;

/// Asks a mail host for its certificate: greeting, EHLO, STARTTLS, QUIT. No mail is sent (RFC 3207, section 4).
final class StartTls {
    /// RFC 5321, section 4.5.3.1.5, has 512 bytes a reply line; some hosts are chattier.
    private static final int LONGEST_LINE = 2000;

    private static final int MOST_LINES = 100;

    sealed interface Outcome {
        record Secured(String protocol, Reach.Shown shown) implements Outcome {}

        record NotOffered() implements Outcome {}

        record HandshakeFailed(String why) implements Outcome {}

        record NotReached(String why) implements Outcome {}
    }

    private StartTls() {}

    static Outcome of(Reach reach, DomainName host, IpAddress address) {
        try {
            return reach.connect(address, reach.smtp(), socket -> talk(reach, host, socket));
        } catch (IOException e) {
            return new Outcome.NotReached(Visible.line(String.valueOf(e.getMessage()), 100));
        }
    }

    private static Outcome talk(Reach reach, DomainName host, Socket socket) throws IOException {
        if (!reply(socket, "220").ok()) {
            return new Outcome.NotReached("no greeting of a mail host");
        }
        say(socket, "EHLO whybounce.invalid");
        Reply ehlo = reply(socket, "250");
        boolean offered = ehlo.lines().stream()
                .anyMatch(line -> line.length() > 4
                        && line.substring(4).strip().toUpperCase(Locale.ROOT).equals("STARTTLS"));
        if (!ehlo.ok()) {
            return new Outcome.NotReached("EHLO was refused");
        }
        if (!offered) {
            say(socket, "QUIT");
            return new Outcome.NotOffered();
        }
        say(socket, "STARTTLS");
        if (!reply(socket, "220").ok()) {
            return new Outcome.HandshakeFailed("STARTTLS was refused");
        }
        List<Reach.Shown> shown = new ArrayList<>();
        try (SSLSocket secure = reach.secure(socket, host, shown)) {
            String protocol = secure.getSession().getProtocol();
            say(secure, "QUIT");
            return shown.isEmpty()
                    ? new Outcome.HandshakeFailed("no certificate was shown")
                    : new Outcome.Secured(protocol, shown.getFirst());
        } catch (IOException e) {
            return new Outcome.HandshakeFailed(Visible.line(String.valueOf(e.getMessage()), 100));
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private record Reply(boolean ok, List<String> lines) {}

    /// Read byte by byte: what follows STARTTLS's reply is TLS and must stay in the socket.
    private static Reply reply(Socket socket, String code) throws IOException {
        InputStream in = socket.getInputStream();
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        while (lines.size() < MOST_LINES && line.length() < LONGEST_LINE) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\n') {
                line.append((char) c);
                continue;
            }
            String text = line.toString().strip();
            lines.add(text);
            line.setLength(0);
            if (text.length() < 4 || text.charAt(3) != '-') {
                return new Reply(text.startsWith(code), lines);
            }
        }
        throw new IOException("the reply has no end");
    }
}
