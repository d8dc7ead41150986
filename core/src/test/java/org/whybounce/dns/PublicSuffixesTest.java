package org.whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whybounce.Shared;

class PublicSuffixesTest {
    /// The vectors of publicsuffix.org; another file of the same form: `-Dpsl.suite=FILE`.
    @Test
    void vectorsOfThePublicSuffixList() throws IOException {
        String other = System.getProperty("psl.suite");
        Path file = other == null ? Shared.path("suites/psl/tests.txt") : Path.of(other);
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        for (String line : Files.readAllLines(file)) {
            String[] words = line.strip().split("\\s+");
            if (words.length != 2 || line.startsWith("//")) {
                continue;
            }
            judged++;
            String expected =
                    words[1].equals("null") ? "null" : DomainName.of(words[1]).toString();
            // "null" as input means no name at all; a leading dot is an empty label, which no name has.
            Optional<DomainName> name = words[0].equals("null") ? Optional.empty() : DomainName.parse(words[0]);
            String found = name.flatMap(PublicSuffixes::registrable)
                    .map(DomainName::toString)
                    .orElse("null");
            if (!found.equals(expected)) {
                wrong.add(line + " but found " + found);
            }
        }
        System.out.println("public suffix vectors: " + (judged - wrong.size()) + " of " + judged);
        assertThat(judged).isGreaterThan(0);
        assertThat(wrong).isEmpty();
    }

    @Test
    void listTellsItsAge() {
        assertThat(PublicSuffixes.version())
                .hasValueSatisfying(version -> assertThat(version).startsWith("20"));
    }
}
