package org.whybounce.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.words.json.DomainsSarif;

/// On which line of which zone file a finding's record stands, so that a forge shows the finding at the record. Reads
/// owners and `$ORIGIN` only; what the records say is the business of the reader of zone files.
final class ZoneLines {
    private record Place(String file, int line, String text) {}

    private final Map<DomainName, List<Place>> places = new HashMap<>();

    static ZoneLines of(List<Path> files) {
        ZoneLines lines = new ZoneLines();
        for (Path file : files) {
            try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                lines.read(file.toString(), in);
            } catch (IOException unread) {
                // The answers were read from it a moment ago; without its lines they stand at the list's.
            }
        }
        return lines;
    }

    private void read(String file, BufferedReader in) throws IOException {
        DomainName origin = DomainName.ROOT;
        Optional<DomainName> owner = Optional.empty();
        int open = 0;
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            String text = uncommented(line);
            boolean goesOn = open > 0;
            open = Math.max(0, open + parentheses(text));
            if (goesOn || text.isBlank()) {
                continue;
            }
            String[] words = text.strip().split("\\s+", 3);
            if (words[0].toUpperCase(Locale.ROOT).equals("$ORIGIN") && words.length > 1) {
                origin = name(words[1], origin).orElse(origin);
            } else if (!words[0].startsWith("$")) {
                if (!Character.isWhitespace(text.charAt(0))) {
                    owner = name(words[0], origin);
                }
                Place place = new Place(file, number, text.toLowerCase(Locale.ROOT));
                owner.ifPresent(at ->
                        places.computeIfAbsent(at, _ -> new ArrayList<>(2)).add(place));
            }
        }
    }

    private static Optional<DomainName> name(String word, DomainName origin) {
        if (word.equals("@")) {
            return Optional.of(origin);
        }
        return word.endsWith(".") || origin.isRoot() ? DomainName.parse(word) : DomainName.parse(word + "." + origin);
    }

    private static String uncommented(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return line.substring(0, i);
            }
        }
        return line;
    }

    private static int parentheses(String text) {
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return depth;
    }

    /// The record itself, or else the first line of its name, or of the domain that was checked; empty where the files
    /// hold none of them, as for a record that is missing.
    Optional<DomainsSarif.Place> of(Finding finding, DomainName domain) {
        String word = word(finding.code());
        for (DomainName at : DomainName.parse(finding.subject())
                .map(subject -> List.of(subject, domain))
                .orElse(List.of(domain))) {
            List<Place> here = places.getOrDefault(at, List.of());
            Optional<Place> place = here.stream()
                    .filter(each -> each.text().contains(word))
                    .findFirst()
                    .or(() -> here.stream().findFirst());
            if (place.isPresent()) {
                return place.map(each -> new DomainsSarif.Place(each.file(), each.line()));
            }
        }
        return Optional.empty();
    }

    /// What the line of such a record holds.
    private static String word(String code) {
        return code.startsWith("SPF")
                ? "spf"
                : code.startsWith("DMARC")
                        ? "dmarc"
                        : code.startsWith("DKIM")
                                ? "txt"
                                : code.startsWith("MX") ? "mx" : code.startsWith("CAA") ? "caa" : "";
    }
}
