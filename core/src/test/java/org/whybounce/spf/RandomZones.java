package org.whybounce.spf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;

/// Small random worlds of records that include, redirect and list each other, with few enough names and addresses that
/// ranges overlap, includes are shared, loops and dead ends occur, and limits are crossed.
public final class RandomZones implements Resolver {
    public static final DomainName TOP = DomainName.of("d0.example");
    private static final int DOMAINS = 5;

    private final Random random;
    private final boolean macros;
    private final Map<Question, Answer> answers = new HashMap<>();

    public RandomZones(long seed, boolean macros) {
        this.random = new Random(seed);
        this.macros = macros;
        for (int i = 0; i < DOMAINS; i++) {
            DomainName name = DomainName.of("d" + i + ".example");
            List<ResourceRecord> texts = new ArrayList<>();
            if (i == 0 || random.nextInt(12) > 0) {
                texts.add(new ResourceRecord.Txt(name, 300, List.of(record())));
            }
            if (random.nextInt(40) == 0) {
                texts.add(new ResourceRecord.Txt(name, 300, List.of(record())));
            }
            if (i > 0 && random.nextInt(25) == 0) {
                answers.put(
                        new Question(name, RecordType.TXT), new Answer.NoAnswer(Answer.Failure.TIMEOUT, "at random"));
            } else if (!texts.isEmpty()) {
                answers.put(new Question(name, RecordType.TXT), new Answer.Found(texts, 300));
            }
            hosts(name);
        }
        for (int i = 0; i < 4; i++) {
            hosts(DomainName.of("h" + i + ".example"));
        }
    }

    private void hosts(DomainName name) {
        List<ResourceRecord> v4 = new ArrayList<>();
        List<ResourceRecord> v6 = new ArrayList<>();
        List<ResourceRecord> mx = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            v4.add(new ResourceRecord.A(name, 60, ip4()));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            v6.add(new ResourceRecord.Aaaa(name, 60, ip6()));
        }
        for (int i = random.nextInt(20) == 0 ? 11 : random.nextInt(4); i > 0; i--) {
            mx.add(new ResourceRecord.Mx(
                    name, 60, i, random.nextInt(15) == 0 ? DomainName.ROOT : DomainName.of(host())));
        }
        put(name, RecordType.A, v4);
        put(name, RecordType.AAAA, v6);
        put(name, RecordType.MX, mx);
    }

    private void put(DomainName name, RecordType type, List<ResourceRecord> records) {
        if (random.nextInt(30) == 0) {
            answers.put(new Question(name, type), new Answer.NoAnswer(Answer.Failure.SERVFAIL, "at random"));
        } else if (!records.isEmpty()) {
            answers.put(new Question(name, type), new Answer.Found(records, 60));
        }
    }

    private String host() {
        return "h" + random.nextInt(5) + ".example";
    }

    private String domain() {
        return "d" + random.nextInt(DOMAINS + 1) + ".example";
    }

    public IpAddress ip4() {
        return IpAddress.v4(0xc0000200L | random.nextInt(64));
    }

    public IpAddress ip6() {
        return IpAddress.v6(0x20010db800000000L, random.nextInt(64));
    }

    private String record() {
        StringBuilder out = new StringBuilder("v=spf1");
        for (int i = random.nextInt(7); i > 0; i--) {
            out.append(' ')
                    .append("+-~?".charAt(random.nextInt(8) < 5 ? 0 : random.nextInt(4)))
                    .append(term());
        }
        if (random.nextInt(30) == 0) {
            out.append(" bogus");
        }
        return out.append(random.nextInt(3) == 0 ? " redirect=" + domain() : "")
                .append(random.nextInt(2) == 0 ? " -all" : "")
                .toString();
    }

    private String term() {
        return switch (random.nextInt(macros ? 14 : 11)) {
            case 0, 1, 2 -> "ip4:" + ip4() + "/" + (26 + random.nextInt(7));
            case 3, 4 -> "ip6:" + ip6() + "/" + (122 + random.nextInt(7));
            case 5, 6, 7 -> "include:" + domain();
            case 8 -> "a:" + host() + "/" + (27 + random.nextInt(6)) + "//" + (123 + random.nextInt(6));
            case 9 -> "mx:" + (random.nextBoolean() ? host() : domain()) + "/" + (27 + random.nextInt(6));
            case 10 -> random.nextInt(3) == 0 ? "exists:" + host() : "a:%{d}";
            case 11 -> "exists:%{i}." + host();
            case 12 -> "ptr";
            default -> "include:%{l}.example";
        };
    }

    @Override
    public Answer ask(Question question) {
        return answers.getOrDefault(question, new Answer.NoSuchName(30));
    }
}
