package org.whybounce.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.TxtStrings;
import org.whybounce.dns.ZoneFile;

/// Whatever a text holds, the line for a zone file reads back as that text, in strings of at most 255 bytes.
class HandOverPropertyTest {
    private static final DomainName AT = DomainName.of("example.org");

    @Property(tries = 300, generation = GenerationMode.RANDOMIZED, seed = "7208")
    void aZoneLineReadsBackAsTheText(@ForAll long seed) throws ZoneFile.Unreadable {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("v=spf1 ");
        for (int i = random.nextInt(1_200); i > 0; i--) {
            text.append(random.nextInt(4) == 0 ? (char) random.nextInt(256) : (char) (' ' + random.nextInt(95)));
        }
        RecordEdit edit = new RecordEdit(AT, List.of(), List.of(text.toString()), 600);
        HandOver form = HandOver.of(edit, ZoneFile.parse("empty", ""));
        String line = String.join("\n", form.zoneLines());
        assertThat(line.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        List<ResourceRecord> back = ZoneFile.parse("printed", line)
                .ask(new Question(AT, RecordType.TXT))
                .recordsOrNone();
        assertThat(back).singleElement().isInstanceOfSatisfying(ResourceRecord.Txt.class, txt -> {
            assertThat(txt.text()).isEqualTo(text.toString());
            assertThat(txt.ttl()).isEqualTo(600);
            assertThat(txt.strings()).allMatch(string -> string.length() <= TxtStrings.LONGEST);
        });
    }
}
