package org.whybounce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whybounce.check.report.CheckCode;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.spf.finding.SpfCode;

/// A finding stands at the line of its record, in whichever file and form of owner that is.
final class ZoneLinesTest {
    private static final DomainName DOMAIN = DomainName.of("example.org");

    @TempDir
    private Path folder;

    private String place(Finding finding, Path... files) {
        return ZoneLines.of(List.of(files))
                .of(finding, DOMAIN)
                .map(place -> Path.of(place.file()).getFileName() + ":" + place.line())
                .orElse("none");
    }

    @Test
    void ownersOfEveryForm() throws Exception {
        Path first = Files.writeString(folder.resolve("a.zone"), """
                $TTL 3600
                $ORIGIN example.org.
                @ IN SOA ns hostmaster ( 1 ; v=spf1 in a comment
                    3600 600
                    86400 300 )
                  IN MX 10 mx ; second line of the same owner
                  IN TXT "site-verification=x;y"
                  IN TXT "v=spf1 -all"
                _dmarc TXT "v=DMARC1; p=none"
                """);
        Path second = Files.writeString(folder.resolve("b.zone"), """
                s1._domainkey.example.org. IN TXT "v=DKIM1; p="
                mx.example.org. IN A 192.0.2.1
                """);
        assertThat(place(SpfCode.ALL_MISSING.finding(DOMAIN, ""), first, second))
                .isEqualTo("a.zone:8");
        assertThat(place(CheckCode.MX_ALIAS.finding("example.org", ""), first, second))
                .isEqualTo("a.zone:6");
        assertThat(place(CheckCode.DMARC_POLICY_NONE.finding("_dmarc.example.org", ""), first, second))
                .isEqualTo("a.zone:9");
        assertThat(place(CheckCode.DKIM_REVOKED.finding("s1._domainkey.example.org", ""), first, second))
                .isEqualTo("b.zone:1");
        // What no file holds stands at the domain; of a domain that no file holds nothing is said.
        assertThat(place(CheckCode.TLSRPT_MISSING.finding("_smtp._tls.example.org", ""), first, second))
                .isEqualTo("a.zone:3");
        assertThat(place(CheckCode.DMARC_NONE.finding("example.net", ""), second))
                .isEqualTo("none");
    }
}
