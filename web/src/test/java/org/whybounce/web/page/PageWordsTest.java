package org.whybounce.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whybounce.Explain;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.words.json.ExplanationJson;

/// No page speaks of options or commands: a visitor has no terminal.
class PageWordsTest {
    private static final Path STORIES =
            Path.of(System.getProperty("whybounce.root", "..")).resolve("stories/bounce");

    private static final Pattern COMMAND =
            Pattern.compile("(^|[\\s('‘])(--[a-z]|whybounce (spf|check|headers|explain)\\b)");

    @Test
    void aBracketForTheTerminalGoes() {
        assertThat(PageWords.of("It stands in your server's log (--ip takes it)."))
                .isEqualTo("It stands in your server's log.");
        assertThat(PageWords.of("the domain (--mail-from does too), or the bounce"))
                .isEqualTo("the domain, or the bounce");
        assertThat(PageWords.of("an open bracket (--ip is no option")).isEqualTo("an open bracket (--ip is no option");
    }

    @Test
    void aCommandGoesAndTheRestStays() {
        assertThat(PageWords.of(
                        "If 192.0.2.1 sends for you, list it. whybounce spf fix a.example --add 192.0.2.1 shows the"
                                + " record to publish and its proof. If it does not, publish nothing."))
                .isEqualTo("If 192.0.2.1 sends for you, list it. If it does not, publish nothing.");
        assertThat(PageWords.of(
                        "If it sends for you, list it: 'whybounce spf fix a.example' prints the record. Else not."))
                .isEqualTo("If it sends for you, list it. Else not.");
        assertThat(PageWords.of("v=spf1 include:a--b.example -all")).isEqualTo("v=spf1 include:a--b.example -all");
    }

    @Test
    void noStorySpeaksOfTheCommandLine() throws IOException {
        List<String> said = new ArrayList<>();
        List<Path> stories;
        try (Stream<Path> files = Files.walk(STORIES, 2)) {
            stories = files.filter(folder -> Files.exists(folder.resolve("pasted.txt")))
                    .toList();
        }
        assertThat(stories).hasSizeGreaterThan(50);
        for (Path story : stories) {
            Path zone = story.resolve("zone.txt");
            Resolver dns = zone(zone);
            Piece doc = new Piece(ExplanationJson.node(new Explain(dns)
                    .explain(new Intake().read(Files.readAllBytes(story.resolve("pasted.txt"))), KnownFacts.NOTHING)));
            List<String> sentences =
                    new ArrayList<>(List.of(doc.text("verdict", "summary"), doc.text("verdict", "headline")));
            doc.list("missing").forEach(missing -> sentences.add(missing.text("ask")));
            doc.list("checks").forEach(check -> sentences.add(check.text("says")));
            for (Piece fix : doc.list("fixes")) {
                sentences.add(fix.text("text"));
                sentences.add(fix.text("question"));
                sentences.add(fix.text("instead"));
                sentences.addAll(fix.texts("notes"));
                sentences.addAll(fix.lines("letter", "body").lines().toList());
            }
            sentences.stream()
                    .filter(sentence -> COMMAND.matcher(sentence).find())
                    .forEach(sentence -> said.add(story.getFileName() + ": " + sentence));
        }
        assertThat(said).isEmpty();
    }

    private static Resolver zone(Path file) throws IOException {
        try {
            return Files.exists(file)
                    ? ZoneFile.parse(file.toString(), Files.readString(file))
                    : ZoneFile.parse("none", "");
        } catch (ZoneFile.Unreadable e) {
            throw new IOException(e);
        }
    }
}
