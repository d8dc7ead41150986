package org.whybounce.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;

class WithoutTermsTest {
    private static final String ZONE = """
            a.example. IN TXT "v=spf1 include:s.example ip4:192.0.2.0/28 ip4:192.0.2.1 -all"
            s.example. IN TXT "v=spf1 ip4:203.0.113.0/24 ~all"
            """;

    private static WithoutTerms without(String... gone) throws ZoneFile.Unreadable {
        return WithoutTerms.of(
                        DomainName.of("a.example"),
                        term -> !java.util.List.of(gone).contains(term),
                        ZoneFile.parse("zone", ZONE))
                .orElseThrow();
    }

    @Test
    void saysWhatATermCostsAndWhoIsLostWithoutIt() throws ZoneFile.Unreadable {
        WithoutTerms plan = without("include:s.example");
        assertThat(plan.becomes()).isEqualTo("v=spf1 ip4:192.0.2.0/28 ip4:192.0.2.1 -all");
        assertThat(plan.before().worst()).isEqualTo(1);
        assertThat(plan.after().worst()).isZero();
        assertThat(plan.difference().lost()).hasToString("[203.0.113.0/24]");
    }

    @Test
    void whatAnotherTermListsIsNotLost() throws ZoneFile.Unreadable {
        assertThat(without("ip4:192.0.2.1").difference().lost().isEmpty()).isTrue();
    }

    @Test
    void theEndOfTheRecordStays() throws ZoneFile.Unreadable {
        assertThat(without("-all", "v=spf1").becomes()).isEqualTo(without().record());
    }

    @Test
    void withoutARecordThereIsNothingToLookAt() throws ZoneFile.Unreadable {
        assertThat(WithoutTerms.of(DomainName.of("b.example"), term -> true, ZoneFile.parse("zone", ZONE)))
                .isEmpty();
    }
}
