package org.whybounce.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whybounce.AnalyseHeaders;
import org.whybounce.Shared;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.words.json.HeadersJson;
import org.whybounce.words.markdown.HeadersMarkdown;
import org.whybounce.words.text.HeadersText;

/// The header blocks of real bounces and of the mails that they return.
class HeaderCorpusTest {
    private final HeaderScorer scorer = new HeaderScorer(System.out);

    private List<String> blocks() throws IOException {
        return scorer.blocks(Shared.path("corpus/bounces/mails"));
    }

    @Test
    void almostEveryStatedResultIsStructured() throws IOException {
        Map<String, HeaderScorer.Count> counts = scorer.score(blocks());
        counts.forEach((what, count) -> {
            if (what.endsWith("Authentication-Results structured") || what.equals("Received-SPF structured")) {
                assertThat(count.share()).as(what + ": " + count).isGreaterThanOrEqualTo(0.995);
                assertThat(count.all()).isPositive();
            }
        });
        assertThat(counts).containsKeys("OWN Authentication-Results structured", "Received-SPF structured");
    }

    @Test
    void everyBlockIsAnalysedAndShown() throws IOException {
        AnalyseHeaders analyse =
                new AnalyseHeaders(ZoneFile.of(List.of()), InstantSource.fixed(Instant.parse("2026-01-20T12:00:00Z")));
        for (String block : blocks()) {
            analyse.analyse(new Intake().read(block)).ifPresent(analysis -> {
                assertThat(HeadersText.of(analysis, false, true).lines().allMatch(line -> line.length() <= 80))
                        .isTrue();
                assertThat(HeadersJson.of(analysis)).contains(HeadersJson.SCHEMA);
                assertThat(HeadersMarkdown.of(analysis)).isNotEmpty();
            });
        }
    }
}
