package org.whybounce.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A postmaster's week, with the server in a process of its own and a mailbox beside it: reports come in by mail, the
/// page names the help desk that was forgotten, its record is published, and the reports of the days after show it.
class MailboxServedTest {
    private static final String TOKEN = "a-token-of-this-test";
    private static final String PASSWORD = "a secret";
    private static final String BEFORE = "v=spf1 ip4:203.0.113.50 -all";

    @TempDir
    private Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void reportsComeByMailAndTheNextOnesShowTheChange() throws Exception {
        Path keys = certificate();
        System.setProperty("greenmail.tls.keystore.file", keys.toString());
        System.setProperty("greenmail.tls.keystore.password", "changeit");
        GreenMail mailbox = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));
        try {
            mailbox.start();
            GreenMailUser user = mailbox.setUser("dmarc@example.org", "dmarc", PASSWORD);
            for (int day = 0; day < 10; day++) {
                deliver(user, report(day));
            }
            int port = mailbox.getImaps().getPort();
            String first = page(port, keys, BEFORE, 1300);
            assertThat(first)
                    .contains("1 service sends as example.org that its DNS does not know")
                    .contains("include:mail.zendesk.com");
            // Nothing has been fetched since: the same page again, and each mail counts once.
            assertThat(page(port, keys, BEFORE, 1300)).contains("1 service sends as example.org");
            String record = "v=spf1 ip4:203.0.113.50 include:mail.zendesk.com -all";
            assertThat(first.replaceAll("</?ins>", ""))
                    .as("the record that is published next")
                    .contains(record);
            for (int day = 10; day < 20; day++) {
                deliver(
                        user,
                        report(day)
                                .replace("<spf>fail</spf>", "<spf>pass</spf>")
                                .replace("<result>fail</result>", "<result>pass</result>"));
            }
            String after = page(port, keys, record, 2600);
            assertThat(after).doesNotContain("that its DNS does not know").contains("2026-06-20");
        } finally {
            mailbox.stop();
            System.clearProperty("greenmail.tls.keystore.file");
            System.clearProperty("greenmail.tls.keystore.password");
        }
    }

    private static String report(int day) {
        long begin = 1_780_272_000L + day * 86_400L;
        return "<feedback><report_metadata><org_name>one.example</org_name><report_id>" + day
                + "</report_id><date_range><begin>" + begin + "</begin><end>" + (begin + 86_399)
                + "</end></date_range></report_metadata><policy_published><domain>example.org</domain><p>none</p>"
                + "</policy_published>" + row("203.0.113.50", 100, "pass") + row("198.51.100.3", 30, "fail")
                + "</feedback>";
    }

    private static String row(String ip, int count, String spf) {
        return "<record><row><source_ip>" + ip + "</source_ip><count>" + count
                + "</count><policy_evaluated><dkim>fail</dkim><spf>" + spf + "</spf></policy_evaluated></row>"
                + "<identifiers><header_from>example.org</header_from></identifiers><auth_results><spf>"
                + "<domain>example.org</domain><result>" + spf + "</result></spf></auth_results></record>";
    }

    private static void deliver(GreenMailUser user, String report) throws Exception {
        String mail = "From: r@one.example\r\nSubject: Report Domain: example.org\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: application/xml; name=report.xml\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(report.getBytes(StandardCharsets.UTF_8)) + "\r\n";
        user.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII))));
    }

    /// What the page shows once the server that is started here has fetched so many messages.
    private String page(int port, Path keys, String record, int messages) throws Exception {
        Path zone = Files.writeString(folder.resolve("zone.txt"), """
            example.org. IN TXT "%s"
            _dmarc.example.org. IN TXT "v=DMARC1; p=none"
            mail.zendesk.com. IN TXT "v=spf1 ip4:198.51.100.0/27 ~all"
            3.100.51.198.in-addr.arpa. IN PTR out1.zendesk.com.
            out1.zendesk.com. IN A 198.51.100.3
            """.formatted(record));
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        Process server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-Djavax.net.ssl.trustStore=" + keys,
                        "-Djavax.net.ssl.trustStorePassword=changeit",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.whybounce.web.Serve",
                        "--port",
                        "0",
                        "--address",
                        "127.0.0.1",
                        "--no-share",
                        "--zone",
                        zone.toString(),
                        "--operator-token",
                        TOKEN,
                        "--reports-db",
                        "jdbc:h2:file:" + folder.resolve("reports"),
                        "--reports-mailbox",
                        "imaps://dmarc@127.0.0.1:" + port + "/INBOX",
                        "--mailbox-password-file",
                        password.toString())
                .redirectError(folder.resolve("log").toFile())
                .start();
        try (BufferedReader said = server.inputReader()) {
            String line = String.valueOf(said.readLine());
            assertThat(line).as(() -> log()).contains("http://");
            URI page = URI.create(line.replaceFirst(".*?(http://[^ /]+).*", "$1") + "/domains/example.org");
            String json = "";
            // The mailbox is looked into beside everything else; the page says how many messages are there.
            for (int i = 0; i < 600 && !json.contains("\"messages\" : " + messages + ","); i++) {
                Thread.sleep(100);
                json = get(page, "application/json");
            }
            assertThat(json).as(() -> log()).contains("\"messages\" : " + messages + ",");
            return get(page, "text/html");
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private String get(URI page, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Accept", form)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return "no log";
        }
    }

    private Path certificate() throws IOException, InterruptedException {
        Path store = folder.resolve("key.p12");
        int made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-storetype",
                        "PKCS12",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=a test",
                        "-ext",
                        "SAN=IP:127.0.0.1")
                .start()
                .waitFor();
        assertThat(made).isZero();
        return store;
    }
}
