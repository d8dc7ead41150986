package org.whybounce.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.service.AskedRecord.State;
import org.whybounce.vendor.Traces;
import org.whybounce.vendor.Vendor;
import org.whybounce.vendor.VendorDirectory;

class AskedRecordsTest {
    private static final DomainName BAKERY = DomainName.of("bakery.example");

    private static Vendor vendor(String name) {
        return VendorDirectory.builtIn().named(name).orElseThrow();
    }

    private static List<State> states(String vendor, String zone) throws ZoneFile.Unreadable {
        return AskedRecords.of(vendor(vendor), BAKERY, ZoneFile.parse("zone", zone)).stream()
                .map(AskedRecord::state)
                .toList();
    }

    @Test
    void whatIsNotThereIsNotYetAndWhatPointsElsewhereIsWrong() throws ZoneFile.Unreadable {
        assertThat(states("Brevo", "bakery.example. IN A 192.0.2.1\n")).containsExactly(State.NOT_YET, State.NOT_YET);
        assertThat(states("Brevo", """
                brevo1._domainkey.bakery.example. IN CNAME b1.bakery-example.dkim.brevo.com.
                brevo2._domainkey.bakery.example. IN CNAME b2.bakery-example.dkim.brevo.com.bakery.example.
                """)).containsExactly(State.DONE, State.WRONG);
    }

    @Test
    void anIncludeIsAskedForOnlyWhereItCounts() throws ZoneFile.Unreadable {
        assertThat(AskedRecords.of(vendor("Brevo"), BAKERY, ZoneFile.parse("zone", "")))
                .noneMatch(record -> record.value().startsWith("include:"));
        assertThat(states("MailerLite", """
                bakery.example. IN TXT "v=spf1 ~include:_SPF.mlsend.com -all"
                litesrv._domainkey.bakery.example. IN CNAME litesrv._domainkey.mlsend.com.
                """)).containsExactly(State.DONE, State.DONE);
        // A name that only begins alike is another service's.
        assertThat(states("MailerLite", """
                bakery.example. IN TXT "v=spf1 include:_spf.mlsend.com.evil.example -all"
                """).getFirst()).isEqualTo(State.NOT_YET);
    }

    @Test
    void serversThatDoNotAnswerAreNoFactAboutTheRecord() throws ZoneFile.Unreadable {
        assertThat(states("Brevo", """
                ;@ servfail brevo1._domainkey.bakery.example CNAME
                ;@ timeout brevo2._domainkey.bakery.example CNAME
                """)).containsExactly(State.NOT_KNOWN, State.NOT_KNOWN);
    }

    @Test
    void everyVendorsRecordsCanBeAskedFor() throws ZoneFile.Unreadable {
        ZoneFile nothing = ZoneFile.parse("zone", "bakery.example. IN A 192.0.2.1\n");
        for (Vendor vendor : VendorDirectory.builtIn().vendors()) {
            assertThat(AskedRecords.of(vendor, BAKERY, nothing))
                    .as(vendor.name())
                    .noneMatch(record -> record.state() == State.DONE);
        }
    }

    @Test
    void aSelectorAloneNamesNobodyAndAForwarderSentNothing() {
        VendorDirectory directory = VendorDirectory.builtIn();
        assertThat(WhoSent.of(Traces.NONE.withSignatures(List.of(new Traces.Signature(BAKERY, "k1"))), directory))
                .isEmpty();
        assertThat(WhoSent.of(Traces.NONE.withHeaderNames(List.of("X-Mailin-EID")), directory))
                .hasValueSatisfying(
                        sent -> assertThat(sent.vendor().shortName()).isEqualTo("Brevo"));
    }
}
