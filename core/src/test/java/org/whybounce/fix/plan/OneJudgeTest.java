package org.whybounce.fix.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.whybounce.check.EmailCheck;
import org.whybounce.check.report.CheckLimits;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.fix.Fix;
import org.whybounce.fix.TangledZone;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.finding.SpfCheck;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.vendor.VendorDirectory;

/// `check`, `spf fix` and an evaluation judge a record alike, whatever it is: each error has a fix, a question or a
/// reason, nothing else is called wrong, and the changes of a check are those of `spf fix`. `-Djudge.count=N` takes
/// more.
class OneJudgeTest {
    private static final DomainName AT = DomainName.of("example.org");
    private static final int COUNT = Integer.getInteger("judge.count", 300);

    /// An address that no record lists by name (RFC 1112, section 4).
    private static final IpAddress STRANGER = IpAddress.of("240.0.0.1");

    /// Records of kinds that slips do not make.
    private static final List<List<String>> KINDS = List.of(
            List.of("v=spf1 +all"),
            List.of("v=spf1 mx all"),
            List.of("v=spf1 ip4:0.0.0.0/0 -all"),
            List.of("v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all"),
            List.of("v=spf1 ip4:203.0.113.0/2 -all"),
            List.of("v=spf1 include:_spf.google.com ?all"),
            List.of("v=spf1 mx ~all", "v=spf1 mx +all"),
            List.of("v=spf1 include:gone.example.net -all"),
            List.of("v=spf1 include:example.org -all"),
            List.of("v=spf1 include=s.example.net -all"),
            List.of("v=spf1 ip4=192.0.2.7 -all"),
            List.of("v=spf1 redirct=s.example.net"),
            List.of("v=spf1 redirect=s.example.net -all"),
            List.of("v=spf1 a:mial.example.org -all"),
            List.of("v=spf1 mx -all ip4:192.0.2.7"),
            List.of("v=spf1 ip4:203.0.113.5 ~all v=spf1 include:s.example.net -all"),
            List.of("v=spf1 a:*.example.org -all"),
            List.of("v=spf1 a:g1.example.org a:g2.example.org a:g3.example.org -all"),
            List.of("v=spf1 ptr exists:%{i}.example.org -all"),
            List.of("v=spf1"),
            List.of("v=spf1 -all"),
            List.of("v=spf1 mx mx mx -all"),
            List.of("v=spf10 mx -all"),
            List.of(" v=spf1 mx -all"),
            List.of("spf1 mx -all"));

    @Test
    void slipsAndKindsAreJudgedAlike() throws ZoneFile.Unreadable {
        Random random = new Random(Long.getLong("judge.seed", 20_261_130L));
        List<String> against = new ArrayList<>();
        for (List<String> kind : KINDS) {
            judge(DamagedRecordTest.zone(kind), kind.toString(), against);
        }
        for (int i = 0; i < COUNT; i++) {
            String sound = DamagedRecordTest.sound(random);
            List<String> records = random.nextInt(6) == 0
                    ? List.of(sound)
                    : DamagedRecordTest.damaged(sound, random).records();
            judge(DamagedRecordTest.zone(records), records.toString(), against);
        }
        assertThat(against).isEmpty();
    }

    @Test
    void treesAreJudgedAlike() {
        List<String> against = new ArrayList<>();
        Random random = new Random(Long.getLong("judge.seed", 20_261_130L));
        for (int i = 0; i < COUNT / 3; i++) {
            TangledZone zone = new TangledZone(new Random(random.nextLong()), 9, random.nextBoolean());
            judge(zone.resolver(), zone.text(), against);
        }
        assertThat(against).isEmpty();
    }

    private static void judge(Resolver zone, String story, List<String> against) {
        List<Finding> errors = SpfCheck.of(zone, AT).findings().stream()
                .filter(finding -> finding.level() == Severity.ERROR)
                .toList();
        RecordFix fix = RecordFix.of(RecordFix.Asked.repair(AT), zone, VendorDirectory.builtIn());
        SpfResult stranger = new SpfEvaluator(zone)
                .evaluate(SpfQuestion.mailFrom(STRANGER, "postmaster@" + AT, AT.toString()))
                .result();
        String codes = errors.stream().map(Finding::code).distinct().toList().toString();
        if (!errors.isEmpty() && fix.fixes().isEmpty() && fix.advice().isEmpty()) {
            against.add("no fix and no reason for " + codes + ": " + story);
        }
        if (fix.wrong() != !errors.isEmpty()) {
            against.add("wrong is " + fix.wrong() + " and errors are " + codes + ": " + story);
        }
        if (stranger == SpfResult.PERMERROR && !fix.broken()) {
            against.add("a permerror that spf fix does not know: " + story);
        }
        List<Fix> checked = new EmailCheck(zone, VendorDirectory.builtIn(), CheckLimits.DEFAULT)
                .check(AT, CheckOptions.NONE)
                .fixes();
        List<Fix> own = errors.isEmpty()
                ? List.of()
                : fix.fixes().stream()
                        .filter(each -> each instanceof Fix.Publish || each instanceof Fix.Ask)
                        .toList();
        if (!texts(checked).equals(texts(own))) {
            against.add("check offers " + texts(checked) + " and spf fix " + texts(own) + ": " + story);
        }
    }

    private static List<String> texts(List<Fix> fixes) {
        List<String> texts = new ArrayList<>();
        for (Fix fix : fixes) {
            switch (fix) {
                case Fix.Publish publish -> texts.addAll(publish.edit().becomes());
                case Fix.Ask ask ->
                    ask.alternatives()
                            .forEach(each -> texts.add("? " + each.fix().edit().becomes()));
                case Fix.Tell tell -> texts.add(tell.text());
                case Fix.PublishNothing nothing -> texts.add(nothing.text());
            }
        }
        return texts;
    }
}
