package org.whybounce.web.bulk;

import java.util.Comparator;
import java.util.List;
import org.whybounce.row.DomainRow;
import org.whybounce.row.RowFindings;

/// One domain of the table.
///
/// @param says what receivers do because of the gravest finding; empty where nothing is wrong
public record BulkRow(DomainRow row, String says, Before.Change change) {
    private static final List<String> HARMS = List.of("error", "warning", "notice", "ok");

    /// The most harmed first; among equals those with more against them, then by name.
    public static final Comparator<BulkRow> BY_HARM = Comparator.comparingInt(
                    (BulkRow each) -> HARMS.indexOf(each.row().harm()))
            .thenComparingInt(each -> -each.row().codes().size())
            .thenComparing(each -> each.row().domain());

    public static final Comparator<BulkRow> BY_NAME =
            Comparator.comparing(each -> each.row().domain());

    static BulkRow of(DomainRow row, Before before) {
        return new BulkRow(row, RowFindings.says(row), before.since(row.domain(), row.codes()));
    }

    /// The gravest code; empty where nothing is wrong.
    public String code() {
        return row.codes().isEmpty() ? "" : row.codes().getFirst();
    }
}
