package org.whybounce.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whybounce.check.Checks;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.FindingCode;
import org.whybounce.finding.Severity;
import org.whybounce.spf.finding.SpfCode;

/// What the first line of an Email Check says.
class ConsequencesTest {
    private static final DomainName DOMAIN = DomainName.of("example.org");

    @Test
    void everyErrorHasOne() {
        List<String> without = Stream.concat(Stream.of(SpfCode.values()), Stream.of(CheckCode.values()))
                .filter(code -> code.level() == Severity.ERROR)
                .map(FindingCode::code)
                .filter(code -> Consequences.of(code, DOMAIN).isEmpty())
                .toList();
        assertThat(without).isEmpty();
    }

    @Test
    void everyCodeInTheFileExists() {
        assertThat(Consequences.codes())
                .allSatisfy(code -> assertThat(Checks.codes()).anyMatch(known -> known.startsWith(code)));
    }

    @Test
    void theMoreParticularCounts() {
        assertThat(Consequences.of("SPF_SYNTAX/STRINGS", DOMAIN).orElseThrow()).contains("one word");
        assertThat(Consequences.of("SPF_SYNTAX/MACRO", DOMAIN).orElseThrow()).contains("example.org", "permerror");
    }
}
