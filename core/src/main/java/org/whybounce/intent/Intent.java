package org.whybounce.intent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.intent.WordReading.Alternative;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.Term;

/// A record read for what it was meant to say.
///
/// @param was      the record as it stands
/// @param readings its words in order, without `v=spf1`
public record Intent(String was, List<WordReading> readings) {
    /// Combinations of answers that are worked out; with more unclear words than that, each is asked for alone.
    private static final int MOST_CHOICES = 6;

    public Intent {
        readings = List.copyOf(readings);
    }

    /// One way to read the whole record.
    ///
    /// @param onlyIf  what has to be true for it, clauses joined by `and`; empty where nothing is unclear
    /// @param text    the record
    /// @param changes what the answers make of the unclear words, one clause each
    /// @param dropped what is left out of it, and why
    public record Choice(List<String> onlyIf, String text, List<String> changes, List<Dropped> dropped) {
        public Choice {
            onlyIf = List.copyOf(onlyIf);
            changes = List.copyOf(changes);
            dropped = List.copyOf(dropped);
        }
    }

    /// A term that is left out.
    ///
    /// @param term as it stands
    /// @param why  in a clause
    public record Dropped(String term, String why) {}

    /// Whether the record says what it was meant to say.
    public boolean sound() {
        return readings.stream().allMatch(each -> each instanceof WordReading.Sound);
    }

    public List<WordReading.Meant> meant() {
        List<WordReading.Meant> meant = new ArrayList<>();
        for (WordReading reading : readings) {
            if (reading instanceof WordReading.Meant each) {
                meant.add(each);
            }
        }
        return meant;
    }

    public List<WordReading.Unclear> unclear() {
        List<WordReading.Unclear> unclear = new ArrayList<>();
        for (WordReading reading : readings) {
            if (reading instanceof WordReading.Unclear each) {
                unclear.add(each);
            }
        }
        return unclear;
    }

    /// Whether it says what becomes of those that it does not list.
    public boolean ends() {
        return readings.stream().anyMatch(IntentReader::ends);
    }

    /// The same where another record of the name has an end: one that would have to be asked for is left out.
    public Intent withoutDoubtfulEnd() {
        return new Intent(
                was,
                readings.stream()
                        .map(each -> each instanceof WordReading.Unclear unclear
                                        && unclear.alternatives().stream()
                                                .allMatch(one -> one.terms().endsWith("all"))
                                ? new WordReading.Meant(
                                        unclear.was(),
                                        "",
                                        "the other record's end is stricter than to let everybody send")
                                : each)
                        .toList());
    }

    /// The ranges that a record writes out.
    public static List<IpPrefix> ranges(String text) {
        List<IpPrefix> ranges = new ArrayList<>();
        for (Term term : SpfParser.parse(text).terms()) {
            IntentReader.range(term).ifPresent(ranges::add);
        }
        return ranges;
    }

    /// Whether a range is wider than any sender's.
    public static boolean wide(IpPrefix range) {
        return AddressReading.wide(range);
    }

    /// Whether a text begins as a term does.
    public static boolean begins(String text) {
        return Syntax.begins(text);
    }

    /// A text in plain characters, with single spaces.
    public static String plain(String text) {
        return String.join(" ", List.of(Plain.of(text).strip().split(" +")));
    }

    /// What is sure, as a record that parses; what is unclear is not in it.
    public String certain() {
        return text(List.of()).text();
    }

    /// The ways to read the record: one where nothing is unclear. The first is the safest.
    public List<Choice> choices() {
        List<WordReading.Unclear> unclear = unclear();
        List<List<Alternative>> ways = new ArrayList<>();
        ways.add(List.of());
        int count = 1;
        for (WordReading.Unclear each : unclear) {
            count *= each.alternatives().size();
            if (count > MOST_CHOICES) {
                return alone(unclear);
            }
            List<List<Alternative>> longer = new ArrayList<>();
            for (List<Alternative> way : ways) {
                for (Alternative alternative : each.alternatives()) {
                    List<Alternative> more = new ArrayList<>(way);
                    more.add(alternative);
                    longer.add(more);
                }
            }
            ways = longer;
        }
        return ways.stream().map(this::text).toList();
    }

    /// Each unclear word in each of its ways, the others in their first.
    private List<Choice> alone(List<WordReading.Unclear> unclear) {
        List<Alternative> first =
                unclear.stream().map(each -> each.alternatives().getFirst()).toList();
        List<Choice> choices = new ArrayList<>();
        choices.add(text(first));
        for (int i = 0; i < unclear.size() && choices.size() < MOST_CHOICES; i++) {
            for (Alternative alternative : unclear.get(i)
                    .alternatives()
                    .subList(1, unclear.get(i).alternatives().size())) {
                List<Alternative> way = new ArrayList<>(first);
                way.set(i, alternative);
                choices.add(text(way));
            }
        }
        return choices;
    }

    /// @param answers one for each unclear word; none to leave them out
    private Choice text(List<Alternative> answers) {
        List<String> terms = new ArrayList<>();
        List<Dropped> dropped = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        LinkedHashSet<String> onlyIf = new LinkedHashSet<>();
        int next = 0;
        for (WordReading reading : readings) {
            switch (reading) {
                case WordReading.Sound(String was) -> terms.add(was);
                case WordReading.Meant meant ->
                    terms.addAll(List.of(meant.terms().split(" ")));
                case WordReading.LeftOut(String was, String why) -> dropped.add(new Dropped(was, why));
                case WordReading.Unclear(String was, List<Alternative> alternatives) -> {
                    Optional<Alternative> answer =
                            answers.isEmpty() ? Optional.empty() : Optional.of(answers.get(next++));
                    answer.ifPresent(each -> onlyIf.add("‘" + was + "’: " + each.onlyIf()));
                    if (answer.filter(each -> !each.terms().isEmpty()).isPresent()) {
                        terms.addAll(List.of(answer.get().terms().split(" ")));
                        changes.add("‘" + was + "’ became ‘" + answer.get().terms() + "’");
                    } else {
                        dropped.add(new Dropped(was, "nobody can tell what it was meant to list"));
                    }
                }
            }
        }
        terms.removeIf(String::isEmpty);
        return new Choice(List.copyOf(onlyIf), record(terms, dropped), changes, dropped);
    }

    /// The record of these terms. A modifier may stand once: the first of each counts.
    private static String record(List<String> terms, List<Dropped> dropped) {
        List<String> kept = new ArrayList<>();
        boolean redirect = false;
        boolean exp = false;
        for (String term : terms) {
            Optional<Term> parsed = Syntax.term(term);
            boolean again = parsed.filter(each -> each instanceof Term.Redirect).isPresent() && redirect
                    || parsed.filter(each -> each instanceof Term.Exp).isPresent() && exp;
            redirect |= parsed.filter(each -> each instanceof Term.Redirect).isPresent();
            exp |= parsed.filter(each -> each instanceof Term.Exp).isPresent();
            if (!again) {
                kept.add(term);
            } else if (kept.stream()
                    .noneMatch(each -> each.toLowerCase(Locale.ROOT).equals(term.toLowerCase(Locale.ROOT)))) {
                dropped.add(new Dropped(term, "it may stand once only"));
            }
        }
        return kept.isEmpty() ? "v=spf1" : "v=spf1 " + String.join(" ", kept);
    }
}
