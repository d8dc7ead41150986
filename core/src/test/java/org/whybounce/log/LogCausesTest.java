package org.whybounce.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whybounce.Explain;
import org.whybounce.Explanation;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.tally.CaseVerdict;

/// Each refusal of the excerpts, pasted as its message's lines alone, has the cause that is true of it.
class LogCausesTest {
    private static final String ZONE = """
            example.org. TXT "v=spf1 ip4:198.51.100.96/28 -all"
            example.org. MX 10 mail.example.org.
            _dmarc.example.org. TXT "v=DMARC1; p=reject"
            mail.example.org. A 198.51.100.97
            example.com. TXT "v=spf1 -all"
            _dmarc.example.com. TXT "v=DMARC1; p=reject"
            example.edu. TXT "v=spf1 -all"
            """;

    private static Explain explain() throws ZoneFile.Unreadable {
        return new Explain(ZoneFile.parse("the test's zone", ZONE));
    }

    static List<Excerpt> excerpts() throws IOException {
        List<Excerpt> all = new ArrayList<>(Excerpt.all("excerpts.txt"));
        all.addAll(Excerpt.all("excerpts-aside.txt"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("excerpts")
    void theCauseIsTrue(Excerpt excerpt) throws ZoneFile.Unreadable {
        List<LogReading.Told> told = new ArrayList<>();
        LogReading reading = new LogReading(told::add);
        excerpt.lines().forEach(reading::line);
        reading.end();
        List<LogReading.Told> refusals =
                told.stream().filter(one -> one.event().outcome().refusal()).toList();
        for (int i = 0; i < refusals.size(); i++) {
            String truth = excerpt.refusals().get(i).getOrDefault("cause", "open");
            List<String> lines = new ArrayList<>(refusals.get(i).context());
            lines.add(refusals.get(i).text());
            Explanation explanation =
                    explain().explain(new Intake().read(String.join("\n", lines)), KnownFacts.NOTHING);
            CaseVerdict verdict = CaseVerdict.of(explanation.diagnosis(), explanation.file(), explanation.exitStatus());
            boolean right = Arrays.stream(truth.split("\\|"))
                    .anyMatch(one -> one.endsWith("*")
                            ? verdict.cause().startsWith(one.substring(0, one.length() - 1))
                            : one.equals("open") ? verdict.status().equals("open") : one.equals(verdict.cause()));
            assertThat(right)
                    .as("%s is %s for %s", verdict, truth, refusals.get(i).text())
                    .isTrue();
        }
    }
}
