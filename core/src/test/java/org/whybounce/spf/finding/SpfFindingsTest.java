package org.whybounce.spf.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.finding.Finding;

/// Each code of [SpfCode] on a zone that shows it and in the sentence that a person reads. The switch has a case for
/// each
/// code, so that none can be added without its zone.
final class SpfFindingsTest {
    /// A zone and what is found in it.
    ///
    /// @param words words that the finding's text holds
    private record Shows(String words, List<String> zone) {}

    private static Shows shows(String words, String... zone) {
        return new Shows(words, List.of(zone));
    }

    private static String txt(String name, String text) {
        StringBuilder strings = new StringBuilder();
        for (int i = 0; i < text.length(); i += 250) {
            strings.append(" \"")
                    .append(text.substring(i, Math.min(text.length(), i + 250))
                            .replace("\\", "\\\\")
                            .replace("\"", "\\\""))
                    .append('"');
        }
        return name + ". TXT" + strings;
    }

    private static String record(String text) {
        return txt("example.com", "v=spf1 " + text);
    }

    private static Shows zoneFor(SpfCode code) {
        return switch (code) {
            case DNS -> shows("did not answer", record("a:h.example.net -all"), ";@ servfail h.example.net");
            case RECORD_NONE -> shows("There is no SPF record", "example.com. A 192.0.2.1");
            case RECORD_NO_SUCH_NAME -> shows("does not exist", "other.example. A 192.0.2.1");
            case RECORD_SEVERAL -> shows("2 SPF records", record("-all"), record("a -all"));
            case RECORD_NEARLY -> shows("quotation mark", txt("example.com", "\"v=spf1 ip4:192.0.2.1 -all\""));
            case RECORD_WRONG_NAME ->
                shows("_spf.example.com", "example.com. A 192.0.2.1", txt("_spf.example.com", "v=spf1 -all"));
            case RECORD_TYPE_SPF -> shows("type SPF", record("-all"), "example.com. SPF \"v=spf1 -all\"");
            case RECORD_SENDER_ID -> shows("RFC 6686", record("-all"), txt("example.com", "spf2.0/pra -all"));
            case EXP_UNUSABLE ->
                shows(
                        "has 2 texts instead of one",
                        record("-all exp=exp.example"),
                        txt("exp.example", "a"),
                        txt("exp.example", "b"));
            case RECORD_ALIAS ->
                shows("is a CNAME", "example.com. CNAME host.example.net.", txt("host.example.net", "v=spf1 -all"));
            case SYNTAX_ERROR -> shows("character 12", record("ip4:192.0.2 -all"));
            case SYNTAX_QUOTES -> shows("Meant is most likely", record("ip4:192.0.2.1\" -all"));
            case SYNTAX_CHARACTER ->
                shows("Meant is most likely \"-all\"", "example.com. TXT \"v=spf1 ip4:192.0.2.1 \\226\\128\\147all\"");
            case SYNTAX_SPELLING -> shows("\"ip4:192.0.2.1\"", record("ipv4:192.0.2.1 -all"));
            case SYNTAX_SPACE -> shows("\"ip4:192.0.2.1 ip4:192.0.2.2\"", record("ip4:192.0.2.1ip4:192.0.2.2 -all"));
            case SYNTAX_MACRO -> shows("macro", record("exists:%{x}.example.com -all"));
            case SYNTAX_STRINGS ->
                shows(
                        "joined without a space",
                        "example.com. TXT \"v=spf1 a:h.example.net\" \"include:a.example -all\"");
            case LOOKUPS_OVER -> shows("11 lookups", record("a a a a a a a a a a a -all"), "example.com. A 192.0.2.1");
            case LOOKUPS_REACHED ->
                shows("All 10 lookups", record("a a a a a a a a a a -all"), "example.com. A 192.0.2.1");
            case LOOKUPS_NEAR -> shows("9 of 10", record("a a a a a a a a a -all"), "example.com. A 192.0.2.1");
            case VOIDS_OVER ->
                shows("More than 2 terms", record("a:n1.example.net a:n2.example.net a:n3.example.net -all"));
            case VOIDS_OVER_SOME ->
                shows("IPv6", record("a a:example.com a:EXAMPLE.com -all"), "example.com. A 192.0.2.1");
            case VOIDS_SOME -> shows("1 of at most 2", record("a:n1.example.net -all"));
            case INCLUDE_NO_RECORD ->
                shows("has no SPF record", record("include:b.example -all"), "b.example. A 192.0.2.1");
            case INCLUDE_NO_SUCH_NAME -> shows("does not exist", record("include:b.example -all"));
            case INCLUDE_NOT_A_NAME -> shows("no domain name", record("include:%{d}..example -all"));
            case INCLUDE_LOOP ->
                shows(
                        "leads back to b.example",
                        record("include:b.example -all"),
                        txt("b.example", "v=spf1 include:c.example -all"),
                        txt("c.example", "v=spf1 include:b.example -all"));
            case INCLUDE_ITSELF -> shows("leads back to example.com", record("include:example.com -all"));
            case TERM_NO_ADDRESS -> shows("lists nobody", record("a:n1.example.net -all"));
            case TERM_MAIL_HOSTS ->
                shows(
                        "more than 10 mail hosts",
                        record("mx -all"),
                        IntStream.rangeClosed(1, 11)
                                .mapToObj(i -> "example.com. MX " + i + " a" + i + ".example.com.")
                                .collect(Collectors.joining("\n")));
            case TERM_PTR -> shows("not to be used", record("ptr -all"));
            case TERM_BEHIND_ALL -> shows("never looked at", record("-all ip4:192.0.2.1"));
            case TERM_REDIRECT_BESIDE_ALL -> shows("never followed", record("-all redirect=b.example"));
            case TERM_DUPLICATE -> shows("already", record("ip4:192.0.2.1 +IP4:192.0.2.1 -all"));
            case TERM_USELESS -> shows("changes nothing", record("ip4:192.0.2.0/24 ip4:192.0.2.7 -all"));
            case TERM_SUSPICIOUS -> shows("no host that could exist", record("include:http://spf.example.net -all"));
            case MODIFIER_UNKNOWN -> shows("does not know", record("moo=cow -all"));
            case MODIFIER_MEANT_MECHANISM -> shows("\"ip4:\"", record("ip4=192.0.2.1 -all"));
            case ALL_MISSING -> shows("ends in neutral", record("ip4:192.0.2.1"));
            case ALL_PERMISSIVE -> shows("every address of the world", record("+all"));
            case ALL_NEUTRAL -> shows("?all", record("ip4:192.0.2.1 ?all"));
            case SIZE_TEXT -> shows("450", record("ip4:192.0.2.1 ".repeat(32) + "-all"));
            case SIZE_ANSWER -> shows("512", record("ip4:192.0.2.1 ".repeat(38) + "-all"));
            case RANGE_WIDE -> shows("524,288 addresses", record("ip4:203.0.0.0/13 -all"));
            case RANGE_EVERYONE -> shows("every address of its family", record("ip4:0.0.0.0/0 -all"));
            case RANGE_PRIVATE -> shows("no public receiver", record("ip4:192.168.1.1 -all"));
            case TREE_CUT ->
                shows(
                        "too large",
                        record("a:%{d1} include:example.net " + "a ".repeat(70) + "-all"),
                        "example.com. A 192.0.2.1");
        };
    }

