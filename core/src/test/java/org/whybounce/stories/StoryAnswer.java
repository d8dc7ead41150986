package org.whybounce.stories;

import java.util.List;
import org.assertj.core.api.SoftAssertions;

/// What whybounce says to one part of a story.
public interface StoryAnswer {
    /// Keys of `expect.txt` that say what is asked, not what is expected.
    List<String> GIVEN = List.of("boundary-given", "selector", "ip");

    /// As a person sees it in a terminal.
    String text();

    /// Everything that it can say, which `must` and `must-not` speak of.
    default String wholeText() {
        return text();
    }

    String json();

    /// The name of the schema that the JSON keeps to.
    String schema();

    /// The most lines that `text` may have.
    int screen();

    /// The codes of the findings.
    List<String> findings();

    /// The records that the answer says to publish, each as `NAME "RECORD"`.
    List<String> records();

    /// Asserts a line whose key only this kind of story has.
    ///
    /// @return false if the key is unknown
    boolean holds(SoftAssertions softly, Story.Line line);

    /// What else holds for every answer of this kind.
    default void always(SoftAssertions softly) {}
}
