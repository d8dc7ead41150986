package org.whybounce.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.whybounce.Shared;

/// The public suites, whole, and our own cases. `-Dspf.suite=FILE` runs any further file of the same form, or all of a
/// folder.
final class SuiteTest {
    /// Cases of the older suite whose answer RFC 7208 changed. There are none: where the two RFCs differ the older
    /// suite allows both answers or does not ask.
    private static final Set<String> CHANGED_BY_RFC7208 = Set.of();

    @Test
    void rfc7208() throws IOException {
        Suite.Score score = Suite.run(Shared.path("suites/spf/rfc7208-tests.yml"));
        score.print();
        assertThat(score.misses()).isEmpty();
        assertThat(score.total()).isEqualTo(203);
    }

    @Test
    void rfc4408() throws IOException {
        Suite.Score score = Suite.run(Shared.path("suites/spf/rfc4408-tests.yml"), CHANGED_BY_RFC7208);
        score.print();
        System.out.println("  answers of RFC 4408 that RFC 7208 changed: "
                + (CHANGED_BY_RFC7208.isEmpty() ? "none in this suite" : CHANGED_BY_RFC7208));
        assertThat(score.misses()).isEmpty();
        assertThat(score.total()).isEqualTo(191 - CHANGED_BY_RFC7208.size());
    }

    /// Every point of the semantics by name, HELO and MAIL FROM apart.
    @Test
    void ourOwnCases() throws IOException {
        Suite.Score score = Suite.run(resource("spf-cases.yml"));
        score.print();
        assertThat(score.misses()).isEmpty();
        assertThat(score.unread()).isEmpty();
        assertThat(score.total()).isGreaterThanOrEqualTo(120);
    }

    /// Where engines are known to differ: each answer is the one that the words of the RFC give.
    @Test
    void edges() throws IOException {
        Suite.Score score = Suite.run(resource("spf-edges.yml"));
        score.print();
        assertThat(score.misses()).isEmpty();
        assertThat(score.unread()).isEmpty();
        assertThat(score.total()).isEqualTo(304);
    }

    /// The forms in which suites of other hands are written are read as they are meant.
    @Test
    void oddForms() throws IOException {
        Suite.Score score = Suite.run(resource("odd-suite.yml"));
        assertThat(score.misses()).containsExactly("Odd forms: meant-to-miss: wanted pass, got fail by -all");
        assertThat(score.unread()).containsExactly("odd.example: HINFO: PDP-11");
        assertThat(score.total()).isEqualTo(11);
    }

    @Test
    @EnabledIfSystemProperty(named = "spf.suite", matches = ".+")
    void anyFurtherFile() throws IOException {
        Path given = Path.of(System.getProperty("spf.suite"));
        Path path = Files.exists(given)
                ? given
                : Path.of(System.getProperty("whybounce.root", "..")).resolve(given);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path, 1)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        int missed = 0;
        int total = 0;
        for (Path file : files) {
            Suite.Score score = Suite.run(file);
            score.print();
            missed += score.misses().size();
            total += score.total();
        }
        assertThat(missed).as("misses of " + path).isZero();
        assertThat(total).as("tests of " + path).isPositive();
    }

    private static Path resource(String name) {
        return Path.of(System.getProperty("whybounce.root", ".."), "core/src/test/resources/org/whybounce/spf", name);
    }
}