    private static List<Finding> find(Shows shows) throws ZoneFile.Unreadable {
        ZoneFile zone = ZoneFile.parse("test", "$TTL 300\n" + String.join("\n", shows.zone()) + "\n");
        return SpfCheck.of(zone, DomainName.of("example.com")).findings();
    }

    @ParameterizedTest
    @EnumSource
    void eachCodeHasAZoneThatShowsIt(SpfCode code) throws ZoneFile.Unreadable {
        Shows shows = zoneFor(code);
        List<Finding> findings = find(shows);
        assertThat(findings).as("%s", findings).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(code.code());
            assertThat(finding.level()).isEqualTo(code.level());
            assertThat(finding.text()).contains(shows.words()).endsWith(".");
        });
    }

    @Test
    void codesAreUniqueAndInTwoParts() {
        Set<SpfCode> codes = EnumSet.allOf(SpfCode.class);
        assertThat(codes.stream().map(SpfCode::code).distinct()).hasSize(codes.size());
        assertThat(codes).allSatisfy(code -> assertThat(code.code()).matches("[A-Z]+(_[A-Z]+)*/[A-Z]+(_[A-Z]+)*"));
    }

    @Test
    void aSoundRecordHasNothingToSay() throws ZoneFile.Unreadable {
        assertThat(find(shows(
                        "",
                        record("a mx ip4:192.0.2.0/24 ip6:2001:db8::/48 include:b.example -all"),
                        "example.com. A 198.51.100.1",
                        "example.com. AAAA 2001:db8:1::1",
                        "example.com. MX 10 mx.example.com.",
                        "mx.example.com. A 198.51.100.2",
                        "mx.example.com. AAAA 2001:db8:1::2",
                        txt("b.example", "v=spf1 ip4:203.0.113.0/24 ~all"))))
                .isEmpty();
    }
}
