package org.whybounce.spf.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.NearMiss;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.tree.SpfTree;
import org.whybounce.vendor.VendorDirectory;

/// Each kind of near miss on a zone that has it.
final class SpfNearMissesTest {
    private static final VendorDirectory VENDORS = VendorDirectory.builtIn();

    private static List<NearMiss> misses(String ip, String... zone) throws ZoneFile.Unreadable {
        return misses(SpfQuestion.mailFrom(IpAddress.of(ip), "x@example.com", "mail.example.net"), zone);
    }

    private static List<NearMiss> misses(SpfQuestion asked, String... lines) throws ZoneFile.Unreadable {
        ZoneFile zone = ZoneFile.parse("test", String.join("\n", lines) + "\n");
        Evaluation evaluation = new SpfEvaluator(zone).explain(asked);
        SpfTree tree = SpfTree.of(zone, DomainName.of(evaluation.domain()));
        return SpfNearMisses.beside(zone, VENDORS, evaluation, tree).nearMisses();
    }

    private static String only(List<NearMiss> misses, Class<? extends NearMiss> kind) {
        assertThat(misses).as("%s", misses).singleElement().isInstanceOf(kind);
        return misses.getFirst().words();
    }

    @Test
    void neighbourInTheSameBlock() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses("192.0.2.77", "example.com. TXT \"v=spf1 ip4:192.0.2.64/29 -all\""),
                        NearMiss.Neighbour.class))
                .contains("192.0.2.64/29 in the same 192.0.2.64/28 is, by ip4:192.0.2.64/29");
    }

    @Test
    void theBlockBeside() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses(
                                "198.51.101.7",
                                "example.com. TXT \"v=spf1 include:b.example -all\"",
                                "b.example. TXT \"v=spf1 ip4:198.51.100.0/24 ?all\""),
                        NearMiss.Neighbour.class))
                .contains("198.51.100.0/24 in the same 198.51.100.0/23", "in the record of b.example");
    }

    @Test
    void ipv6Neighbour() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses("2001:db8:1:2::9", "example.com. TXT \"v=spf1 ip6:2001:db8:1:2::5 -all\""),
                        NearMiss.Neighbour.class))
                .contains("2001:db8:1:2::5");
    }

    @Test
    void farRangesAreNoNeighbours() throws ZoneFile.Unreadable {
        assertThat(misses("203.0.113.9", "example.com. TXT \"v=spf1 ip4:192.0.2.0/24 ip4:198.0.0.0/8 -all\""))
                .isEmpty();
    }

    /// Of several records none counts; that one of them lists the address is what the person needs to hear.
    @Test
    void oneOfSeveralRecordsListsIt() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses(
                                "192.0.2.7",
                                "example.com. TXT \"v=spf1 ip4:203.0.113.1 -all\"",
                                "example.com. TXT \"v=spf1 include:lists.example.net -all\"",
                                "lists.example.net. TXT \"v=spf1 ip4:192.0.2.0/24 -all\""),
                        NearMiss.NotReached.class))
                .isEqualTo("include:lists.example.net in the record of example.com lists 192.0.2.7, but example.com"
                        + " publishes 2 SPF records, and then none counts: merge them into one");
        assertThat(only(
                        misses(
                                "192.0.2.7",
                                "example.com. TXT \"v=spf1 include:lists.example.net -all\"",
                                "lists.example.net. TXT \"v=spf1 -all\"",
                                "lists.example.net. TXT \"v=spf1 ip4:192.0.2.0/24 -all\""),
                        NearMiss.NotReached.class))
                .contains("but lists.example.net publishes 2 SPF records");
    }

    @Test
    void otherFamilyOfTheHost() throws ZoneFile.Unreadable {
        List<NearMiss> misses = misses(
                SpfQuestion.mailFrom(IpAddress.of("2001:db8::25"), "x@example.com", "mail.example.com"),
                "example.com. TXT \"v=spf1 ip4:192.0.2.1 exists:%{i}.lists.example -all\"",
                "mail.example.com. A 192.0.2.1",
                "mail.example.com. AAAA 2001:db8::25");
        assertThat(only(misses, NearMiss.OtherFamily.class))
                .isEqualTo("the IPv4 address 192.0.2.1 of mail.example.com is listed, by ip4:192.0.2.1 in the record of"
                        + " example.com; its IPv6 address 2001:db8::25 is not");
    }

    @Test
    void helloThatDoesNotLeadBackProvesNothing() throws ZoneFile.Unreadable {
        assertThat(misses(
                        SpfQuestion.mailFrom(IpAddress.of("2001:db8::25"), "x@example.com", "mail.example.com"),
                        "example.com. TXT \"v=spf1 ip4:192.0.2.1 exists:%{i}.lists.example -all\"",
                        "mail.example.com. A 192.0.2.1"))
                .isEmpty();
    }

    @Test
    void familyOfWhichNothingIsListed() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses("2001:db8::25", "example.com. TXT \"v=spf1 ip4:192.0.2.1 -all\""),
                        NearMiss.FamilyWithoutRange.class))
                .isEqualTo("the record of example.com lists no IPv6 address at all, only IPv4 ones");
    }

    @Test
    void vendorsIncludeIsAbsent() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses(
                                "192.0.2.33",
                                "example.com. TXT \"v=spf1 mx -all\"",
                                "example.com. MX 0 .",
                                "33.2.0.192.in-addr.arpa. PTR o1.sendgrid.net.",
                                "o1.sendgrid.net. A 192.0.2.33",
                                "sendgrid.net. TXT \"v=spf1 ip4:192.0.2.0/24 ~all\""),
                        NearMiss.AbsentInclude.class))
                .contains("sendgrid.net of", "lists 192.0.2.33", "does not include it");
    }

    @Test
    void subdomainListsIt() throws ZoneFile.Unreadable {
        List<NearMiss> misses = misses(
                SpfQuestion.mailFrom(IpAddress.of("192.0.2.33"), "x@example.com", "out.news.example.com"),
                "example.com. TXT \"v=spf1 ip4:198.51.100.1 -all\"",
                "out.news.example.com. A 192.0.2.33",
                "news.example.com. TXT \"v=spf1 ip4:192.0.2.33 -all\"");
        assertThat(only(misses, NearMiss.RelatedDomain.class)).contains("the record of news.example.com lists");
        assertThat(misses.getFirst().kind()).isEqualTo("subdomain-lists-it");
    }

    @Test
    void parentListsIt() throws ZoneFile.Unreadable {
        List<NearMiss> misses = misses(
                SpfQuestion.mailFrom(IpAddress.of("192.0.2.33"), "x@news.example.com", "h.example.net"),
                "news.example.com. TXT \"v=spf1 -all\"",
                "example.com. TXT \"v=spf1 ip4:192.0.2.33 -all\"");
        assertThat(only(misses, NearMiss.RelatedDomain.class)).contains("the record of example.com lists");
        assertThat(misses.getFirst().kind()).isEqualTo("parent-lists-it");
    }

    @Test
    void listedBehindAll() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses(
                                "192.0.2.33",
                                "example.com. TXT \"v=spf1 -all include:b.example\"",
                                "b.example. TXT \"v=spf1 ip4:192.0.2.33 -all\""),
                        NearMiss.NotReached.class))
                .isEqualTo("include:b.example in the record of example.com lists 192.0.2.33, but -all decides before it"
                        + " is reached");
    }

    @Test
    void listedBehindTheLimit() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses(
                                "192.0.2.33",
                                "example.com. TXT \"v=spf1 a a a a a a a a a a include:b.example ip4:192.0.2.34 -all\"",
                                "example.com. A 198.51.100.1",
                                "b.example. TXT \"v=spf1 ip4:192.0.2.33 -all\""),
                        NearMiss.NotReached.class))
                .contains("include:b.example", "more than 10 lookups");
    }

    @Test
    void listedBehindARedirect() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses(
                                "192.0.2.33",
                                "example.com. TXT \"v=spf1 redirect=b.example\"",
                                "b.example. TXT \"v=spf1 -all ip4:192.0.2.33\""),
                        NearMiss.NotReached.class))
                .contains("in the record of b.example");
    }

    @Test
    void listedInABrokenRecord() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses("192.0.2.33", "example.com. TXT \"v=spf1 ip4:192.0.2.33 ipv4:192.0.2.34 -all\""),
                        NearMiss.NotReached.class))
                .contains("an error in the record");
    }

    @Test
    void recordInAWrongPlace() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses(
                                "192.0.2.33",
                                "example.com. A 198.51.100.1",
                                "_spf.example.com. TXT \"v=spf1 ip4:192.0.2.33 -all\""),
                        NearMiss.RecordElsewhere.class))
                .contains("_spf.example.com", "receivers look for it at example.com");
    }

    @Test
    void forgottenFinalDot() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses(
                                "192.0.2.33",
                                "example.com. A 198.51.100.1",
                                "example.com.example.com. TXT \"v=spf1 ip4:192.0.2.33 -all\""),
                        NearMiss.RecordElsewhere.class))
                .contains("example.com.example.com");
    }

    @Test
    void recordOfTheObsoleteType() throws ZoneFile.Unreadable {
        assertThat(only(
                        misses(
                                "192.0.2.33",
                                "example.com. TXT \"v=spf1 ip4:198.51.100.1 -all\"",
                                "example.com. SPF \"v=spf1 ip4:192.0.2.33 -all\""),
                        NearMiss.RecordElsewhere.class))
                .contains("type SPF");
    }

    @Test
    void whatPassesHasNone() throws ZoneFile.Unreadable {
        assertThat(misses("192.0.2.1", "example.com. TXT \"v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all\""))
                .isEmpty();
    }
}
