package org.whybounce.fix.reach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.net.AddressRanges;

/// When the terms of two records that depend on the message do the same. Each row: the record as it is, as it would be,
/// and whether somebody may get another result.
class MessageTermsTest {
    private static final String ZONE = """
            macro.example.net. IN TXT "v=spf1 exists:%{l}.allow.example.net -all"
            end.example.net. IN TXT "v=spf1 ip4:192.0.2.2 ~exists:%{l}.x.example.net -all"
            """;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            ip4:192.0.2.1 exists:%{l}.x.example.net -all,   exists:%{l}.x.example.net ip4:192.0.2.1 -all,   same
            ip4:192.0.2.1 ~exists:%{l}.x.example.net -all,  ~exists:%{l}.x.example.net ip4:192.0.2.1 -all,  other
            -ip4:192.0.2.1 exists:%{l}.x.example.net -all,  exists:%{l}.x.example.net -ip4:192.0.2.1 -all,  other
            exists:%{l}.x.example.net -all,                 ~exists:%{l}.x.example.net -all,                other
            exists:%{l}.x.example.net -all,                 mx -all,                                        other
            include:macro.example.net -all,                 exists:%{l}.allow.example.net -all,             same
            ~include:macro.example.net -all,                ~exists:%{l}.allow.example.net -all,            same
            ~include:macro.example.net -all,                exists:%{l}.allow.example.net -all,             other
            redirect=end.example.net,                 ip4:192.0.2.2 ~exists:%{l}.x.example.net -all,        same
            redirect=end.example.net,                 ~exists:%{l}.x.example.net ip4:192.0.2.2 -all,        other
            exists:%{l}.x.test ?exists:%{l}.y.test -all,  ?exists:%{l}.y.test exists:%{l}.x.test -all,      other
            exists:%{l}.x.test exists:%{l}.y.test -all,   exists:%{l}.y.test exists:%{l}.x.test -all,       same
            """)
    void compares(String was, String becomes, String truth) throws ZoneFile.Unreadable {
        ReachReader reader = new ReachReader(ZoneFile.parse("test", ZONE));
        MessageTerms before = MessageTerms.of(reader.read(DomainName.of("example.org"), "v=spf1 " + was));
        MessageTerms after = MessageTerms.of(reader.read(DomainName.of("example.org"), "v=spf1 " + becomes));
        assertThat(before.changedIn(after, AddressRanges.NONE).isEmpty()).isEqualTo(truth.equals("same"));
    }
}
