package org.whybounce.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.whybounce.Shared;

/// The public suites, whole. `-Dspf.suite=FILE` runs any further file of the same form.
final class SuiteTest {
    @Test
    void rfc7208() throws IOException {
        Suite.Score score = Suite.run(Shared.path("suites/spf/rfc7208-tests.yml"));
        score.print();
        assertThat(score.misses()).isEmpty();
        assertThat(score.total()).isEqualTo(203);
    }

    /// Cases of the older suite whose answer RFC 7208 changed.
    private static final Set<String> CHANGED_BY_RFC7208 = Set.of();

    @Test
    void rfc4408() throws IOException {
        Suite.Score score = Suite.run(Shared.path("suites/spf/rfc4408-tests.yml"), CHANGED_BY_RFC7208);
        score.print();
        assertThat(score.misses()).isEmpty();
        assertThat(score.total()).isEqualTo(191 - CHANGED_BY_RFC7208.size());
    }

    @Test
    @EnabledIfSystemProperty(named = "spf.suite", matches = ".+")
    void anyFurtherFile() throws IOException {
        Suite.Score score = Suite.run(Path.of(System.getProperty("spf.suite")));
        score.print();
        assertThat(score.misses()).isEmpty();
        assertThat(score.total()).isPositive();
    }
}
