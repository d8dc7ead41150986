package org.whybounce.fix.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.ZoneFile;
import org.whybounce.fix.Fix;
import org.whybounce.fix.HandOver;
import org.whybounce.fix.Proof;
import org.whybounce.fix.reach.ReachReader;
import org.whybounce.net.AddressRanges;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.vendor.VendorDirectory;

/// Sound records damaged by one slip each, mended again. Nothing that is published lets anybody send whom the sound
/// record did not list, no sender is left out without being named, and of those damages that a careful person would be
/// sure of most are mended to the sound record. `-Ddamage.count=10000` takes more; `-Ddamage.show=KIND` prints what was
/// not mended.
class DamagedRecordTest {
    private static final DomainName AT = DomainName.of("example.org");
    private static final int COUNT = Integer.getInteger("damage.count", 1_500);
    private static final String SHOW = System.getProperty("damage.show", "");

    /// Of 100 damages that a careful person would be sure of, so many are mended at least.
    private static final int SURE_OF_100 = 75;

    private static final String WORLD = """
            $TTL 3600
            example.org. IN A 192.0.2.80
            example.org. IN MX 10 mail.example.org.
            mail.example.org. IN A 192.0.2.25
            _spf.example.org. IN TXT "v=spf1 ip4:198.51.100.240/28 -all"
            s.example.net. IN TXT "v=spf1 ip4:198.51.100.0/28 -all"
            spf.mailer.example. IN TXT "v=spf1 ip4:198.51.100.16/28 ~all"
            _spf.google.com. IN TXT "v=spf1 ip4:198.51.100.128/28 ~all"
            spf.protection.outlook.com. IN TXT "v=spf1 ip4:198.51.100.64/28 -all"
            sendgrid.net. IN TXT "v=spf1 ip4:198.51.100.32/28 ~all"
            h.example.net. IN A 203.0.113.5
            relay.hosting.example. IN A 203.0.113.6
            m.example.net. IN MX 10 h.example.net.
            """;

    private static final List<String> TERMS = List.of(
            "mx",
            "a",
            "ip4:203.0.113.45",
            "ip4:203.0.113.128/25",
            "ip4:192.0.2.0/24",
            "ip6:2001:db8::/32",
            "ip6:2001:db8:1::25",
            "include:s.example.net",
            "include:spf.mailer.example",
            "include:_spf.google.com",
            "include:spf.protection.outlook.com",
            "include:sendgrid.net",
            "include:_spf.example.org",
            "a:h.example.net",
            "a:relay.hosting.example",
            "a:mail.example.org",
            "mx:m.example.net",
            "a/24",
            "exists:%{i}._spf.example.org");

    /// @param sure whether a careful person would be sure of what was meant
    record Damaged(String kind, List<String> records, boolean sure) {}

