package org.whybounce.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.check.report.AreaReport;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.finding.Finding;

/// Probes against a mail host and a policy host on this machine, with a certificate made here.
final class ProbingTest {
    private static final char[] WORD = "changeit".toCharArray();

    private static KeyStore keys;

    private static KeyStore roots;

    private static SSLContext server;

    private static X509Certificate certificate;

    private final List<ServerSocket> listening = new ArrayList<>();

    @BeforeAll
    static void certificate(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        Process made = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-validity",
                        "30",
                        "-dname",
                        "CN=mx.example.org",
                        "-ext",
                        "san=dns:mx.example.org,dns:mta-sts.example.org",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(WORD))
                .inheritIO()
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS) && made.exitValue() == 0).isTrue();
        keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, WORD);
        }
        certificate = (X509Certificate) keys.getCertificate("a");
        roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("a", certificate);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, WORD);
        server = SSLContext.getInstance("TLS");
        server.init(factory.getKeyManagers(), null, null);
    }

    @AfterEach
    void close() throws IOException {
        for (ServerSocket each : listening) {
            each.close();
        }
    }

    private interface Served {
        void serve(Socket socket) throws IOException;
    }

    private int serve(Served served) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening.add(listener);
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try (Socket socket = listener.accept()) {
                    served.serve(socket);
                } catch (IOException ended) {
                    // The test is over, or the client left.
                }
            }
        });
        return listener.getLocalPort();
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static SSLSocket secured(Socket socket) throws IOException {
        SSLSocket secure = (SSLSocket) server.getSocketFactory().createSocket(socket, null, false);
        secure.startHandshake();
        return secure;
    }

    private int mailHost(String ehlo) throws IOException {
        return serve(socket -> {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            say(socket.getOutputStream(), "220-one moment\r\n220 mx.example.org\r\n");
            assertThat(in.readLine()).startsWith("EHLO ");
            say(socket.getOutputStream(), ehlo);
            if ("STARTTLS".equals(in.readLine())) {
                say(socket.getOutputStream(), "220 go on\r\n");
                secured(socket).getInputStream().read();
            }
        });
    }

    private int policyHost(String answer) throws IOException {
        return serve(socket -> {
            SSLSocket secure = secured(socket);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(secure.getInputStream(), StandardCharsets.US_ASCII));
            String asked = in.readLine();
            if (asked == null) {
                return;
            }
            assertThat(asked).startsWith("GET /.well-known/mta-sts.txt ");
            say(secure.getOutputStream(), answer);
            secure.close();
        });
    }

    private static final String POLICY = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
            + "version: STSv1\r\nmode: enforce\r\nmx: *.example.org\r\nmax_age: 86400\r\n";

    private static final String STARTTLS = "250-mx.example.org\r\n250-STARTTLS\r\n250 SIZE\r\n";

    private static final String ZONE = """
            $TTL 3600
            example.org. IN MX 10 mx.example.org.
            mx.example.org. IN A 127.0.0.1
            _mta-sts.example.org. IN TXT "v=STSv1; id=1"
            mta-sts.example.org. IN A 127.0.0.1
            """;

    private static List<String> probe(String zone, Reach reach) throws ZoneFile.Unreadable {
        AreaReport report = new Probing(ZoneFile.parse("zone", zone), DomainName.of("example.org"), reach).report();
        return report.findings().stream().map(Finding::code).sorted().toList();
    }

    private static Reach local(int smtp, int https) {
        return new Reach(address -> address.toString().equals("127.0.0.1"), smtp, https, roots, Duration.ofSeconds(20));
    }

    private static String tlsa(String hash) {
        return ZONE + "_25._tcp.mx.example.org. IN TLSA 3 1 1 " + hash + "\n";
    }

    @Test
    void aGoodHostAndPolicy() throws Exception {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(certificate.getPublicKey().getEncoded()));
        Reach reach = local(mailHost(STARTTLS), policyHost(POLICY));
        assertThat(probe(tlsa(hash), reach)).containsExactly("PROBE_DANE/FITS", "PROBE_STS/READ", "PROBE_TLS/VALID");
        assertThat(probe(tlsa("00".repeat(32)), reach)).contains("PROBE_DANE/MISMATCH");
    }

    @Test
    void aHostThatThePolicyDoesNotListAndOneWithoutStartTls() throws Exception {
        String elsewhere = POLICY.replace("*.example.org", "mx.example.net");
        Reach reach = local(mailHost("250 mx.example.org\r\n"), policyHost(elsewhere));
        assertThat(probe(ZONE, reach))
                .containsExactly("PROBE_STS/MX_NOT_LISTED", "PROBE_STS/READ", "PROBE_TLS/NOT_OFFERED");
        assertThat(probe(ZONE, local(mailHost(STARTTLS), policyHost(elsewhere.replace("enforce", "testing")))))
                .contains("PROBE_STS/MX_NOT_LISTED_YET");
    }

    @Test
    void aCertificateThatNobodyVouchesFor() throws Exception {
        Reach reach = local(mailHost(STARTTLS), policyHost(POLICY));
        Reach strangers = new Reach(reach.may(), reach.smtp(), reach.https(), null, reach.within());
        assertThat(probe(ZONE, strangers)).containsExactly("PROBE_STS/UNUSABLE", "PROBE_TLS/CERTIFICATE");
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        Reach reach =
                local(mailHost(STARTTLS), policyHost("HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/x\r\n\r\n"));
        assertThat(probe(ZONE, reach)).contains("PROBE_STS/UNUSABLE");
    }

    @Test
    void addressesThatAreNotPublicAreRefused() throws Exception {
        int smtp = serve(_ -> {
            throw new AssertionError("connected");
        });
        Reach reach = new Reach(Reach.PUBLIC.may(), smtp, smtp, roots, Duration.ofSeconds(5));
        for (String address : List.of("127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1")) {
            assertThat(probe(ZONE.replace("127.0.0.1", address), reach))
                    .as(address)
                    .containsExactly("PROBE_STS/UNUSABLE", "PROBE_TLS/NOT_REACHED");
        }
        assertThat(probe(ZONE.replace("IN A 127.0.0.1", "IN AAAA ::1"), reach)).contains("PROBE_TLS/NOT_REACHED");
        assertThat(probe(ZONE.replace("IN A 127.0.0.1", "IN AAAA ::ffff:127.0.0.1"), reach))
                .doesNotContain("PROBE_TLS/VALID");
    }

    @Test
    void aHostThatDripsEndsInTime() throws Exception {
        int drips = serve(socket -> {
            try {
                for (int i = 0; i < 200; i++) {
                    say(socket.getOutputStream(), "2");
                    Thread.sleep(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Reach reach = new Reach(local(1, 1).may(), drips, drips, roots, Duration.ofMillis(500));
        long began = System.nanoTime();
        assertThat(probe(ZONE, reach)).contains("PROBE_TLS/NOT_REACHED", "PROBE_STS/UNUSABLE");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void policiesThatAreNone() {
        assertThat(PolicyFile.parse("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 1\n")
                        .problem())
                .isEmpty();
        for (String text : List.of(
                "",
                "mode: enforce\nmx: a\nmax_age: 1",
                "version: STSv1\nmode: on\nmx: a\nmax_age: 1",
                "version: STSv1\nmode: enforce\nmax_age: 1",
                "version: STSv1\nmode: enforce\nmx: a\nmax_age: soon",
                "<html>")) {
            assertThat(PolicyFile.parse(text).problem()).as(text).isNotEmpty();
        }
    }
}
