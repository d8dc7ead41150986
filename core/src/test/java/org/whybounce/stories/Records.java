package org.whybounce.stories;

import java.util.List;
import java.util.stream.Stream;
import org.whybounce.fix.Fix;
import org.whybounce.fix.RecordEdit;

/// The records that an answer says to publish, as `expect.txt` names them: `NAME "RECORD"`.
final class Records {
    private Records() {}

    static List<String> of(List<Fix> fixes) {
        return fixes.stream()
                .flatMap(fix -> fix instanceof Fix.Publish publish ? publish.edits().stream() : Stream.<RecordEdit>of())
                .flatMap(edit -> edit.becomes().stream().map(record -> edit.at() + " \"" + record + "\""))
                .toList();
    }
}
