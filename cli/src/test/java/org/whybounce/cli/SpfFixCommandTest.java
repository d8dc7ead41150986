package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `whybounce spf fix` as a person calls it.
class SpfFixCommandTest {
    private static final String SOUND = """
        example.org. 600 IN TXT "v=spf1 include:_spf.google.com -all"
        _spf.google.com. IN TXT "v=spf1 ip4:192.0.2.0/25 ~all"
        mail.zendesk.com. IN TXT "v=spf1 ip4:198.51.100.0/25 ~all"
        host.example.org. IN A 192.0.2.200
        """;

    @TempDir
    private Path folder = Path.of("");

    private MainTest.Ran fix(String zone, String... more) throws IOException {
        Path file = folder.resolve("zone.txt");
        Files.writeString(file, zone);
        List<String> args = new ArrayList<>(List.of("spf", "fix", "example.org", "--zone", file.toString()));
        args.addAll(List.of(more));
        return MainTest.run(args.toArray(String[]::new));
    }

    /// What is said, whatever the line breaks.
    private static String flat(MainTest.Ran ran) {
        return ran.out().replaceAll("\\s+", " ");
    }

    @Test
    void aSoundRecordIsLeftAlone() throws IOException {
        MainTest.Ran ran = fix(SOUND);
        assertThat(ran.status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        assertThat(flat(ran)).contains("Nothing to mend").doesNotContain("Publish at");
    }

    /// A record that evaluates and may have been meant otherwise is a question too.
    @Test
    void aQuestionEndsWithThree() throws IOException {
        MainTest.Ran ran = fix("""
            example.org. IN TXT "v=spf1 mx ~all v=spf1 mx +all"
            example.org. IN MX 10 mail.example.org.
            mail.example.org. IN A 192.0.2.25
            """);
        assertThat(flat(ran)).contains("Question:");
        assertThat(ran.status()).isEqualTo(ExitStatus.OPEN);
    }

    /// The hosts of a service change as it likes: what is copied from them is never called one's own.
    @Test
    void copiedHostsAreNamedByWhoseTheyAre() throws IOException {
        StringBuilder zone = new StringBuilder("example.org. IN TXT \"v=spf1");
        for (int i = 0; i < 12; i++) {
            zone.append(" a:h").append(i).append(i < 6 ? ".vendor.example" : ".example.org");
        }
        zone.append(" -all\"\n");
        for (int i = 0; i < 12; i++) {
            zone.append("h" + i + (i < 6 ? ".vendor.example" : ".example.org") + ". IN A 203.0.113." + 2 * i + "\n");
        }
        String said = flat(fix(zone.toString(), "--goal", "lookups"));
        String own = said.replaceAll(".*Copied from names of your own: ([^.]*).*", "$1");
        assertThat(own).doesNotContain("vendor");
        assertThat(said).contains("+ v=spf1");
    }

    @Test
    void aServiceByItsNameIsAddedAndProven() throws IOException {
        MainTest.Ran ran = fix(SOUND, "--add", "ZenDesk");
        assertThat(ran.status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        assertThat(flat(ran))
                .contains("+ v=spf1 include:_spf.google.com include:mail.zendesk.com -all")
                .contains("2 of 10 lookups at worst")
                .contains("Check again 10 minutes after publishing");
    }

    @Test
    void whatDoesHarmIsRefusedWithTheReason() throws IOException {
        assertThat(flat(fix(SOUND, "--add", "include:gone.example.net")))
                .contains("There is no SPF record at gone.example.net")
                .doesNotContain("+ v=spf1");
        assertThat(flat(fix(SOUND, "--add", "include:_spf.zendesk.com")))
                .contains("mail.zendesk.com")
                .doesNotContain("+ v=spf1");
        assertThat(flat(fix(SOUND, "--add", "host.example.org"))).contains("a:host.example.org");
        assertThat(flat(fix(SOUND, "--add", "ip4:10.1.2.3"))).contains("authorises nobody");
        assertThat(flat(fix(SOUND, "--add", "ip4:0.0.0.0/0"))).doesNotContain("+ v=spf1");
        assertThat(flat(fix(SOUND, "--add", "include:example.org"))).contains("leads back to itself");
    }

    @Test
    void aServiceWithItsOwnReturnPathGetsItsOwnRemedy() throws IOException {
        MainTest.Ran ran = fix(SOUND, "--add", "sendgrid");
        assertThat(ran.status()).isEqualTo(ExitStatus.WRONG);
        assertThat(flat(ran)).contains("CNAME").contains("not read").doesNotContain("include:sendgrid.net");
    }

    @Test
    void aWordThatNamesNothingIsUnusableAndTheNearNameIsSaid() throws IOException {
        MainTest.Ran ran = fix(SOUND, "--add", "zendsek");
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).contains("did you mean Zendesk?");
    }

    @Test
    void theRecordsAloneAreZoneFileLines() throws IOException {
        assertThat(fix(SOUND, "--add", "ip4:198.51.100.200", "--format", "zone").out())
                .isEqualTo("""
                    ; remove: example.org. IN TXT "v=spf1 include:_spf.google.com -all"
                    example.org. 600 IN TXT "v=spf1 include:_spf.google.com ip4:198.51.100.200 -all"
                    """);
        assertThat(fix(SOUND, "--add", "ip4:198.51.100.200", "--format", "nsupdate")
                        .out())
                .endsWith("send\n");
    }

    @Test
    void aSenderOfAnotherDomainIsNotMendedHere() throws IOException {
        MainTest.Ran ran = fix(SOUND, "--ip", "198.51.100.7", "--mail-from", "a@bounce.example.net");
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.err()).contains("spf fix bounce.example.net");
    }

    @Test
    void aFailingSenderPassesWithTheChange() throws IOException {
        MainTest.Ran ran = fix(SOUND, "--ip", "198.51.100.7", "--mail-from", "a@example.org");
        assertThat(flat(ran)).contains("198.51.100.7 fail -> pass").contains("ip4:198.51.100.7 -all");
    }

    @Test
    void silentServersGiveNoRecord() throws IOException {
        MainTest.Ran ran = fix(";@ servfail example.org TXT\n", "--add", "ip4:198.51.100.7");
        assertThat(ran.status()).isEqualTo(ExitStatus.NO_DNS);
        assertThat(flat(ran)).contains("No record is printed").doesNotContain("+ v=spf1");
    }
}
