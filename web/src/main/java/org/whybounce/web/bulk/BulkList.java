package org.whybounce.web.bulk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.whybounce.dns.DomainName;
import org.whybounce.text.Visible;

/// A list of domains as people have it: one a line, a column of a table, separated by commas or spaces, as web or mail
/// addresses.
///
/// @param names    each once, in the order of the list
/// @param unusable lines in which no domain stands
/// @param repeated names that stood there before
/// @param beyond   names past the limit, which are left out
public record BulkList(List<DomainName> names, List<Unusable> unusable, int repeated, int beyond) {
    /// A line in which no domain stands.
    ///
    /// @param number counted from 1
    public record Unusable(int number, String text) {}

    /// Lines without a domain that are shown; the others are most likely of the same kind.
    private static final int MOST_SHOWN = 20;

    /// Lines read; a list of the most domains with comments between them has fewer.
    private static final int MOST_LINES = 20_000;

    /// Cells of a line that are looked at.
    private static final int MOST_CELLS = 30;

    public BulkList {
        names = List.copyOf(names);
        unusable = List.copyOf(unusable);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /// @param domain reads one word: a domain, a web address or a mail address
    /// @param most   names that are taken
    public static BulkList of(String text, Function<String, Optional<DomainName>> domain, int most) {
        Set<DomainName> names = new LinkedHashSet<>();
        List<Unusable> unusable = new ArrayList<>();
        int repeated = 0;
        int beyond = 0;
        int number = 0;
        int at = 0;
        while (at < text.length() && number < MOST_LINES) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end).replace("\uFEFF", "").strip();
            at = end + 1;
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<DomainName> found = names(line, domain);
            if (found.isEmpty() && unusable.size() < MOST_SHOWN && !heading(line, number)) {
                unusable.add(new Unusable(number, Visible.line(line, 80)));
            }
            for (DomainName name : found) {
                if (names.contains(name)) {
                    repeated++;
                } else if (names.size() < most) {
                    names.add(name);
                } else {
                    beyond++;
                }
            }
        }
        return new BulkList(List.copyOf(names), unusable, repeated, beyond);
    }

    /// Where every word of the line is a domain, all of them; in a row of a table the first cell that is one.
    private static List<DomainName> names(String line, Function<String, Optional<DomainName>> domain) {
        List<DomainName> all = new ArrayList<>();
        Optional<DomainName> first = Optional.empty();
        boolean every = true;
        int cells = 0;
        for (String cell : line.split("[\\s,;|\"']+", MOST_CELLS + 1)) {
            if (cell.isEmpty() || cells++ >= MOST_CELLS) {
                continue;
            }
            Optional<DomainName> name = domain.apply(cell);
            every &= name.isPresent();
            name.ifPresent(all::add);
            first = first.or(() -> name);
        }
        return every ? all : first.map(List::of).orElse(List.of());
    }

    /// The first line of a table.
    private static boolean heading(String line, int number) {
        return number == 1 && line.toLowerCase(java.util.Locale.ROOT).contains("domain");
    }
}
