package org.whybounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whybounce.bounce.Meaning;
import org.whybounce.cause.rule.CauseWords;
import org.whybounce.stories.Story;

/// The table of `docs/causes.md` is counted from the stories: how many establish each cause, and how many say that it
/// is
/// not that one. `-Dstories.rewrite=true` writes it anew.
class CausesDocTest {
    private static final Path DOC = Story.root().resolve("docs/causes.md");
    private static final String BEGIN = "<!-- counted from examples/ and stories/bounce/: -->\n";
    private static final String END = "<!-- end of what is counted -->\n";

    /// The causes that are decided by more than the receiver's words, and what a story must show of them.
    private static final List<String> DECIDED = List.of(
            "spf.sender-not-listed",
            "spf.another-domain-checked",
            "spf.record-broken",
            "spf.forwarded",
            "spf.no-record",
            "spf.helo",
            "spf.dns-trouble",
            "spf.receiver-fault",
            "spf.vendor-pool",
            "receiver.local-policy");

    private static final List<String> BROKEN = List.of(
            "too-many-lookups",
            "too-many-voids",
            "syntax",
            "several-records",
            "include-without-record",
            "loop",
            "macro");

    private static Stream<String> codes() {
        // "receiver.local-policy" is decided by the DNS or said by the words.
        return Stream.concat(
                        DECIDED.stream(),
                        Arrays.stream(Meaning.values())
                                .filter(meaning -> !meaning.namesSpf() && meaning != Meaning.POLICY_UNSPECIFIED)
                                .map(Meaning::code))
                .distinct();
    }

    @Test
    void everyCauseHasAStory() {
        List<Story> stories = Story.bounces();
        assertThat(codes().filter(code -> count(stories, "cause", code) == 0))
                .as("causes without a story that establishes them")
                .isEmpty();
        assertThat(BROKEN.stream().filter(kind -> count(stories, "kind", kind) == 0))
                .as("kinds of a broken record without a story")
                .isEmpty();
        assertThat(stories).hasSizeGreaterThanOrEqualTo(80);
    }

    @Test
    void theTableIsUpToDate() throws IOException {
        String doc = Files.readString(DOC, StandardCharsets.UTF_8);
        int begin = doc.indexOf(BEGIN) + BEGIN.length();
        int end = doc.indexOf(END);
        assertThat(begin).as(DOC + " holds the marks").isLessThanOrEqualTo(end);
        String table = table();
        if (Boolean.getBoolean("stories.rewrite")) {
            Files.writeString(DOC, doc.substring(0, begin) + table + doc.substring(end), StandardCharsets.UTF_8);
        } else {
            assertThat(doc.substring(begin, end))
                    .as("rewrite with -Dstories.rewrite=true")
                    .isEqualTo(table);
        }
    }

    @Test
    void everyTrapHasAStoryThatNamesWhatMustNotBeSaid() throws IOException {
        String doc = Files.readString(DOC, StandardCharsets.UTF_8);
        List<String> named = doc.substring(doc.indexOf("| trap | story |"))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.substring(line.indexOf('`') + 1, line.lastIndexOf('`')))
                .toList();
        assertThat(named).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        for (String name : named) {
            Path folder = Story.root().resolve("stories/bounce").resolve(name);
            assertThat(Story.bounces().stream().filter(story -> story.folder().equals(folder)))
                    .as("the story of " + name)
                    .singleElement()
                    .satisfies(story -> assertThat(story.one("must-not").or(() -> story.one("must-not-cause")))
                            .as(name + " names what must not be said")
                            .isPresent());
        }
    }

    private static String table() {
        List<Story> stories = Story.bounces();
        List<String> lines = new ArrayList<>();
        lines.add("| cause | that is | stories |");
        lines.add("| --- | --- | ---: |");
        codes().forEach(code ->
                lines.add("| `" + code + "` | " + CauseWords.of(code) + " | " + count(stories, "cause", code) + " |"));
        lines.add("| open | one fact is asked for | " + count(stories, "status", "open") + " |");
        lines.add("| no refusal | a domain, a record, headers, a notice | " + count(stories, "status", "no-refusal")
                + " |");
        lines.add("");
        lines.add("Kinds of `spf.record-broken`: "
                + BROKEN.stream()
                        .map(kind -> kind + " " + count(stories, "kind", kind))
                        .collect(Collectors.joining(", "))
                + ".");
        lines.add("Stories in all: " + stories.size() + "; " + saying(stories, "must-not")
                + " name words that must not be said, " + saying(stories, "must-not-cause")
                + " a cause that must not be found.");
        return String.join("\n", lines) + "\n";
    }

    private static long count(List<Story> stories, String key, String value) {
        return stories.stream()
                .filter(story -> story.one(key).filter(value::equals).isPresent())
                .count();
    }

    private static long saying(List<Story> stories, String key) {
        return stories.stream().filter(story -> story.one(key).isPresent()).count();
    }
}