    @Test
    void whatIsDamagedByOneSlipIsMendedOrAskedForAndNeverOpened() throws ZoneFile.Unreadable {
        Random random = new Random(Long.getLong("damage.seed", 20_261_130L));
        Map<String, int[]> tally = new TreeMap<>();
        List<String> opened = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String sound = sound(random);
            Damaged damaged = damaged(sound, random);
            if (damaged.records().size() == 1 && !broken(damaged.records().getFirst())) {
                continue;
            }
            judge(sound, damaged, tally, opened, lost);
        }
        int sure = 0;
        int mended = 0;
        StringBuilder table = new StringBuilder();
        for (Map.Entry<String, int[]> each : tally.entrySet()) {
            int[] counts = each.getValue();
            table.append("%-22s sure %5d mended %5d asked %5d other %5d | unsure %5d%n"
                    .formatted(
                            each.getKey(),
                            counts[0],
                            counts[1],
                            counts[2],
                            counts[0] - counts[1] - counts[2],
                            counts[3]));
            sure += counts[0];
            mended += counts[1];
        }
        if (Boolean.getBoolean("damage.table")) {
            System.out.println(table);
            System.out.println(
                    "sure " + sure + " mended " + mended + " opened " + opened.size() + " lost " + lost.size());
        }
        assertThat(opened).isEmpty();
        assertThat(lost).isEmpty();
        assertThat(100.0 * mended / sure).as(table.toString()).isGreaterThanOrEqualTo(SURE_OF_100);
    }

    private static void judge(
            String sound, Damaged damaged, Map<String, int[]> tally, List<String> opened, List<String> lost)
            throws ZoneFile.Unreadable {
        ZoneFile zone = zone(damaged.records());
        RecordFix fix = RecordFix.of(RecordFix.Asked.repair(AT), zone, VendorDirectory.builtIn());
        ReachReader reader = new ReachReader(zone(List.of()));
        AddressRanges meant = reader.read(AT, sound).passes();
        int[] counts = tally.computeIfAbsent(damaged.kind(), kind -> new int[4]);
        counts[damaged.sure() ? 0 : 3]++;
        boolean mended = false;
        boolean asked = false;
        for (Fix each : fix.fixes()) {
            List<Fix.Publish> all = new ArrayList<>();
            if (each instanceof Fix.Publish publish) {
                all.add(publish);
                mended = reader.read(AT, text(publish)).passes().equals(meant) && sameEnd(sound, text(publish));
            } else if (each instanceof Fix.Ask ask) {
                asked = true;
                ask.alternatives().forEach(alternative -> all.add(alternative.fix()));
            }
            for (Fix.Publish publish : all) {
                AddressRanges passes = reader.read(AT, text(publish)).passes();
                AddressRanges written = literally(damaged.records(), reader);
                String story = sound + " | " + damaged + " -> " + text(publish);
                if (each instanceof Fix.Publish
                                && !passes.minus(meant).minus(written).isEmpty()
                                && damaged.sure()
                        || text(publish).matches(".* \\+?all( .*)?")) {
                    opened.add(story);
                }
                Proof.Facts facts = publish.proof().facts();
                if (each instanceof Fix.Publish
                        && facts.dropped().isEmpty()
                        && damaged.sure()
                        && !meant.minus(passes).isEmpty()) {
                    lost.add(story);
                }
            }
        }
        if (damaged.sure()) {
            counts[1] += mended ? 1 : 0;
            counts[2] += !mended && asked ? 1 : 0;
            if (!mended && (SHOW.equals(damaged.kind()) || SHOW.equals("all"))) {
                System.out.println(sound + "\n   " + damaged.records() + "\n   "
                        + fix.fixes().stream().map(DamagedRecordTest::show).toList());
            }
        }
    }

    private static String show(Fix fix) {
        return switch (fix) {
            case Fix.Publish publish -> text(publish);
            case Fix.Ask ask ->
                "ASK "
                        + ask.alternatives().stream()
                                .map(each -> text(each.fix()))
                                .toList();
            case Fix.Tell tell -> tell.text();
            case Fix.PublishNothing nothing -> nothing.text();
        };
    }

    private static String text(Fix.Publish publish) {
        return publish.edit().becomes().getFirst();
    }

    private static boolean sameEnd(String one, String other) {
        return one.substring(one.lastIndexOf(' ')).equals(other.substring(other.lastIndexOf(' ')));
    }

    /// What the damaged text lists as it stands.
    private static AddressRanges literally(List<String> records, ReachReader reader) {
        return AddressRanges.unionOf(records.stream()
                .map(record -> reader.read(
                                AT,
                                new org.whybounce.intent.IntentReader(org.whybounce.intent.Names.NONE)
                                        .read(record)
                                        .certain())
                        .passes())
                .toList());
    }

    private static boolean broken(String record) {
        return !SpfParser.isRecord(record) || SpfParser.parse(record) instanceof BrokenRecord;
    }

    static ZoneFile zone(List<String> records) throws ZoneFile.Unreadable {
        StringBuilder zone = new StringBuilder(WORLD);
        for (String record : records) {
            String bytes = new String(
                    record.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    java.nio.charset.StandardCharsets.ISO_8859_1);
            zone.append("example.org. IN TXT ").append(HandOver.quoted(bytes)).append('\n');
        }
        return ZoneFile.parse("damaged", zone.toString());
    }

    static String sound(Random random) {
        List<String> terms = new ArrayList<>(TERMS);
        java.util.Collections.shuffle(terms, random);
        List<String> chosen = new ArrayList<>(terms.subList(0, 2 + random.nextInt(4)));
        if (random.nextInt(8) == 0) {
            chosen.removeIf(term -> term.length() < 3);
            return "v=spf1 " + String.join(" ", chosen) + (chosen.isEmpty() ? "" : " ") + "redirect=s.example.net";
        }
        return "v=spf1 " + String.join(" ", chosen) + " "
                + List.of("-all", "~all", "-all", "?all").get(random.nextInt(4));
    }

    // A list of slips to choose from reads best as a list of cases.
    @SuppressWarnings("RefactorSwitch")
    static Damaged damaged(String sound, Random random) {
        List<String> terms = new ArrayList<>(List.of(sound.substring(7).split(" ")));
        int at = random.nextInt(terms.size());
        String term = terms.get(at);
        boolean end = term.endsWith("all");
        int colon = Math.max(term.indexOf(':'), term.indexOf('='));
        String name = colon < 0 ? term.replace("/24", "") : term.substring(0, colon);
        switch (random.nextInt(17)) {
            case 0 -> {
                int i = random.nextInt(term.length() + 1);
                return with(
                        terms,
                        at,
                        term.substring(0, i) + " " + term.substring(i),
                        "space inside",
                        i > 0 && i < term.length());
            }
            case 1 -> {
                if (at + 1 >= terms.size()) {
                    return with(terms, at, term, "none", false);
                }
                terms.set(at, term + terms.remove(at + 1));
                return new Damaged("space missing", record(terms), terms.get(at).length() > 6);
            }
            case 2 -> {
                int i = random.nextInt(name.length());
                return with(
                        terms,
                        at,
                        name.substring(0, i) + name.substring(i + 1) + term.substring(name.length()),
                        "letter missing in name",
                        name.length() > 2 && !end && !name.startsWith("ip"));
            }
            case 3 -> {
                int i = random.nextInt(name.length());
                return with(
                        terms,
                        at,
                        name.substring(0, i + 1) + name.charAt(i) + term.substring(i + 1),
                        "letter doubled in name",
                        name.length() > 1 || end);
            }
            case 4 -> {
                int i = random.nextInt(Math.max(1, name.length() - 1));
                return i + 1 >= name.length()
                        ? with(terms, at, term, "none", false)
                        : with(
                                terms,
                                at,
                                name.substring(0, i) + name.charAt(i + 1) + name.charAt(i) + term.substring(i + 2),
                                "letters swapped in name",
                                name.length() > 2 && (!end || i > 0));
            }
            case 5 -> {
                int i = random.nextInt(name.length());
                char c = (char) ('a' + random.nextInt(26));
                return with(
                        terms,
                        at,
                        name.substring(0, i) + c + term.substring(i + 1),
                        "letter wrong in name",
                        name.length() > 3 && (!end || i > 0));
            }
            case 6 -> {
                String mark =
                        List.of(";", "=", ".", "::", ",", ": ", " :", " : ", "").get(random.nextInt(9));
                return colon < 0 || term.startsWith("redirect")
                        ? with(terms, at, term, "none", false)
                        : with(
                                terms,
                                at,
                                name + mark + term.substring(colon + 1),
                                "mark for the colon",
                                !(mark.isEmpty() && name.length() < 3));
            }
            case 7 -> {
                return with(
                        terms,
                        at,
                        term + List.of(";", ",", ".", "\"", ")").get(random.nextInt(5)),
                        "mark behind",
                        true);
            }
            case 8 -> {
                return with(terms, at, List.of("\"", "'", "(", "<").get(random.nextInt(4)) + term, "mark before", true);
            }
            case 9 -> {
                return new Damaged(
                        "separator",
                        List.of("v=spf1 "
                                + String.join(List.of(",", ";", ", ", "; ").get(random.nextInt(4)), terms)),
                        true);
            }
            case 10 -> {
                return end && term.startsWith("-")
                        ? with(terms, at, "\u2013all", "dash", true)
                        : with(terms, at, "\u200b" + term, "invisible character", true);
            }
            case 11 -> {
                return name.startsWith("ip")
                        ? with(
                                terms,
                                at,
                                List.of("ipv4", "ip", "ipv6", "ip-4", "IP4V").get(random.nextInt(5))
                                        + term.substring(colon),
                                "name of the family",
                                true)
                        : with(terms, at, term, "none", false);
            }
            case 12 -> {
                return colon > 0 && !name.startsWith("ip") && !term.contains("%")
                        ? with(
                                terms,
                                at,
                                name
                                        + term.charAt(colon)
                                        + List.of("https://", "http://", "@", "www@")
                                                .get(random.nextInt(4))
                                        + term.substring(colon + 1),
                                "address of a page",
                                true)
                        : with(terms, at, term, "none", false);
            }
            case 13 -> {
                int cut = 1 + random.nextInt(terms.size());
                List<String> one = terms.subList(0, Math.min(cut, terms.size() - 1));
                List<String> other = terms.subList(Math.min(cut, terms.size() - 1), terms.size());
                String last = terms.getLast();
                boolean all = last.endsWith("all");
                return new Damaged(
                        "two records",
                        List.of(
                                "v=spf1 " + String.join(" ", one)
                                        + (all
                                                ? " "
                                                        + List.of(last, "+all", "all")
                                                                .get(random.nextInt(3))
                                                : ""),
                                "v=spf1 " + String.join(" ", other)),
                        all);
            }
            case 14 -> {
                return new Damaged(
                        "version",
                        List.of(List.of(
                                                "v=spf1;",
                                                "v=spf1:",
                                                "v=spf1,",
                                                "v =spf1",
                                                "v= spf1",
                                                "vspf1",
                                                "v=sfp1",
                                                "\"v=spf1",
                                                "v=spf1\t")
                                        .get(random.nextInt(9))
                                + " " + String.join(" ", terms)),
                        true);
            }
            case 15 -> {
                return term.startsWith("ip4:")
                        ? with(
                                terms,
                                at,
                                term.replace("203.0.113", "203.000.113").replace("192.0.2.0", "192.0.2.000"),
                                "zeros",
                                true)
                        : with(terms, at, term, "none", false);
            }
            default -> {
                int i = colon < 0 ? 0 : colon + 1 + random.nextInt(term.length() - colon - 1);
                char c = term.charAt(i);
                return with(
                        terms,
                        at,
                        term.substring(0, i) + c + term.substring(i),
                        "letter doubled in value",
                        term.contains("google") || term.contains("outlook") || term.contains("sendgrid"));
            }
        }
    }

    private static Damaged with(List<String> terms, int at, String term, String kind, boolean sure) {
        terms.set(at, term);
        return new Damaged(kind, record(terms), sure);
    }

    private static List<String> record(List<String> terms) {
        return List.of("v=spf1 " + String.join(" ", terms));
    }
}
