package org.whybounce.words.text;

import java.util.List;
import java.util.Optional;
import org.whybounce.bounce.EnhancedStatus;
import org.whybounce.bounce.Phrase;
import org.whybounce.bounce.phrase.AskedCode;
import org.whybounce.bounce.phrase.Codebook;
import org.whybounce.bounce.phrase.Phrasebook;

/// What a code means, for a person: the published meaning first, then who means something else, then refusals that were
/// seen with it.
public final class CodeText {
    private static final int MOST_PHRASES = 12;

    private CodeText() {}

    /// One after the other.
    public static String of(List<AskedCode> asked, Codebook book, Phrasebook phrases, boolean colored) {
        return of(asked, book, phrases, Paper.ordinary(colored));
    }

    /// On paper of any width.
    public static String of(List<AskedCode> asked, Codebook book, Phrasebook phrases, Paper paper) {
        TextPage page = new TextPage(paper);
        for (AskedCode each : asked) {
            switch (each) {
                case AskedCode.Reply(int reply) -> put(page, reply, book.find(reply));
                case AskedCode.Status(EnhancedStatus status, boolean anyClass) ->
                    put(page, status, anyClass, book.find(status), phrases.withCode(status, anyClass));
            }
        }
        return page.toString();
    }

    public static void put(TextPage page, int reply, Optional<Codebook.Entry> entry) {
        page.gap();
        page.say(
                TextPage.Ink.BOLD,
                reply + "  "
                        + entry.map(Codebook.Entry::title).orElse("not a code of the mail standards that we know"));
        page.say(
                TextPage.Ink.PLAIN,
                "A reply code. " + first(reply) + " The text behind it tells more; read that before the number.");
        entry.ifPresent(known -> uses(page, known));
    }

    private static String first(int reply) {
        return switch (reply / 100) {
            case 2 -> "2xx: done.";
            case 3 -> "3xx: go on.";
            case 4 -> "4xx: temporary, the sending server tries again by itself.";
            case 5 -> "5xx: permanent, trying again changes nothing.";
            default -> "";
        };
    }

    public static void put(
            TextPage page, EnhancedStatus status, boolean anyClass, Optional<Codebook.Entry> entry, List<Phrase> seen) {
        String code = shown(status, anyClass);
        page.gap();
        page.say(
                TextPage.Ink.BOLD,
                code + "  "
                        + entry.map(Codebook.Entry::title)
                                .orElse("not in the registry, and no provider's that we know"));
        page.say(
                TextPage.Ink.PLAIN,
                "An enhanced status code (RFC 3463). "
                        + (anyClass ? "" : status.kind() + ": " + Codebook.classOf(status.kind()) + ". ")
                        + "Middle number " + status.subject() + ": " + Codebook.subjectOf(status.subject()) + ".");
        entry.ifPresent(known -> uses(page, known));
        if (!seen.isEmpty()) {
            page.gap();
            page.say(TextPage.Ink.PLAIN, "Refusals seen with it, and what they say:");
            for (Phrase phrase : seen.stream().limit(MOST_PHRASES).toList()) {
                page.say(
                        TextPage.Ink.PLAIN,
                        " - ",
                        "   ",
                        phrase.says().code() + ", " + phrase.provider() + ": \"" + phrase.text() + "\"");
            }
            if (seen.size() > MOST_PHRASES) {
                page.say(TextPage.Ink.PLAIN, "   and " + (seen.size() - MOST_PHRASES) + " more.");
            }
        }
    }

    public static String shown(EnhancedStatus status, boolean anyClass) {
        return anyClass ? "x." + status.subject() + "." + status.detail() : status.toString();
    }

    private static void uses(TextPage page, Codebook.Entry entry) {
        List<Codebook.Use> published =
                entry.uses().stream().filter(Codebook.Use::published).toList();
        for (Codebook.Use use : published) {
            page.say(TextPage.Ink.PLAIN, "Means: " + use.says() + " (" + use.source() + ")");
            page.say(TextPage.Ink.GOOD, "Do: " + use.then());
        }
        List<Codebook.Use> own =
                entry.uses().stream().filter(use -> !use.published()).toList();
        if (own.isEmpty()) {
            return;
        }
        page.gap();
        page.say(TextPage.Ink.PLAIN, published.isEmpty() ? "Who uses it:" : "Who uses it with a meaning of their own:");
        for (Codebook.Use use : own) {
            page.say(
                    TextPage.Ink.PLAIN,
                    " - ",
                    "   ",
                    use.who() + ": " + use.says() + " " + use.then() + " (" + use.source() + ")");
        }
    }
}
