package org.whybounce.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whybounce.headers.NextStep;
import org.whybounce.route.Place;

/// The page of the Email Header Analyzer: the document of `headers`, and the text that was pasted.
///
/// @param told  where the reader said that the mail came into their hands; empty if they did not
/// @param again whether the text is short enough to be sent again with the page's form
public record HeadersPage(Piece doc, String text, String told, boolean again) {
    /// Hops that the reader may choose from; real mail has fewer.
    private static final int MOST_PLACES = 50;

    /// Hours, minutes and seconds in UTC; the day stands above the first hop of each day.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    /// One hop as a person follows it, the first server first.
    ///
    /// @param day   the day if it is another than the hop's before
    /// @param bar   length of the bar for the delay, 0 to 100
    /// @param tone  a class of the style sheet: who vouches for this line
    public record Hop(
            Piece piece, String day, String time, String delay, int bar, String tone, String place, String trust) {}

    public List<Hop> hops() {
        List<Piece> pieces = new ArrayList<>(doc.list("hops"));
        pieces.sort((a, b) -> Integer.compare(a.number("number"), b.number("number")));
        long longest = 1;
        for (Piece piece : pieces) {
            longest = Math.max(longest, piece.number("delaySeconds"));
        }
        List<Hop> hops = new ArrayList<>();
        String day = "";
        for (Piece piece : pieces) {
            ZonedDateTime at = time(piece.text("date"));
            String today = at.equals(NEVER) ? "" : DAY.format(at);
            int delay = piece.number("delaySeconds");
            hops.add(new Hop(
                    piece,
                    today.equals(day) ? "" : today,
                    at.equals(NEVER) ? "no time" : TIME.format(at),
                    piece.has("delaySeconds") ? delay(delay) + share(piece) : "",
                    delay <= 0 ? 0 : (int) Math.max(2, delay * 100L / longest),
                    tone(piece),
                    place(piece.text("place")),
                    trust(piece.text("trust"))));
            day = today.isEmpty() ? day : today;
        }
        return hops;
    }

    /// A hop at which the mail may have come into the reader's hands.
    ///
    /// @param chosen whether the analysis took it for that
    public record Choice(String number, String words, boolean chosen) {}

    /// The choices of the reader, none where there is nothing to choose.
    public List<Choice> places() {
        if (!again) {
            return List.of();
        }
        List<Choice> places = new ArrayList<>();
        for (Hop hop : hops()) {
            Piece piece = hop.piece();
            if (piece.has("by") && places.size() < MOST_PLACES) {
                String from = piece.has("from") ? piece.text("from") : piece.text("ip");
                places.add(new Choice(
                        piece.text("number"),
                        piece.text("by") + (from.isEmpty() ? "" : ", from " + from),
                        !told.isEmpty() && piece.text("number").equals(doc.text("boundary", "hop"))));
            }
        }
        return places.size() < 2 && told.isEmpty() ? List.of() : places;
    }

    private static final ZonedDateTime NEVER = Instant.EPOCH.atZone(ZoneOffset.UTC);

    private static ZonedDateTime time(String text) {
        try {
            return ZonedDateTime.parse(text).withZoneSameInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return NEVER;
        }
    }

    /// Shorter ways are told without each hop's part of it.
    private static final int WORTH_SHARING = 60;

    private String share(Piece hop) {
        return doc.number("totalSeconds") < WORTH_SHARING || hop.number("sharePercent") == 0
                ? ""
                : ", " + hop.text("sharePercent") + " % of the whole time";
    }

    /// The whole time on the way; empty where nothing tells it.
    public String total() {
        int seconds = doc.number("totalSeconds");
        return seconds <= 0 ? "" : span(seconds);
    }

    /// A filter's value as people read it: a verdict or a rule is told by its name alone.
    public static String word(Piece word) {
        return switch (word.text("key")) {
            case "verdict", "test" -> word.text("value").replace('-', ' ');
            default -> word.text("key") + " " + word.text("value");
        };
    }

    static String delay(int seconds) {
        if (seconds < 0) {
            return "a clock is off by " + span(-seconds);
        }
        return seconds == 0 ? "at once" : "+" + span(seconds);
    }

    private static String span(int seconds) {
        Duration time = Duration.ofSeconds(seconds);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return time.toHours() < 48 ? time.toHours() + " h " + time.toMinutesPart() + " min" : time.toDays() + " days";
    }

    private static String tone(Piece hop) {
        return switch (hop.text("trust")) {
            case "believed" -> "good";
            case "forgeable" -> "open";
            default -> "plain";
        };
    }

    public String tone() {
        return switch (doc.text("verdict", "status")) {
            case "wrong" -> "bad";
            case "open", "no-dns" -> "open";
            default -> FindingsList.tone(doc.list("findings"));
        };
    }

    /// The first sentence of the verdict: what a person reads who reads nothing else.
    public String headline() {
        String summary = doc.text("verdict", "summary");
        int end = summary.indexOf(". ");
        return end < 0 ? summary : summary.substring(0, end + 1);
    }

    /// What follows it.
    public String technical() {
        return doc.text("verdict", "summary").substring(headline().length()).strip();
    }

    private static String place(String code) {
        for (Place place : Place.values()) {
            if (place.code().equals(code)) {
                return place.words();
            }
        }
        return code;
    }

    /// How far a field can be believed, in words.
    public static String believed(String word) {
        return trust(word);
    }

    private static String trust(String word) {
        return switch (word) {
            case "believed" -> "can be believed";
            case "asserted" -> "on that server's word";
            case "forgeable" -> "could be invented";
            default -> word;
        };
    }

    /// The answer to "was it forwarded?".
    public static String forwarded(String status) {
        return switch (status) {
            case "forwarded" -> "Yes";
            case "not" -> "No";
            default ->
                status.isEmpty()
                        ? ""
                        : Character.toUpperCase(status.charAt(0))
                                + status.substring(1).replace('-', ' ');
        };
    }

    /// Whose step it is, as the command line says it.
    public static String who(String code) {
        for (NextStep.Who who : NextStep.Who.values()) {
            if (who.code().equals(code)) {
                return who.words();
            }
        }
        return code;
    }

    /// For the parts that an answer shows likewise.
    public AnswerPage answer() {
        return AnswerPage.shared(doc, doc);
    }

    /// How a result of SPF, DKIM or DMARC looks.
    public static String result(String result) {
        return switch (result) {
            case "pass" -> "good";
            case "fail", "permerror", "reject" -> "bad";
            case "softfail", "temperror", "neutral", "policy" -> "open";
            default -> "plain";
        };
    }
}
