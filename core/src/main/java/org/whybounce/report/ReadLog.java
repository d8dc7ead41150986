package org.whybounce.report;

import java.util.ArrayList;
import java.util.List;

/// What happened while reading: every repair, skip and refusal with its place, and how many there were of each.
public final class ReadLog {
    /// @param record the number of the record in its report, from 1; 0 where it is about the whole
    public record Note(String file, int record, String words) {}

    private final List<Note> repaired = new ArrayList<>();
    private final List<Note> skipped = new ArrayList<>();
    private final List<Note> refused = new ArrayList<>();
    private long files;
    private long repairs;
    private long skips;
    private long refusals;

    void file() {
        files++;
    }

    void repaired(String file, String what) {
        repairs++;
        put(repaired, new Note(file, 0, what));
    }

    void skipped(String file, int record, String why) {
        skips++;
        put(skipped, new Note(file, record, why));
    }

    /// Also called by the edge, for a file that could not be opened.
    public void refused(String file, String why) {
        refusals++;
        put(refused, new Note(file, 0, why));
    }

    private static void put(List<Note> notes, Note note) {
        if (notes.size() < ReportLimits.SHOWN) {
            notes.add(note);
        }
    }

    public long files() {
        return files;
    }

    public List<Note> repaired() {
        return List.copyOf(repaired);
    }

    public List<Note> skipped() {
        return List.copyOf(skipped);
    }

    public List<Note> refused() {
        return List.copyOf(refused);
    }

    public long repairs() {
        return repairs;
    }

    public long skips() {
        return skips;
    }

    public long refusals() {
        return refusals;
    }
}
