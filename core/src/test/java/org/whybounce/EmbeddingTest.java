package org.whybounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.IpAddress;

/// The examples of docs/embedding.md, taken from the page itself: each is compiled without a warning, and run.
class EmbeddingTest {
    private static final int EXAMPLES = 5;

    private static final String ZONE = """
            example.org. 300 TXT "v=spf1 ip4:192.0.2.0/24 include:_spf.google.com -all"
            _spf.google.com. 300 TXT "v=spf1 ip4:203.0.113.0/24 ~all"
            7.100.51.198.in-addr.arpa. PTR outbyoip7.zendesk.com.
            outbyoip7.zendesk.com. A 198.51.100.7
            mail.zendesk.com. TXT "v=spf1 ip4:198.51.100.0/25 ~all"
            macro.example. 300 TXT "v=spf1 exists:%{i}.macro.example -all"
            192.0.2.1.macro.example. A 127.0.0.2
            """;

    private static final byte[] BOUNCE = ("550-5.7.26 The MAIL FROM domain [example.org] has an SPF record with a hard"
                    + " fail policy (-all) but it fails to pass SPF checks with the ip: [198.51.100.7]. - gsmtp")
            .getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static URLClassLoader examples;

    @BeforeAll
    static void compile() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String block : blocks()) {
            String name = block.replaceAll("(?s).*?public (?:final class|record) (\\w+).*", "$1");
            files.add(Files.writeString(folder.resolve(name + ".java"), block));
        }
        assertThat(files).hasSize(EXAMPLES);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-Xlint:all,-path",
                    "-Werror",
                    "-proc:none");
            assertThat(compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                            .call())
                    .as("docs/embedding.md: %s", said)
                    .isTrue();
        }
        examples = new URLClassLoader(new URL[] {folder.toUri().toURL()}, EmbeddingTest.class.getClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        examples.close();
    }

    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        String page = Files.readString(
                Path.of(System.getProperty("whybounce.root", "..")).resolve("docs/embedding.md"));
        for (int at = page.indexOf("```java\n"); at >= 0; at = page.indexOf("```java\n", at)) {
            int end = page.indexOf("\n```", at + 3);
            blocks.add(page.substring(at + "```java\n".length(), end + 1));
            at = end + 4;
        }
        return blocks;
    }

    private static Whybounce whybounce() {
        try {
            return Whybounce.builder().resolver(ZoneFile.parse("zone", ZONE)).build();
        } catch (ZoneFile.Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private static Object made(String name, Object... parts) throws ReflectiveOperationException {
        Constructor<?> constructor = examples.loadClass(name).getConstructors()[0];
        return constructor.newInstance(parts);
    }

    /// Calls the one method of that name.
    private static Object called(Object on, String method, Object... with) throws ReflectiveOperationException {
        for (var each : on.getClass().getMethods()) {
            if (each.getName().equals(method)) {
                return String.valueOf(each.invoke(on, with));
            }
        }
        throw new AssertionError("no method " + method);
    }

    @Test
    void aMailFilterWritesItsFieldsOrRefuses() throws Exception {
        Object filter = made("MailFilter", whybounce(), "mx.example.net");
        assertThat(called(filter, "fields", "203.0.113.9", "jo@example.org", "mail.example.org"))
                .asString()
                .startsWith("[Received-SPF: pass")
                .contains("Authentication-Results: mx.example.net;", "spf=pass");
        assertThat(called(filter, "fields", "198.51.100.7", "jo@example.org", "mail.example.org"))
                .isEqualTo("[]");
    }

    @Test
    void aBounceMailboxIsCountedByMeaning() throws Exception {
        Object mailbox = made("BounceMailbox", whybounce());
        called(mailbox, "read", (Object) BOUNCE);
        called(mailbox, "read", (Object) BOUNCE);
        called(mailbox, "read", (Object) "550 5.1.1 User unknown".getBytes(StandardCharsets.UTF_8));
        assertThat(called(mailbox, "counted")).isEqualTo("{SPF_FAIL=2, RECIPIENT_UNKNOWN=1}");
    }

    @Test
    void aSupportDeskNamesTheCauseTheProvenRecordOrWhatIsMissing() throws Exception {
        Object desk = made("SupportDesk", whybounce());
        assertThat(called(desk, "answer", (Object) BOUNCE))
                .asString()
                .startsWith("spf.sender-not-listed: SPF refused this mail")
                .endsWith("\nexample.org TXT"
                        + " [v=spf1 ip4:192.0.2.0/24 include:_spf.google.com include:mail.zendesk.com -all]");
        assertThat(called(desk, "answer", (Object) "550 5.7.1 rejected".getBytes(StandardCharsets.UTF_8)))
                .asString()
                .startsWith("Please send also: ");
    }

    @Test
    void aResolverOfYourOwnAnswersAlone() throws Exception {
        Object table = made("TableResolver", Map.of(DomainName.of("example.com"), "v=spf1 ip4:192.0.2.0/24 -all"));
        assertThat(called(table, "result", "192.0.2.77", "jo@example.com")).isEqualTo("pass");
        assertThat(called(table, "result", "192.0.3.77", "jo@example.com")).isEqualTo("fail");
        assertThat(called(table, "result", "192.0.2.77", "jo@example.net")).isEqualTo("none");
    }

    @Test
    void compiledRecordsAreAskedForOnceInTheirTtl() throws Exception {
        Object fast = made("FastSpf", whybounce());
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        for (String each : List.of("192.0.2.1 pass", "203.0.113.9 pass", "198.51.100.7 fail")) {
            String[] words = each.split(" ", -1);
            assertThat(called(fast, "result", DomainName.of("example.org"), IpAddress.of(words[0]), now))
                    .as(each)
                    .isEqualTo(words[1]);
        }
        assertThat(called(fast, "result", DomainName.of("macro.example"), IpAddress.of("192.0.2.1"), now))
                .isEqualTo("pass");
    }
}
