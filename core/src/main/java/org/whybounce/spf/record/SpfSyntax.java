package org.whybounce.spf.record;

import java.util.List;

/// What the parser made of the text of a record.
public sealed interface SpfSyntax permits SpfRecord, BrokenRecord {
    /// The text of the record, its strings joined.
    String text();

    /// The terms that could be read, in the order of the text.
    List<Term> terms();
}
