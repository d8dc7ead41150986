package org.whybounce.dns;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Passes questions on and remembers what was answered, so that a run can be repeated without a network: the text of
/// [#zone] read by [ZoneFile] answers the same questions the same way. This is how a case that depends on somebody's
/// DNS
/// is handed to somebody else.
///
/// What a zone file cannot say is said as nearly as it can: each failure other than a time-out becomes `servfail`.
public final class RecordingResolver implements Resolver {
    /// Questions kept; one check asks at most 150, a run over many domains may ask more than a file should hold.
    public static final int MOST = 20_000;

    private final Resolver beneath;
    private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

    public RecordingResolver(Resolver beneath) {
        this.beneath = beneath;
    }

    @Override
    public Answer ask(Question question) {
        return keep(question, beneath.ask(question));
    }

    @Override
    public Answer ask(Question question, Deadline deadline) {
        return keep(question, beneath.ask(question, deadline));
    }

    @Override
    public boolean waits() {
        return beneath.waits();
    }

    private Answer keep(Question question, Answer answer) {
        // What this check did not ask is not the DNS's answer.
        boolean asked = !(answer instanceof Answer.NotAsked unasked && unasked.limit() == Answer.Limit.BUDGET);
        if (asked && (answers.size() < MOST || answers.containsKey(question))) {
            answers.put(question, answer);
        }
        return answer;
    }

    /// Whether more was asked than is kept.
    public boolean full() {
        return answers.size() >= MOST;
    }

    /// What was answered, in master-file syntax, sorted by name. A later answer to the same question replaces an
    /// earlier.
    public String zone() {
        Set<String> lines = new LinkedHashSet<>();
        answers.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<Question, Answer> e) -> e.getKey().name())
                        .thenComparing(e -> e.getKey().type()))
                .forEach(entry -> lines(entry.getKey(), entry.getValue(), lines));
        return String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
    }

    private static void lines(Question question, Answer answer, Set<String> lines) {
        switch (answer) {
            case Answer.Found found -> {
                found.aliases().forEach(alias -> lines.add(MasterLine.of(alias)));
                found.records().forEach(record -> lines.add(MasterLine.of(record)));
            }
            case Answer.NoData _ -> lines.add(";@ nodata " + question.name());
            // A name in no line does not exist; the comment is for who reads the file.
            case Answer.NoSuchName _ -> lines.add("; no such name: " + MasterLine.name(question.name()));
            case Answer.Failed failed ->
                lines.add((failed instanceof Answer.NoAnswer(Answer.Failure why, String _)
                                        && why == Answer.Failure.TIMEOUT
                                ? ";@ timeout "
                                : ";@ servfail ")
                        + question.name()
                        + " " + question.type());
        }
    }
}
