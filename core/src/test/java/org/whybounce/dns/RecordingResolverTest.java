package org.whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RecordingResolverTest {
    private static final String ZONE = """
            $TTL 300
            example.org.        IN TXT "v=spf1 include:_spf.example.net a:mail.example.org " "exists:%{i}.\\"x\\".example.net -all"
            example.org.        IN TXT "back\\\\slash \\255 and \\007"
            example.org.        IN MX 10 mail.example.org.
            mail.example.org.   60 IN CNAME host.example.net.
            host.example.net.   IN A 192.0.2.1
            host.example.net.   IN AAAA 2001:db8::1
            _25._tcp.host.example.net. IN TLSA 3 1 1 00ff
            1.2.0.192.in-addr.arpa. IN PTR host.example.net.
            example.org.        IN SOA ns.example.org. h.example.org. 2026010101 1 2 3 400
            ;@ servfail broken.example.org TXT
            ;@ timeout silent.example.org
            """;

    @Test
    void whatWasAnsweredIsAnsweredAgainFromTheRecord() throws Exception {
        ZoneFile first = ZoneFile.parse("zone", ZONE);
        RecordingResolver recording = new RecordingResolver(first);
        List<Question> asked = new ArrayList<>();
        for (String name : List.of(
                "example.org",
                "mail.example.org",
                "host.example.net",
                "_25._tcp.host.example.net",
                "_tcp.host.example.net",
                "1.2.0.192.in-addr.arpa",
                "broken.example.org",
                "silent.example.org",
                "nothing.example.org")) {
            for (RecordType type : RecordType.values()) {
                Question question = new Question(DomainName.of(name), type);
                asked.add(question);
                recording.ask(question);
            }
        }
        ZoneFile again = ZoneFile.parse("recorded", recording.zone());
        for (Question question : asked) {
            Answer then = first.ask(question);
            Answer now = again.ask(question);
            assertThat(now.getClass()).as(question + "\n" + recording.zone()).isEqualTo(then.getClass());
            assertThat(now.recordsOrNone())
                    .as(question.toString())
                    .containsExactlyInAnyOrderElementsOf(then.recordsOrNone());
        }
    }

    @Provide
    Arbitrary<String> anyString() {
        return Arbitraries.chars().range('\0', '\u00ff').list().ofMaxSize(255).map(chars -> {
            StringBuilder text = new StringBuilder();
            chars.forEach(text::append);
            return text.toString();
        });
    }

    @Property(tries = 300, seed = "7208")
    void everyTxtRecordSurvives(@ForAll("anyString") String one, @ForAll("anyString") String two) throws Exception {
        ResourceRecord.Txt record = new ResourceRecord.Txt(DomainName.of("example.org"), 60, List.of(one, two));
        ZoneFile zone = ZoneFile.parse("line", MasterLine.of(record));
        assertThat(zone.records()).containsExactly(record);
    }
}
