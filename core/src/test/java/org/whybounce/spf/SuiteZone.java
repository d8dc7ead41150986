package org.whybounce.spf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.net.IpAddress;

/// The `zonedata` of an openspf-style suite as a resolver. Its rules: an `SPF` record stands for a TXT record too
/// unless the name has a TXT entry of its own (`TXT: NONE` means that there is none); a bare `TIMEOUT` or `SERVFAIL`
/// makes every type fail that has no record; `TYPE: TIMEOUT` makes one type fail.
final class SuiteZone implements Resolver {
    private final Map<Question, List<ResourceRecord>> records = new HashMap<>();
    private final Set<DomainName> names = new HashSet<>();
    private final Map<DomainName, Answer.Failure> failing = new HashMap<>();
    private final Map<Question, Answer.Failure> failingTypes = new HashMap<>();

    SuiteZone(Map<?, ?> zone) {
        zone.forEach((key, value) -> {
            DomainName name = MacroExpansion.nameOf(String.valueOf(key)).orElseThrow();
            names.add(name);
            boolean ownTxt = false;
            List<List<String>> spf = new ArrayList<>();
            for (Object entry : value instanceof List<?> list ? list : List.of()) {
                if (entry instanceof Map<?, ?> map) {
                    for (Map.Entry<?, ?> pair : map.entrySet()) {
                        String type = String.valueOf(pair.getKey()).toUpperCase(Locale.ROOT);
                        ownTxt |= type.equals("TXT");
                        if (type.equals("SPF") && failure(pair.getValue()) == null && !none(pair.getValue())) {
                            spf.add(strings(pair.getValue()));
                        }
                        add(name, type, pair.getValue());
                    }
                } else {
                    Answer.Failure failure = failure(entry);
                    if (failure != null) {
                        failing.put(name, failure);
                    }
                }
            }
            if (!ownTxt) {
                spf.forEach(strings -> put(new ResourceRecord.Txt(name, 300, strings)));
            }
        });
    }

    private static boolean none(@Nullable Object value) {
        return "NONE".equals(value);
    }

    private static Answer.@Nullable Failure failure(@Nullable Object value) {
        return switch (String.valueOf(value)) {
            case "TIMEOUT" -> Answer.Failure.TIMEOUT;
            case "SERVFAIL", "RCODE2" -> Answer.Failure.SERVFAIL;
            default -> null;
        };
    }

    private static List<String> strings(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    private void add(DomainName name, String type, @Nullable Object value) {
        RecordType recordType = RecordType.valueOf(type);
        Answer.Failure failure = failure(value);
        if (failure != null) {
            failingTypes.put(new Question(name, recordType), failure);
            return;
        }
        if (none(value)) {
            return;
        }
        String text = String.valueOf(value);
        switch (recordType) {
            case A -> put(new ResourceRecord.A(name, 300, IpAddress.of(text)));
            case AAAA -> put(new ResourceRecord.Aaaa(name, 300, IpAddress.of(text)));
            case TXT -> put(new ResourceRecord.Txt(name, 300, strings(value)));
            case SPF -> put(new ResourceRecord.Txt(name, 300, RecordType.SPF, strings(value)));
            case MX -> {
                List<String> pair = strings(value);
                String host = pair.get(1);
                DomainName target = host.isEmpty() || host.equals(".")
                        ? DomainName.ROOT
                        : MacroExpansion.nameOf(host).orElseThrow();
                put(new ResourceRecord.Mx(name, 300, Integer.parseInt(pair.getFirst()), target));
            }
            case PTR -> put(new ResourceRecord.Ptr(name, 300, DomainName.of(text)));
            case CNAME -> put(new ResourceRecord.Cname(name, 300, DomainName.of(text)));
            case NS, SOA, DS, RRSIG, DNSKEY, TLSA -> throw new IllegalArgumentException(type);
        }
    }

    private void put(ResourceRecord record) {
        records.computeIfAbsent(new Question(record.owner(), record.type()), q -> new ArrayList<>())
                .add(record);
    }

    @Override
    public Answer ask(Question question) {
        DomainName name = question.name();
        List<ResourceRecord.Cname> aliases = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Question here = new Question(name, question.type());
            Answer.Failure failure = failingTypes.get(here);
            if (failure != null) {
                return new Answer.Failed(failure, "as the suite says");
            }
            List<ResourceRecord> found = records.get(here);
            if (found != null) {
                return new Answer.Found(found, aliases, 300);
            }
            Answer.Failure all = failing.get(name);
            if (all != null) {
                return new Answer.Failed(all, "as the suite says");
            }
            List<ResourceRecord> cname = records.get(new Question(name, RecordType.CNAME));
            if (cname == null) {
                return names.contains(name) ? new Answer.NoData(300) : new Answer.NoSuchName(300);
            }
            ResourceRecord.Cname alias = (ResourceRecord.Cname) cname.getFirst();
            aliases.add(alias);
            name = alias.target();
        }
        return new Answer.Failed(Answer.Failure.ALIAS_LOOP, question.toString());
    }
}
