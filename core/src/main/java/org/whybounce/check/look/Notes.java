package org.whybounce.check.look;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.Seen;
import org.whybounce.check.report.Standing;
import org.whybounce.dns.Answer;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;

/// What one check has found so far; becomes its [AreaReport]. Used by one thread.
public final class Notes {
    /// Records of one area that are kept; a hostile name may hold thousands.
    private static final int MOST_SEEN = 200;

    private record Note(Finding finding, String todo) {}

    private final Area area;
    private final List<Note> notes = new ArrayList<>();
    private final Set<Seen> seen = new LinkedHashSet<>();
    private boolean unknown;

    public Notes(Area area) {
        this.area = area;
    }

    public void find(CheckCode code, Object subject, String text) {
        find(code, subject, text, "");
    }

    public void find(CheckCode code, Object subject, String text, String todo) {
        add(code.finding(subject, text), todo);
    }

    public void add(Finding finding, String todo) {
        Note note = new Note(finding, todo);
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /// The DNS did not answer a question on which the area depends.
    public void unanswered(CheckCode code, Object subject, String what, Answer.Failed failed) {
        unknown = true;
        find(
                code,
                subject,
                "The DNS did not answer " + what + ": " + failed.words() + ".",
                "Try again; if it stays so, see to the name servers of " + subject + ".");
    }

    public void unknown() {
        unknown = true;
    }

    public void saw(Answer answer) {
        if (answer instanceof Answer.Found found) {
            found.aliases().forEach(this::saw);
            found.records().forEach(this::saw);
        }
    }

    private void saw(ResourceRecord record) {
        if (seen.size() < MOST_SEEN) {
            seen.add(new Seen(record.owner(), record.type(), record.ttl(), RecordData.of(record)));
        }
    }

    public boolean holds(Severity level) {
        return notes.stream().anyMatch(note -> note.finding().level() == level);
    }

    public boolean holds(CheckCode code) {
        return notes.stream().anyMatch(note -> note.finding().code().equals(code.code()));
    }

    /// @param fine  how things stand if nothing grave was found
    /// @param plain how the area stands then
    public AreaReport report(String fine, Standing plain) {
        List<Note> sorted = notes.stream()
                .sorted(Comparator.comparing(note -> note.finding().level()))
                .toList();
        Severity worst =
                sorted.isEmpty() ? Severity.INFO : sorted.getFirst().finding().level();
        Standing standing = worst == Severity.ERROR
                ? Standing.ERROR
                : unknown
                        ? Standing.UNKNOWN
                        : worst == Severity.WARNING
                                ? Standing.WARNING
                                : worst == Severity.NOTICE ? Standing.NOTICE : plain;
        boolean grave = worst == Severity.ERROR || worst == Severity.WARNING;
        String says = grave ? sorted.getFirst().finding().text() : fine;
        String todo = sorted.stream()
                .filter(note -> note.finding().level() == worst)
                .map(Note::todo)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return new AreaReport(
                area, standing, says, todo, sorted.stream().map(Note::finding).toList(), List.copyOf(seen));
    }
}
