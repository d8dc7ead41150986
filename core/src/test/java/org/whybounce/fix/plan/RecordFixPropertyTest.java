package org.whybounce.fix.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Fix;
import org.whybounce.fix.HandOver;
import org.whybounce.fix.Proof;
import org.whybounce.fix.RecordEdit;
import org.whybounce.fix.TangledZone;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.vendor.VendorDirectory;

/// Whatever is printed for a random domain: who may send is asked of the evaluator, address by address and for several
/// senders, and not of the sets that the proof is made with.
class RecordFixPropertyTest {
    private static final DomainName AT = DomainName.of("example.org");
    private static final VendorDirectory VENDORS = VendorDirectory.builtIn();

    @Property(tries = 150, generation = GenerationMode.RANDOMIZED, seed = "7208")
    void aRepairChangesNothingForWhoeverIsAnsweredNow(@ForAll long seed) {
        Random random = new Random(seed);
        TangledZone zone = new TangledZone(random, 5, true);
        holds(zone, new RecordFix.Asked(AT, List.of(), false, Optional.empty()), Optional.empty());
    }

    @Property(tries = 150, generation = GenerationMode.RANDOMIZED, seed = "7208")
    void loweringLookupsChangesNothingForWhoeverIsAnsweredNow(@ForAll long seed) {
        Random random = new Random(seed);
        TangledZone zone = new TangledZone(random, 16, false);
        holds(zone, new RecordFix.Asked(AT, List.of(), true, Optional.empty()), Optional.empty());
    }

    @Property(tries = 150, generation = GenerationMode.RANDOMIZED, seed = "7208")
    void anAddedSenderPassesAndNobodyElseIsMoved(@ForAll long seed) {
        Random random = new Random(seed);
        TangledZone zone = new TangledZone(random, random.nextBoolean() ? 4 : 14, random.nextInt(4) == 0);
        IpAddress sender = IpAddress.v4(0xcb007100L + random.nextInt(100));
        holds(
                zone,
                new RecordFix.Asked(
                        AT, List.of(), false, Optional.of(SpfQuestion.mailFrom(sender, "bob@example.org", ""))),
                Optional.of(IpPrefix.of(sender)));
    }

    private static void holds(TangledZone zone, RecordFix.Asked asked, Optional<IpPrefix> added) {
        Resolver before = zone.resolver();
        RecordFix fix = RecordFix.of(asked, before, VENDORS);
        for (Fix each : fix.fixes()) {
            switch (each) {
                case Fix.Publish publish -> holds(zone, before, publish, added);
                case Fix.Tell tell -> assertThat(tell.text()).contains("No record is printed");
                case Fix.Ask ask ->
                    ask.alternatives().forEach(alternative -> holds(zone, before, alternative.fix(), added));
                case Fix.PublishNothing nothing -> assertThat(nothing.text()).isNotBlank();
            }
        }
    }

    private static void holds(TangledZone zone, Resolver before, Fix.Publish fix, Optional<IpPrefix> added) {
        Resolver after = before;
        for (RecordEdit edit : fix.edits()) {
            assertThat(SpfParser.parse(edit.becomes().getFirst())).isInstanceOf(SpfRecord.class);
            after = edit.over(after);
        }
        fix.forms().forEach(RecordFixPropertyTest::readsBack);
        Proof.Facts proof = fix.proof().facts();
        assertThat(proof.lookupsWorst()).isLessThanOrEqualTo(SpfLimits.RFC7208.lookups());
        assertThat(proof.lost()).isEmpty();
        SpfEvaluator then = new SpfEvaluator(before);
        SpfEvaluator now = new SpfEvaluator(after);
        boolean onlyV4 = fix.notes().toString().contains("IPv6 clients");
        for (IpAddress ip : zone.addresses()) {
            for (SpfQuestion question : TangledZone.questions(ip)) {
                SpfResult was = then.evaluate(question).result();
                SpfResult is = now.evaluate(question).result();
                String story = ip + " " + was + " -> " + is + " of\n" + zone.text + "by " + fix.edits();
                if (added.filter(range -> range.contains(ip)).isPresent()) {
                    assertThat(is).as(story).isEqualTo(SpfResult.PASS);
                } else if (was != SpfResult.PERMERROR) {
                    assertThat(is).as(story).isEqualTo(was);
                } else if (!(onlyV4 && ip.v6())) {
                    assertThat(is).as(story).isNotIn(SpfResult.PERMERROR, SpfResult.NONE);
                }
            }
        }
        added.ifPresent(range -> assertThat(now.evaluate(SpfQuestion.mailFrom(range.address(), "bob@example.org", ""))
                        .result())
                .isEqualTo(SpfResult.PASS));
    }

    /// The lines for a zone file, read as a zone file, are the record.
    private static void readsBack(HandOver form) {
        try {
            ZoneFile zone = ZoneFile.parse("printed", String.join("\n", form.zoneLines()));
            assertThat(zone.ask(new Question(form.edit().at(), RecordType.TXT)).recordsOrNone())
                    .extracting(record -> ((ResourceRecord.Txt) record).text())
                    .isEqualTo(form.edit().becomes());
        } catch (ZoneFile.Unreadable e) {
            throw new AssertionError(e);
        }
    }
}
