package org.whybounce.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;
import org.whybounce.net.IpPrefix;
import org.whybounce.spf.finding.SpfCheck;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.MacroParser;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.record.SyntaxError;
import org.whybounce.spf.record.Term;
import org.whybounce.spf.tree.CompiledSpf;
import org.whybounce.words.json.EvaluationJson;
import org.whybounce.words.json.SpfTreeJson;
import org.whybounce.words.text.Paper;
import org.whybounce.words.text.SpfEvalText;
import org.whybounce.words.text.SpfShowText;
import org.whybounce.words.text.TextPage;

/// Throws random records, macro-strings, senders, addresses and DNS answers at the engine. Each round is made of its
/// number alone, so that a failure can be had again. A round fails by an exception, a broken invariant, or by asking
/// more questions than an evaluation may.
///
/// `java ... org.whybounce.spf.SpfFuzz COUNT [FIRST]` runs as many rounds as wanted.
final class SpfFuzz {
    /// Ten mx of ten hosts each, ten includes, and what the macro p and the lenient readings ask.
    private static final int MOST_QUESTIONS = 400;

    /// Rounds after which a long run says how far it is.
    private static final long REPORTED = 250_000;

    private static final String[] PIECES = {
        "v=spf1",
        " ",
        " ",
        " ",
        " ",
        "all",
        "-all",
        "~all",
        "?all",
        "+",
        "-",
        "include:",
        "a",
        "mx",
        "ptr",
        "ip4:",
        "ip6:",
        "exists:",
        "redirect=",
        "exp=",
        "moo=",
        ":",
        "/",
        "//",
        "=",
        ".",
        "%",
        "%{",
        "}",
        "%%",
        "%_",
        "%-",
        "%{i}",
        "%{d}",
        "%{l}",
        "%{s}",
        "%{o}",
        "%{p}",
        "%{v}",
        "%{h}",
        "%{c}",
        "%{r}",
        "%{t}",
        "%{d2}",
        "%{ir}",
        "%{d0}",
        "%{l1r+-}",
        "%{D}",
        "%{S}",
        "192.0.2.0/24",
        "192.0.2.1",
        "0.0.0.0/0",
        "/0",
        "/33",
        "/128",
        "2001:db8::1",
        "::ffff:192.0.2.1",
        "::/0",
        "f0.example",
        "f1.example",
        "f2.example",
        "example.com",
        "xn--bcher-kva.example",
        "localhost",
        "-",
        "_spf",
        "\t",
        "\u0000",
        "\u001b[31m",
        "\u00e2\u0080\u009c",
        "\"",
        ",",
        ";",
        "\u00ff",
        "00",
        "9999999999",
        "x".repeat(64),
        "a.".repeat(130),
        " a:f1.example",
        " mx:f2.example",
        " include:f0.example",
        " include:f1.example",
        " exists:%{i}.f1.example",
        " redirect=f2.example",
        " ip4:192.0.2.0/25",
        " ip6:2001:db8::/32",
        " ptr:f1.example"
    };

    private SpfFuzz() {}

    public static void main(String[] args) {
        long count = Long.parseLong(args[0]);
        long first = args.length > 1 ? Long.parseLong(args[1]) : 0;
        long start = System.nanoTime();
        for (long done = 0; done < count; done += REPORTED) {
            run(first + done, Math.min(REPORTED, count - done));
            System.out.printf(
                    Locale.ROOT,
                    "%,d rounds without a fault in %,.0f s%n",
                    Math.min(count, done + REPORTED),
                    (System.nanoTime() - start) / 1e9);
        }
    }

    static void run(long first, long count) {
        for (long round = first; round < first + count; round++) {
            try {
                round(round);
            } catch (RuntimeException | StackOverflowError fault) {
                throw new AssertionError("round " + round + ": " + fault, fault);
            }
        }
    }

