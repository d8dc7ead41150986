package org.whybounce.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
///
/// Suites by several hands are written in several ways, so it reads what it can: a name's records as a list of maps,
/// one map, or a bare failure; a list of addresses or of MX pairs under one type; `10 host` as an MX; a `*` label as a
/// wildcard. What it cannot read is kept in [#unread] and printed.
public final class SuiteZone implements Resolver {
    private final Map<Question, List<ResourceRecord>> records = new HashMap<>();
    private final Set<DomainName> names = new HashSet<>();
    private final Map<DomainName, Answer.Failure> failing = new HashMap<>();
    private final Map<Question, Answer.Failure> failingTypes = new HashMap<>();
    private final List<String> unread = new ArrayList<>();

    public SuiteZone(Map<?, ?> zone) {
        zone.forEach((key, value) -> {
            Optional<DomainName> name = MacroExpansion.nameOf(bytes(String.valueOf(key)));
            if (name.isPresent()) {
                read(name.get(), value instanceof List<?> list ? list : value == null ? List.of() : List.of(value));
            } else {
                unread.add("no domain name: " + key);
            }
        });
    }

    /// Entries of the zone data that make no sense to this reader.
    List<String> unread() {
        return unread;
    }

    private void read(DomainName name, List<?> entries) {
        for (DomainName each = name; !each.isRoot(); each = each.parent().orElse(DomainName.ROOT)) {
            names.add(each);
        }
        boolean ownTxt = false;
        List<Object> spf = new ArrayList<>();
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> pair : map.entrySet()) {
                    String type = String.valueOf(pair.getKey()).strip().toUpperCase(Locale.ROOT);
                    ownTxt |= type.equals("TXT");
                    if (type.equals("SPF") && failure(pair.getValue()) == null && !none(pair.getValue())) {
                        spf.add(pair.getValue());
                    }
                    add(name, type, pair.getValue());
                }
                continue;
            }
            Answer.Failure failure = failure(entry);
            if (failure != null) {
                failing.put(name, failure);
            } else if (entry != null && !none(entry)) {
                unread.add(name + ": " + entry);
            }
        }
        if (!ownTxt) {
            spf.forEach(value -> add(name, "TXT", value));
        }
    }

    private static boolean none(@Nullable Object value) {
        return value == null || "NONE".equals(value);
    }

    private static Answer.@Nullable Failure failure(@Nullable Object value) {
        return switch (String.valueOf(value).strip().toUpperCase(Locale.ROOT)) {
            case "TIMEOUT" -> Answer.Failure.TIMEOUT;
            case "SERVFAIL", "RCODE2", "RCODE: 2", "REFUSED", "ERROR" -> Answer.Failure.SERVFAIL;
            default -> null;
        };
    }

    /// The DNS holds bytes, one character each here; a file may hold any character.
    private static String bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }

    private static List<String> strings(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(one -> bytes(String.valueOf(one))).toList()
                : List.of(bytes(String.valueOf(value)));
    }

    private void add(DomainName name, String type, @Nullable Object value) {
        RecordType recordType;
        try {
            recordType = RecordType.valueOf(type);
        } catch (IllegalArgumentException unknown) {
            unread.add(name + ": " + type + ": " + value);
            return;
        }
        Answer.Failure failure = failure(value);
        if (failure != null) {
            failingTypes.put(new Question(name, recordType), failure);
            return;
        }
        if (none(value)) {
            return;
        }
        switch (recordType) {
            case TXT, SPF -> put(new ResourceRecord.Txt(name, 300, recordType, strings(value)));
            case MX -> mailHosts(name, value);
            case A, AAAA, PTR, CNAME -> {
                for (String each : strings(value)) {
                    single(name, recordType, each.strip());
                }
            }
            case NS, SOA, DS, RRSIG, DNSKEY, TLSA, CAA -> unread.add(name + ": " + type + ": " + value);
        }
    }

    private void mailHosts(DomainName name, @Nullable Object value) {
        if (value instanceof List<?> list && list.stream().anyMatch(one -> one instanceof List<?>)) {
            list.forEach(one -> mailHosts(name, one));
            return;
        }
        List<String> words = new ArrayList<>();
        strings(value).forEach(one -> words.addAll(List.of(one.strip().split("\\s+"))));
        boolean preference = words.getFirst().matches("[0-9]{1,5}");
        String host = preference ? (words.size() > 1 ? words.get(1) : "") : words.getFirst();
        Optional<DomainName> target =
                host.isEmpty() || host.equals(".") ? Optional.of(DomainName.ROOT) : MacroExpansion.nameOf(host);
        if (target.isEmpty()) {
            unread.add(name + ": MX: " + value);
            return;
        }
        put(new ResourceRecord.Mx(name, 300, preference ? Integer.parseInt(words.getFirst()) : 0, target.get()));
    }

    private void single(DomainName name, RecordType type, String text) {
        Optional<ResourceRecord> record = switch (type) {
            case A -> IpAddress.parse(text).map(ip -> new ResourceRecord.A(name, 300, ip));
            case AAAA -> IpAddress.parse(text).map(ip -> new ResourceRecord.Aaaa(name, 300, ip));
            case PTR -> MacroExpansion.nameOf(text).map(target -> new ResourceRecord.Ptr(name, 300, target));
            case CNAME -> MacroExpansion.nameOf(text).map(target -> new ResourceRecord.Cname(name, 300, target));
            case TXT, SPF, MX, NS, SOA, DS, RRSIG, DNSKEY, TLSA, CAA -> Optional.empty();
        };
        record.ifPresentOrElse(this::put, () -> unread.add(name + ": " + type + ": " + text));
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
                return new Answer.NoAnswer(failure, "as the suite says");
            }
            DomainName source = source(name);
            List<ResourceRecord> found = source == null ? null : records.get(new Question(source, question.type()));
            if (found != null) {
                return new Answer.Found(found, aliases, 300);
            }
            Answer.Failure all = failing.get(name);
            if (all != null) {
                return new Answer.NoAnswer(all, "as the suite says");
            }
            List<ResourceRecord> cname = source == null ? null : records.get(new Question(source, RecordType.CNAME));
            if (cname == null) {
                return names.contains(name) ? new Answer.NoData(300) : new Answer.NoSuchName(300);
            }
            ResourceRecord.Cname alias = (ResourceRecord.Cname) cname.getFirst();
            aliases.add(alias);
            name = alias.target();
        }
        return new Answer.NoAnswer(Answer.Failure.ALIAS_LOOP, question.toString());
    }

    /// The name itself, or the wildcard that stands for it (RFC 4592).
    private @Nullable DomainName source(DomainName name) {
        if (names.contains(name)) {
            return name;
        }
        DomainName above = name.parent().orElse(DomainName.ROOT);
        while (!above.isRoot() && !names.contains(above)) {
            above = above.parent().orElse(DomainName.ROOT);
        }
        return above.isRoot() ? null : above.child("*").filter(names::contains).orElse(null);
    }
}
