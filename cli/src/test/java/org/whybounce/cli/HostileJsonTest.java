package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.words.json.JsonDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Whatever a stranger publishes or writes, the JSON of every command holds only what prints, and a parser reads it.
class HostileJsonTest {
    /// A bidirectional override, C1 controls, ESC, NUL, the end of a script, an invisible tag character.
    private static final String EVIL =
            "\u202etxt\u2066\u009b31m\u0085\u001b]0;x\u0007\u0000</script>\u200f\u2028\udb40\udc41";

    /// The same as a master file writes bytes that do not print.
    private static final String ESCAPED = escaped(EVIL);

    @TempDir
    private Path folder = Path.of("");

    private Path zone = Path.of("");
    private Path mail = Path.of("");

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            out.append("\\%03d".formatted(one & 0xff));
        }
        return out.toString();
    }

    @BeforeEach
    void write() throws IOException {
        zone = folder.resolve("zone.txt");
        String txt = " 300 IN TXT \"v=spf1 include:x" + ESCAPED + ".example ip4:192.0.2.1 " + ESCAPED + "=1 ~all\"\n";
        Files.writeString(
                zone,
                "example.org." + txt
                        + "_dmarc.example.org. 300 IN TXT \"v=DMARC1; p=none; x" + ESCAPED + "=1; rua=mailto:" + ESCAPED
                        + "\"\n"
                        + "s1._domainkey.example.org. 300 IN TXT \"v=DKIM1; n=" + ESCAPED + "; p=" + ESCAPED + "\"\n"
                        + "fine.example.org. 300 IN TXT \"v=spf1 ip4:192.0.2.1 exp=why.example.org -all\"\n"
                        + "why.example.org. 300 IN TXT \"" + ESCAPED + "\"\n");
        mail = folder.resolve("mail.eml");
        Files.writeString(
                mail,
                "Received: from x" + EVIL + " (mail.example.net [198.51.100.7]) by mx.example.com with SMTP;"
                        + " Tue, 4 Nov 2025 10:00:00 +0000\n"
                        + "Received-SPF: fail (" + EVIL + ") client-ip=198.51.100.7; envelope-from=a@example.org\n"
                        + "Authentication-Results: mx.example.com; spf=fail smtp.mailfrom=a@example.org reason=\""
                        + EVIL + "\"\n"
                        + "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s1; h=from; x" + EVIL + "=1; bh=aaaa;"
                        + " b=bbbb\n"
                        + "From: \"" + EVIL + "\" <a@example.org>\nSubject: " + EVIL + "\nTo: b@example.com\n\nHello "
                        + EVIL + "\n550 5.7.1 " + EVIL + " SPF check failed for 198.51.100.7\n");
    }

    private static JsonNode printable(MainTest.Ran ran) {
        assertThat(ran.err()).isEmpty();
        ran.out()
                .codePoints()
                .filter(c -> c != '\n')
                .forEach(c -> assertThat(Character.getType(c))
                        .as("U+%04X", c)
                        .isNotIn(
                                (int) Character.CONTROL,
                                (int) Character.FORMAT,
                                (int) Character.SURROGATE,
                                (int) Character.PRIVATE_USE,
                                (int) Character.UNASSIGNED,
                                (int) Character.LINE_SEPARATOR,
                                (int) Character.PARAGRAPH_SEPARATOR));
        JsonNode read = JsonMapper.shared().readTree(ran.out());
        assertThat(read.isObject()).isTrue();
        assertThat(JsonMapper.shared().readTree(JsonDocument.line(read))).isEqualTo(read);
        return read;
    }

    @Test
    void everyCommandsJsonPrints() {
        String z = zone.toString();
        String m = mail.toString();
        printable(MainTest.run("check", "--zone", z, "--json", "--selector", "s1", "--ip", "192.0.2.9", "example.org"));
        printable(MainTest.run("headers", "--zone", z, "--json", m));
        printable(MainTest.run("explain", "--zone", z, "--json", m));
        printable(MainTest.run("spf", "show", "--zone", z, "--json", "example.org"));
        printable(MainTest.run(
                "spf", "eval", "--zone", z, "--json", "--ip", "198.51.100.7", "--mail-from", "a@fine.example.org"));
        printable(MainTest.run("spf", "fix", "--zone", z, "--json", "--ip", "198.51.100.7", "example.org"));
        printable(MainTest.run("code", "--json", "550", "5.7.1"));
    }

    @Test
    void valuesComeBackUnchanged() {
        JsonNode node = JsonNodeFactory.instance
                .objectNode()
                .put(EVIL, EVIL)
                .put("lone", "\ud800 and \udc00")
                .put("prints", "münchen 日本 \ud83d\ude00 </script> \\ \"");
        for (String text : new String[] {JsonDocument.line(node), JsonDocument.pretty(node)}) {
            assertThat(JsonMapper.shared().readTree(text)).isEqualTo(node);
            assertThat(text).contains("münchen 日本 \ud83d\ude00").contains("\\u202e");
        }
    }
}
