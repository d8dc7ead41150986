package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The Email Check as a person calls it.
class CheckCommandTest {
    private static final Path STORIES =
            Path.of(System.getProperty("whybounce.root", "..")).resolve("stories/check");

    private static MainTest.Ran check(String story, String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "check";
        all[1] = "--zone";
        all[2] = STORIES.resolve(story).resolve("zone.txt").toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return MainTest.run(all);
    }

    @Test
    void theExitStatusSaysWhatWasFound() {
        assertThat(check("parked-domain", "example.org").status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        assertThat(check("no-records-at-all", "example.org").status()).isEqualTo(ExitStatus.NOTHING_WRONG);
        assertThat(check("spf-too-many-lookups", "example.org").status()).isEqualTo(ExitStatus.WRONG);
        assertThat(check("silent-servers", "example.org").status()).isEqualTo(ExitStatus.NO_DNS);
    }

    @Test
    void oneScreenFirst() {
        assertThat(check("spf-too-many-lookups", "example.org").out().lines()).hasSizeLessThanOrEqualTo(40);
        assertThat(check("spf-too-many-lookups", "example.org", "--verbose").out())
                .contains("[SPF_LOOKUP_LIMIT/OVER]")
                .contains("different questions asked");
    }

    @Test
    void whatIsNoDomainIsOneLine() {
        for (String word : new String[] {"", "192.0.2.1", "a@example.org", "https://example.org/", "a..b", "."}) {
            MainTest.Ran ran = check("parked-domain", word);
            assertThat(ran.status()).as(word).isEqualTo(ExitStatus.UNUSABLE);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().strip()).startsWith("whybounce: ").doesNotContain("\n");
        }
        assertThat(check("parked-domain", "example.org", "--ip", "nowhere").err())
                .contains("--ip wants");
        assertThat(check("parked-domain", "example.org", "--selector", "a..b").err())
                .contains("--selector wants");
        assertThat(check("parked-domain", "example.org", "--at", "ns.example").err())
                .contains("--at wants");
    }

    @Test
    void watchingNeedsRealServers() {
        MainTest.Ran ran = check("parked-domain", "example.org", "--watch");
        assertThat(ran.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(ran.err()).contains("cannot be used with --zone");
    }

    @Test
    void redactionMasksReportAddresses() {
        MainTest.Ran ran = check("google-workspace-healthy", "example.org", "--json", "--redact");
        assertThat(ran.out()).doesNotContain("dmarc@example.org").contains("***@example.org");
    }
}
