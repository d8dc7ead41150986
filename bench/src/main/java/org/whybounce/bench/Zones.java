package org.whybounce.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.TxtStrings;
import org.whybounce.net.IpAddress;

/// The records measured, in memory, in the form that each engine asks for.
final class Zones {
    static final String TOP = "top.example";

    private final Map<Question, Answer> answers = new HashMap<>();
    private final Map<String, List<String>> texts = new HashMap<>();
    private static final String CLIENT = "192.0.2.1";

    /// One of the three records, by name.
    static Zones of(String name) {
        return switch (name) {
            case "simple" -> simple();
            case "big" -> tree(8, 62);
            case "mix" -> mix();
            default -> throw new IllegalArgumentException("simple, big or mix, not " + name);
        };
    }

    /// One range, which matches.
    static Zones simple() {
        Zones zones = new Zones();
        zones.txt(TOP, "v=spf1 ip4:192.0.2.0/24 -all");
        return zones;
    }

    /// What a company with a web shop publishes: its own hosts, two services, a macro.
    static Zones mix() {
        Zones zones = new Zones();
        zones.txt(
                TOP,
                "v=spf1 a mx:mail.top.example ip6:2001:db8:40::/48 include:_spf.crm.example"
                        + " exists:%{i}._ip.%{d} include:_spf.news.example ~all");
        zones.a(TOP, "198.51.100.10");
        zones.mx("mail.top.example", "mx1.top.example");
        zones.mx("mail.top.example", "mx2.top.example");
        zones.a("mx1.top.example", "198.51.100.11");
        zones.a("mx2.top.example", "198.51.100.12");
        zones.txt("_spf.crm.example", "v=spf1 ip4:198.51.100.64/26 ip4:203.0.113.0/26 ?all");
        zones.txt("_spf.news.example", "v=spf1 redirect=_spf2.news.example");
        zones.txt("_spf2.news.example", "v=spf1 ip4:203.0.113.128/25 ip4:192.0.2.0/28 -all");
        return zones;
    }

    /// A record with so many includes, half of them below the others, and so many ranges, of which the last matches.
    static Zones tree(int includes, int ranges) {
        Zones zones = new Zones();
        List<StringBuilder> records = new ArrayList<>();
        for (int i = 0; i <= includes; i++) {
            records.add(new StringBuilder("v=spf1"));
        }
        int outer = (includes + 1) / 2;
        for (int i = 1; i <= includes; i++) {
            records.get(i <= outer ? 0 : i - outer).append(" include:").append(name(i));
        }
        // The record that is read last is the last outer one's inner one, or that outer one itself.
        int last = includes == 0 ? 0 : includes > outer ? 2 * outer <= includes ? includes : outer : outer;
        for (int r = 0; r < ranges - 1; r++) {
            int at = includes == 0 ? 0 : 1 + r % includes;
            records.get(at)
                    .append(" ip4:10.")
                    .append(r / 250 % 250)
                    .append('.')
                    .append(r % 250)
                    .append(".0/24");
        }
        records.get(last).append(" ip4:192.0.2.0/24");
        for (int i = 0; i <= includes; i++) {
            zones.txt(name(i), records.get(i).append(i == 0 ? " -all" : " ~all").toString());
        }
        return zones;
    }

    private static String name(int i) {
        return i == 0 ? TOP : "_spf" + i + ".service.example";
    }

    private void put(String name, RecordType type, ResourceRecord record, String text) {
        Question question = new Question(DomainName.of(name), type);
        List<ResourceRecord> all = new ArrayList<>();
        if (answers.get(question) instanceof Answer.Found found) {
            all.addAll(found.records());
        }
        all.add(record);
        answers.put(question, new Answer.Found(all, 300));
        texts.computeIfAbsent(type + " " + name, key -> new ArrayList<>()).add(text);
    }

    private void txt(String name, String text) {
        put(name, RecordType.TXT, new ResourceRecord.Txt(DomainName.of(name), 300, TxtStrings.split(text)), text);
    }

    private void a(String name, String address) {
        put(name, RecordType.A, new ResourceRecord.A(DomainName.of(name), 300, IpAddress.of(address)), address);
    }

    private void mx(String name, String host) {
        put(name, RecordType.MX, new ResourceRecord.Mx(DomainName.of(name), 300, 10, DomainName.of(host)), host);
    }

    /// For our engine.
    Resolver resolver() {
        return question -> {
            Answer answer = answers.get(question);
            return answer == null ? new Answer.NoSuchName(300) : answer;
        };
    }

    /// For engines that want texts: by `TYPE name`, null where there is nothing.
    Map<String, List<String>> texts() {
        return texts;
    }

    /// The address that the last range holds.
    String client() {
        return CLIENT;
    }
}
