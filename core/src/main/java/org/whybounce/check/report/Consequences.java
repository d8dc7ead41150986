package org.whybounce.check.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.text.Stanza;

/// What receivers do because of a finding, from `consequences.txt`: a number of errors tells nobody what it costs.
public final class Consequences {
    private static final String FILE = "/org/whybounce/knowledge/consequences.txt";

    /// @param code one code, or the beginning of several
    private record Entry(String code, String does) {}

    // Read once, when the first report is shown.
    private static final class Known {
        static final List<Entry> ENTRIES = read();
    }

    private Consequences() {}

    private static List<Entry> read() {
        try (InputStream in = Consequences.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FILE);
            }
            return Stanza.parse("consequences.txt", new String(in.readAllBytes(), StandardCharsets.UTF_8)).stream()
                    .map(stanza -> stanza.allowing(List.of("Code", "Does", "Source")))
                    .map(stanza -> new Entry(stanza.required("Code"), stanza.required("Does")))
                    .sorted(Comparator.comparingInt(
                                    (Entry entry) -> entry.code().length())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The codes, and beginnings of codes, that have a sentence.
    public static List<String> codes() {
        return Known.ENTRIES.stream().map(Entry::code).toList();
    }

    /// What receivers of the domain's mail do because of the code; empty where nothing is known beyond the finding.
    public static Optional<String> of(String code, DomainName domain) {
        return Known.ENTRIES.stream()
                .filter(entry ->
                        entry.code().equals(code) || entry.code().endsWith("/") && code.startsWith(entry.code()))
                .findFirst()
                .map(entry -> entry.does().replace("{domain}", domain.toString()));
    }

    /// The same, or else what the finding itself says.
    public static String of(Finding finding, DomainName domain) {
        return of(finding.code(), domain).orElse(finding.text());
    }
}
