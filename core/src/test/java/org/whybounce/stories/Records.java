package org.whybounce.stories;

import java.util.List;
import java.util.stream.Stream;
import org.whybounce.fix.Fix;
import org.whybounce.fix.RecordEdit;

/// The records that an answer says to publish, as `expect.txt` names them: `NAME "RECORD"`.
final class Records {
    private Records() {}

    /// The records that are offered as answers to a question.
    static List<String> offered(List<Fix> fixes) {
        return fixes.stream()
                .flatMap(fix -> fix instanceof Fix.Ask ask ? ask.alternatives().stream() : Stream.empty())
                .flatMap(alternative -> of(List.of(alternative.fix())).stream())
                .toList();
    }

    /// What has to be true before a record is published.
    static List<String> conditions(List<Fix> fixes) {
        return fixes.stream()
                .flatMap(fix -> fix instanceof Fix.Publish publish
                        ? publish.condition().stream()
                        : Stream.<Fix.Condition>empty())
                .map(Fix.Condition::onlyIf)
                .toList();
    }

    static List<String> of(List<Fix> fixes) {
        return fixes.stream()
                .flatMap(fix -> fix instanceof Fix.Publish publish ? publish.edits().stream() : Stream.<RecordEdit>of())
                .flatMap(edit -> edit.becomes().stream().map(record -> edit.at() + " \"" + record + "\""))
                .toList();
    }
}