    private static void round(long round) {
        SplittableRandom random = new SplittableRandom(round);
        Zone zone = new Zone(random);
        parse(zone.records[0]);
        explanation(random);
        address(random);
        SpfQuestion asked = question(random);
        SpfEvaluator evaluator = new SpfEvaluator(zone);
        Evaluation bare = evaluator.evaluate(asked);
        zone.within(MOST_QUESTIONS);
        if (round % 32 == 0) {
            Evaluation explained = evaluator.explain(asked);
            zone.within(MOST_QUESTIONS);
            require(bare.result() == explained.result(), "steps change the result");
            require(bare.counters().equals(explained.counters()), "steps change the counters");
            if (round % 1024 == 0) {
                shown(zone, explained, round % 8192 == 0);
            }
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    private static String text(SplittableRandom random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            if (random.nextInt(20) == 0) {
                text.append((char) random.nextInt(256));
            } else {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }

    private static String record(SplittableRandom random) {
        return random.nextInt(8) == 0 ? text(random, 12) : "v=spf1 " + text(random, 14);
    }

    private static void parse(String text) {
        switch (SpfParser.parse(text)) {
            case SpfRecord record -> {
                StringBuilder again = new StringBuilder("v=spf1");
                for (Term term : record.terms()) {
                    require(term.span().end() <= text.length(), "a span lies outside the text");
                    again.append(' ').append(record.textOf(term));
                }
                require(
                        SpfParser.parse(again.toString()) instanceof SpfRecord printed
                                && printed.terms().size() == record.terms().size(),
                        "the terms of a record make no record");
            }
            case BrokenRecord broken -> {
                for (SyntaxError error : broken.errors()) {
                    require(error.at().end() <= text.length(), "an error lies outside the text");
                    require(
                            error.repair() == null || SpfParser.sound(error.repair()),
                            "a repair is no sound term: " + error);
                }
            }
        }
    }

    private static void explanation(SplittableRandom random) {
        SpfQuestion asked = question(random);
        MacroExpansion macros = new MacroExpansion(asked, Sender.of(asked), "f0.example", () -> "unknown");
        MacroParser.explanation(text(random, 10)).ifPresent(parsed -> {
            String shown = macros.text(parsed);
            require(shown == null || shown.chars().allMatch(c -> c <= 0x7e), "an explanation is not ASCII");
            macros.domain(parsed);
        });
    }

    private static void address(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append("0123456789abcdef:::::...../".charAt(random.nextInt(27)));
        }
        String given = text.toString();
        Optional<IpAddress> parsed = IpAddress.parse(given);
        parsed.ifPresent(ip ->
                require(IpAddress.of(ip.toString()).equals(ip), "an address does not read as it is printed: " + given));
        IpPrefix.parse(given)
                .ifPresent(range -> require(
                        IpPrefix.parse(range.toString()).filter(range::equals).isPresent(),
                        "a range does not read as it is printed: " + given));
        IpAddress any = IpAddress.v6(random.nextLong(), random.nextLong());
        require(IpAddress.of(any.toString()).equals(any), "an address does not read as it is printed: " + any);
    }

    private static SpfQuestion question(SplittableRandom random) {
        IpAddress ip = random.nextBoolean()
                ? IpAddress.v4(0xc0000200L | random.nextInt(256))
                : IpAddress.v6(0x20010db800000000L, random.nextInt(4));
        String domain = "f" + random.nextInt(3) + ".example";
        String sender =
                random.nextInt(6) == 0 ? text(random, 6) + "@" + text(random, 3) : text(random, 2) + "@" + domain;
        return random.nextInt(8) == 0
                ? SpfQuestion.helo(ip, random.nextBoolean() ? domain : text(random, 4))
                : SpfQuestion.mailFrom(ip, sender, random.nextBoolean() ? domain : text(random, 4));
    }

    /// What a person and a program get to see of it: 80 columns, nothing that acts on a terminal.
    private static void shown(Zone zone, Evaluation evaluation, boolean all) {
        TextPage page = new TextPage(false);
        SpfEvalText.put(page, evaluation, null);
        lines(page.toString());
        require(!EvaluationJson.of(evaluation, null).isEmpty(), "no JSON");
        if (all) {
            SpfCheck check = SpfCheck.of(zone, DomainName.of("f0.example"));
            CompiledSpf.of(check.tree());
            TextPage show = new TextPage(false);
            SpfShowText.put(show, check);
            lines(show.toString());
            require(!SpfTreeJson.of(check).isEmpty(), "no JSON");
        }
    }

    private static void lines(String page) {
        for (String line : page.split("\n")) {
            require(line.length() <= Paper.ORDINARY, "a line is too long: " + line);
            require(line.chars().noneMatch(c -> c < ' ' || c == 0x7f), "a line holds a control character: " + line);
        }
    }

    /// Three domains with records of any kind, and answers of any kind for every other name.
    private static final class Zone implements Resolver {
        final String[] records = new String[3];
        private final long salt;
        private int asked;

        Zone(SplittableRandom random) {
            for (int i = 0; i < records.length; i++) {
                records[i] = record(random);
            }
            salt = random.nextLong();
        }

        void within(int most) {
            require(asked <= most, asked + " questions were asked");
            asked = 0;
        }

        @Override
        public Answer ask(Question question) {
            asked++;
            String name = question.name().toString();
            if (question.type() == RecordType.TXT && name.length() == 10 && name.endsWith(".example")) {
                int i = name.charAt(1) - '0';
                if (i >= 0 && i < records.length) {
                    return new Answer.Found(
                            List.of(new ResourceRecord.Txt(question.name(), 60, List.of(records[i]))), 60);
                }
            }
            SplittableRandom random = new SplittableRandom(
                    salt ^ name.hashCode() ^ question.type().number());
            int kind = random.nextInt(10);
            if (kind == 0) {
                Answer.Failure[] failures = Answer.Failure.values();
                return new Answer.NoAnswer(failures[random.nextInt(failures.length)], "at random");
            }
            if (kind < 4) {
                return kind == 1 ? new Answer.NoData(60) : new Answer.NoSuchName(60);
            }
            List<ResourceRecord> found = new ArrayList<>();
            for (int i = random.nextInt(10) == 0 ? 12 : 1 + random.nextInt(3); i > 0; i--) {
                found.add(some(question, random));
            }
            return new Answer.Found(found, 60);
        }

        private static ResourceRecord some(Question question, SplittableRandom random) {
            DomainName name = question.name();
            DomainName other =
                    random.nextInt(9) == 0 ? DomainName.ROOT : DomainName.of("h" + random.nextInt(9) + ".example");
            return switch (question.type()) {
                case A -> new ResourceRecord.A(name, 60, IpAddress.v4(0xc0000200L | random.nextInt(256)));
                case AAAA -> new ResourceRecord.Aaaa(name, 60, IpAddress.v6(0x20010db800000000L, random.nextInt(4)));
                case MX -> new ResourceRecord.Mx(name, 60, random.nextInt(100), other);
                case PTR -> new ResourceRecord.Ptr(name, 60, other);
                case TXT, SPF -> new ResourceRecord.Txt(name, 60, List.of(text(random, 8)));
                case CNAME, NS, SOA, DS, RRSIG, DNSKEY, TLSA, CAA -> new ResourceRecord.Cname(name, 60, other);
            };
        }
    }
}
