package org.whybounce.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.IpAddress;
import org.whybounce.seen.ChangeSeen.Standing;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

class LookForChangeTest {
    private static final DomainName BAKERY = DomainName.of("bakery.example");
    private static final String OLD = "v=spf1 ip4:192.0.2.1 -all";
    private static final String NEW = "v=spf1 ip4:192.0.2.1 ip4:203.0.113.70 -all";

    private static Standing standing(String zone, Optional<Vendor> service) throws ZoneFile.Unreadable {
        ChangeAsked asked = new ChangeAsked(
                BAKERY,
                Optional.of(SpfQuestion.mailFrom(IpAddress.of("203.0.113.70"), "news@bakery.example", "")),
                Mark.of(List.of(OLD)),
                Mark.of(List.of(NEW)),
                service);
        return new LookForChange(ZoneFile.parse("zone", zone), Optional.empty())
                .of(asked)
                .standing();
    }

    private static Standing standing(String record) throws ZoneFile.Unreadable {
        return standing("bakery.example. IN TXT \"" + record + "\"\n", Optional.empty());
    }

    @Test
    void theMailIsEvaluatedAgainWithWhatStandsThere() throws ZoneFile.Unreadable {
        assertThat(standing(OLD)).isEqualTo(Standing.NOT_YET);
        assertThat(standing(NEW)).isEqualTo(Standing.DONE);
        // Another record that lets the mail pass is as good.
        assertThat(standing("v=spf1 ip4:203.0.113.64/27 ~all")).isEqualTo(Standing.DONE);
        assertThat(standing("v=spf1 ip4:203.0.113.7 -all")).isEqualTo(Standing.STILL_FAILS);
        assertThat(standing("bakery.example. IN A 192.0.2.1\n", Optional.empty()))
                .isEqualTo(Standing.NOT_YET);
        assertThat(standing(";@ servfail bakery.example TXT\n", Optional.empty()))
                .isEqualTo(Standing.NOT_KNOWN);
    }

    @Test
    void theServicesRecordsBelongToIt() throws ZoneFile.Unreadable {
        Optional<Vendor> brevo = VendorDirectory.builtIn().named("Brevo");
        String record = "bakery.example. IN TXT \"" + NEW + "\"\n";
        assertThat(standing(record, brevo)).isEqualTo(Standing.NOT_YET);
        assertThat(standing(record + """
                brevo1._domainkey.bakery.example. IN CNAME b1.x.dkim.brevo.com.
                brevo2._domainkey.bakery.example. IN CNAME b2.x.dkim.brevo.com.
                """, brevo)).isEqualTo(Standing.DONE);
    }

    @Test
    void aMarkTellsRecordsApartInAnyOrder() {
        assertThat(Mark.of(List.of("a", "b")))
                .isEqualTo(Mark.of(List.of("b", "a")))
                .hasSize(12);
        assertThat(Mark.of(List.of("a b"))).isNotEqualTo(Mark.of(List.of("a", "b")));
        assertThat(Mark.of(List.of())).isEmpty();
    }
}
