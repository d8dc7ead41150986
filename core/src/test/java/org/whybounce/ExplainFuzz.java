package org.whybounce;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.whybounce.cause.KnownFacts;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ZoneFile;
import org.whybounce.intake.Intake;
import org.whybounce.stories.Schemas;
import org.whybounce.stories.Story;
import org.whybounce.words.json.ExplanationJson;
import org.whybounce.words.markdown.ExplanationMarkdown;
import org.whybounce.words.text.ExplanationText;

/// Throws damaged pastes at the whole path, from intake to words. Each round takes a story, cuts, doubles, swaps and
/// replaces bytes of it, or grafts a piece of another one, and is made of its number alone, so that a failure can be
/// had
/// again. A round fails by an exception, by an answer that breaks the schema, or by one that could act on a terminal.
///
/// `java ... org.whybounce.ExplainFuzz COUNT [FIRST [FOLDER]]` runs as many rounds as wanted, over the mails of a
/// folder
/// as well.
final class ExplainFuzz {
    /// Larger pastes say nothing more and take long.
    private static final int LARGEST = 40_000;

    /// Rounds after which a long run says how far it is, and the slowest of them.
    private static final long REPORTED = 10_000;

    private static final List<String> GRAFTS = List.of(
            "550 5.7.1 ",
            "550-5.7.26 ",
            "spf=fail ",
            "SPF fail",
            "\r",
            "\r\n\r\n",
            "\n\n",
            "\u0000",
            "\u001b[2J",
            "\u202e",
            "\u00a0",
            "=?UTF-8?B?/w==?=",
            "=?utf-8?q?",
            "--",
            "Content-Type: multipart/mixed; boundary=\"",
            "Content-Type: message/rfc822\n\n",
            "Content-Transfer-Encoding: base64\n\n",
            "Content-Type: text/plain; charset=iso-2022-jp\n\n",
            "Final-Recipient: rfc822; ",
            "Diagnostic-Code: smtp; ",
            "Received: from x ([192.0.2.1]) by y; ",
            "Return-Path: <>\n",
            "From: ",
            "DKIM-Signature: v=1; a=rsa-sha256; b=",
            "[{\"event\":\"",
            "\"}}]",
            "\\u0000",
            "v=spf1 include:example.org ",
            "include:",
            "(((((((((",
            "<<<<<<",
            "&lt;",
            "\ud83d",
            "999.999.999.999",
            "[::ffff:192.0.2.1]",
            "@",
            "xn--",
            "> > > ",
            "postfix/smtp[1]: 4A: to=<a@example.org>, status=bounced (");

    /// @param octets the paste, a character an octet
    private record Seed(String name, String octets, Resolver dns) {
        byte[] paste() {
            return octets.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private final List<Seed> seeds;

    private ExplainFuzz(List<Seed> seeds) {
        this.seeds = seeds;
    }

    static ExplainFuzz overStories() {
        return new ExplainFuzz(stories());
    }

    private static List<Seed> stories() {
        try {
            List<Seed> seeds = new ArrayList<>();
            for (Story story : Story.bounces()) {
                seeds.add(new Seed(
                        story.name(), Files.readString(story.pasted(), StandardCharsets.ISO_8859_1), story.dns()));
            }
            return seeds;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Seed> mails(Path folder) throws IOException {
        List<Seed> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                seeds.add(new Seed(
                        file.getFileName().toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1),
                        ZoneFile.of(List.of())));
            }
        }
        return seeds;
    }

    public static void main(String[] args) throws IOException {
        long count = Long.parseLong(args[0]);
        long first = args.length > 1 ? Long.parseLong(args[1]) : 0;
        List<Seed> seeds = new ArrayList<>(stories());
        if (args.length > 2) {
            seeds.addAll(mails(Path.of(args[2])));
        }
        new ExplainFuzz(seeds).run(first, count);
    }

    void run(long first, long count) {
        Explain explain = new Explain(ZoneFile.of(List.of()));
        long slowest = 0;
        long slowestRound = first;
        for (long round = first; round < first + count; round++) {
            SplittableRandom random = new SplittableRandom(round);
            Seed seed = seeds.get(random.nextInt(seeds.size()));
            byte[] paste = damaged(seed, random);
            long begin = System.nanoTime();
            try {
                holds(explain.with(seed.dns()).explain(new Intake().read(paste), KnownFacts.NOTHING));
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new AssertionError("round " + round + ", made from " + seed.name(), e);
            }
            long took = System.nanoTime() - begin;
            if (took > slowest) {
                slowest = took;
                slowestRound = round;
            }
            if ((round - first + 1) % REPORTED == 0) {
                System.out.printf(
                        "%,d rounds, slowest %d ms (round %d)%n", round - first + 1, slowest / 1_000_000, slowestRound);
            }
        }
    }

    private static void holds(Explanation explanation) {
        String shown = ExplanationText.of(explanation, false, true) + ExplanationMarkdown.of(explanation);
        if (shown.chars().anyMatch(c -> c == 0x1b || c == 0 || c == 0x202e || c == '\r')) {
            throw new AssertionError("a control character is printed: " + shown);
        }
        var broken = Schemas.of("explain-1").validate(ExplanationJson.of(explanation), InputFormat.JSON);
        if (!broken.isEmpty()) {
            throw new AssertionError("the answer breaks its schema: " + broken);
        }
    }

    private byte[] damaged(Seed seed, SplittableRandom random) {
        byte[] paste = Arrays.copyOf(seed.paste(), Math.min(seed.octets().length(), LARGEST));
        for (int i = random.nextInt(1, 10); i > 0 && paste.length > 0; i--) {
            int at = random.nextInt(paste.length);
            int length = Math.min(paste.length - at, 1 + random.nextInt(random.nextInt(20) == 0 ? 4000 : 80));
            paste = switch (random.nextInt(8)) {
                case 0 -> spliced(paste, at, length, new byte[0]);
                case 1 -> spliced(paste, at, 0, Arrays.copyOfRange(paste, at, at + length));
                case 2 -> {
                    paste[at] ^= (byte) (1 << random.nextInt(8));
                    yield paste;
                }
                case 3 -> {
                    paste[at] = (byte) random.nextInt(256);
                    yield paste;
                }
                case 4 -> spliced(paste, at, 0, piece(random));
                case 5 -> Arrays.copyOfRange(paste, 0, Math.max(1, at));
                default ->
                    spliced(
                            paste,
                            at,
                            random.nextInt(2),
                            GRAFTS.get(random.nextInt(GRAFTS.size())).getBytes(StandardCharsets.UTF_8));
            };
        }
        return Arrays.copyOf(paste, Math.min(paste.length, LARGEST));
    }

    private byte[] piece(SplittableRandom random) {
        byte[] other = seeds.get(random.nextInt(seeds.size())).paste();
        if (other.length == 0) {
            return other;
        }
        int from = random.nextInt(other.length);
        return Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(1500)));
    }

    private static byte[] spliced(byte[] paste, int at, int without, byte[] with) {
        byte[] result = new byte[paste.length - without + with.length];
        System.arraycopy(paste, 0, result, 0, at);
        System.arraycopy(with, 0, result, at, with.length);
        System.arraycopy(paste, at + without, result, at + with.length, paste.length - at - without);
        return result;
    }
}
