package org.whybounce.store.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.report.ReportMailboxes.Looked;
import org.whybounce.report.ReportMailboxes.Mail;
import org.whybounce.report.ReportMailboxes.Unreachable;

/// Against an IMAP server on loopback, with a certificate made for this run.
class ImapMailboxesTest {
    private static final String WORD = "a secret";

    @TempDir
    private static Path folder = Path.of("");

    private static SSLSocketFactory trusting = (SSLSocketFactory) SSLSocketFactory.getDefault();

    private GreenMail server = new GreenMail(new ServerSetup[0]);
    private String url = "";

    @BeforeAll
    static void certificate() throws IOException, InterruptedException, GeneralSecurityException {
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
        System.setProperty("greenmail.tls.keystore.file", store.toString());
        System.setProperty("greenmail.tls.keystore.password", "changeit");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", keys.getCertificate("a"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        trusting = context.getSocketFactory();
    }

    @AfterAll
    static void forget() {
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    @BeforeEach
    void start() throws MessagingException {
        ServerSetup imaps = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS);
        server = new GreenMail(imaps);
        server.start();
        GreenMailUser user = server.setUser("dmarc@example.org", "dmarc", WORD);
        for (int i = 0; i < 60; i++) {
            byte[] mail = ("From: r@one.example\r\nSubject: Report " + i + "\r\n\r\n<feedback/>\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
        }
        url = "imaps://dmarc@127.0.0.1:" + server.getImaps().getPort() + "/INBOX";
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private long seen() throws MessagingException {
        try {
            return server
                    .getManagers()
                    .getImapHostManager()
                    .getInbox(server.getUserManager().getUser("dmarc"))
                    .getMessages()
                    .stream()
                    .filter(message -> message.getFlags().contains(Flags.Flag.SEEN))
                    .count();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new MessagingException("no inbox", e);
        }
    }

    private int held() throws MessagingException {
        return server.getReceivedMessages().length;
    }

    @Test
    void whatIsUnreadIsTakenOnceAndMarkedAndNothingIsDeleted() throws Exception {
        List<Mail> taken = new ArrayList<>();
        Looked first = new ImapMailboxes(trusting).look(url, WORD, taken::addAll);
        assertThat(first).isEqualTo(new Looked(60, 0));
        assertThat(taken).hasSize(60);
        assertThat(new String(taken.getFirst().bytes(), StandardCharsets.US_ASCII))
                .contains("Subject: Report 0")
                .contains("<feedback/>");
        assertThat(seen()).isEqualTo(60);
        assertThat(held()).isEqualTo(60);
        assertThat(new ImapMailboxes(trusting).look(url, WORD, taken::addAll)).isEqualTo(new Looked(0, 0));
    }

    @Test
    void whatCouldNotBeKeptIsUnreadStill() throws Exception {
        List<Mail> taken = new ArrayList<>();
        assertThatThrownBy(() -> new ImapMailboxes(trusting).look(url, WORD, mails -> {
                    if (!taken.isEmpty()) {
                        throw new IllegalStateException("the disk is full");
                    }
                    taken.addAll(mails);
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(seen()).isEqualTo(50);
        List<Mail> rest = new ArrayList<>();
        new ImapMailboxes(trusting).look(url, WORD, rest::addAll);
        assertThat(rest).hasSize(10);
        assertThat(held()).isEqualTo(60);
    }

    @Test
    void whoIsNotTrustedGetsNoPassword() {
        assertThatThrownBy(() -> new ImapMailboxes().look(url, WORD, mails -> {}))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("127.0.0.1");
        assertThatThrownBy(() ->
                        new ImapMailboxes(trusting).look(url.replace("127.0.0.1", "localhost"), WORD, mails -> {}))
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void aWrongPasswordAndAWrongFolderAreSaidWithoutTheSecret() {
        assertThatThrownBy(() -> new ImapMailboxes(trusting).look(url, "wrong", mails -> {}))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("does not accept")
                .hasMessageNotContaining("wrong");
        assertThatThrownBy(() -> new ImapMailboxes(trusting).look(url.replace("INBOX", "Nowhere"), WORD, mails -> {}))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("Nowhere");
        assertThatThrownBy(() -> new ImapMailboxes(trusting)
                        .look("imaps://dmarc:" + WORD.replace(' ', '+') + "@127.0.0.1/INBOX", WORD, mails -> {}))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("does not belong");
    }

    @Test
    void withoutTlsNothingIsSaid() throws Exception {
        GreenMail plain = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        plain.start();
        try {
            plain.setUser("dmarc@example.org", "dmarc", WORD);
            String open = "imap://dmarc@127.0.0.1:" + plain.getImap().getPort() + "/INBOX";
            assertThatThrownBy(() -> new ImapMailboxes(trusting).look(open, WORD, mails -> {}))
                    .isInstanceOf(Unreachable.class);
        } finally {
            plain.stop();
        }
    }
}
