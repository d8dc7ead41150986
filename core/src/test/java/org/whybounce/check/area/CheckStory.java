package org.whybounce.check.area;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.whybounce.check.report.CheckOptions;
import org.whybounce.dns.DomainName;
import org.whybounce.net.IpAddress;

/// A folder of `scenarios-check/`: `zone.txt` is the DNS, `expect.txt` names one domain or several and what must and
/// must not be found there, `answer.txt` is the answer as last reviewed.
///
/// Lines of `expect.txt`; each `domain:` begins a part:
/// ```
/// domain: example.org        selector: s1        ip: 192.0.2.1
/// status: ok|warning|error|unknown|no-dns
/// finds: DMARC_RECORD/NONE   finds-not: MX/       (the beginning of a code)
/// verdict: dmarc warning
/// must: words                must-not: words      (of the text, with --verbose)
/// ```
record CheckStory(Path folder, List<Part> parts) {
    record Line(String key, String value) {}

    /// What is checked and expected of one domain.
    record Part(DomainName domain, List<Line> lines) {
        List<String> every(String key) {
            return lines.stream()
                    .filter(line -> line.key().equals(key))
                    .map(Line::value)
                    .toList();
        }

        CheckOptions options() {
            return new CheckOptions(
                    every("selector"), every("ip").stream().map(IpAddress::of).toList());
        }
    }

    static List<CheckStory> all() {
        Path top = Path.of(System.getProperty("whybounce.root", ".."))
                .toAbsolutePath()
                .normalize()
                .resolve("scenarios-check");
        try (Stream<Path> folders = Files.list(top)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(CheckStory::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CheckStory read(Path folder) {
        List<Part> parts = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(folder.resolve("expect.txt"), StandardCharsets.UTF_8)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int colon = line.indexOf(':');
                if (colon < 0) {
                    throw new IllegalStateException(folder + "/expect.txt: no colon in: " + line);
                }
                String key = line.substring(0, colon).strip();
                String value = line.substring(colon + 1).strip();
                if (key.equals("domain")) {
                    lines = new ArrayList<>();
                    parts.add(new Part(DomainName.of(value), lines));
                } else {
                    lines.add(new Line(key, value));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CheckStory(folder, parts);
    }

    String name() {
        return folder.getFileName().toString();
    }
}
