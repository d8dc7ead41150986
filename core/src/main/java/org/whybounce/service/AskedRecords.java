package org.whybounce.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.service.AskedRecord.State;
import org.whybounce.vendor.NamePattern;
import org.whybounce.vendor.RemedyRecord;
import org.whybounce.vendor.Vendor;

/// What a service asks of a customer's domain, each record asked of the DNS.
///
/// A value that only the account knows can be seen to be there, not to be right: its fixed part is compared, and what
/// has no fixed part counts as done when something of that type stands there.
public final class AskedRecords {
    /// Records asked about for one service; none asks for more.
    private static final int MOST = 8;

    private final DomainName domain;
    private final Resolver resolver;

    private AskedRecords(DomainName domain, Resolver resolver) {
        this.domain = domain;
        this.resolver = resolver;
    }

    public static List<AskedRecord> of(Vendor vendor, DomainName domain, Resolver resolver) {
        AskedRecords asked = new AskedRecords(domain, resolver);
        List<AskedRecord> records = new ArrayList<>();
        if (ServiceSetup.includeCounts(vendor) && !vendor.includes().isEmpty()) {
            records.add(asked.include(vendor));
        }
        vendor.records().stream().limit(MOST).map(asked::record).forEach(records::add);
        return List.copyOf(records);
    }

    /// The include in the domain's own SPF record. Only whether it stands there is looked at: what the record comes to
    /// is
    /// for the evaluation to say.
    private AskedRecord include(Vendor vendor) {
        String wanted = vendor.include()
                .map(name -> "include:" + name)
                .orElseGet(
                        () -> "include:" + vendor.includes().getFirst().text().replace("*", "<account>"));
        Answer answer = resolver.ask(new Question(domain, RecordType.TXT));
        if (answer instanceof Answer.Failed) {
            return new AskedRecord("TXT", domain.toString(), wanted, State.NOT_KNOWN, List.of());
        }
        List<String> records = texts(answer).stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("v=spf1"))
                .toList();
        boolean there = records.stream().anyMatch(text -> includes(text, vendor));
        return new AskedRecord(
                "TXT", domain.toString(), wanted, there ? State.DONE : State.NOT_YET, there ? List.of() : records);
    }

    private static boolean includes(String record, Vendor vendor) {
        for (String term : record.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            String bare = !term.isEmpty() && "+?~-".indexOf(term.charAt(0)) >= 0 ? term.substring(1) : term;
            String target = bare.startsWith("include:")
                    ? bare.substring("include:".length())
                    : bare.startsWith("redirect=") ? bare.substring("redirect=".length()) : "";
            if (!target.isEmpty()
                    && vendor.includes().stream()
                            .anyMatch(pattern ->
                                    pattern.exact() ? pattern.text().equals(target) : pattern.matches(target))) {
                return true;
            }
        }
        return false;
    }

    private AskedRecord record(RemedyRecord record) {
        RemedyRecord shown = record.at(domain.toString());
        Optional<DomainName> name = shown.name().indexOf('<') >= 0 ? Optional.empty() : DomainName.parse(shown.name());
        Optional<RecordType> type = switch (record.type()) {
            case "CNAME" -> Optional.of(RecordType.CNAME);
            case "TXT" -> Optional.of(RecordType.TXT);
            case "MX" -> Optional.of(RecordType.MX);
            default -> Optional.empty();
        };
        if (name.isEmpty() || type.isEmpty()) {
            return new AskedRecord(record.type(), shown.name(), shown.value(), State.NOT_KNOWN, List.of());
        }
        Answer answer = resolver.ask(new Question(name.get(), type.get()));
        List<String> found = texts(answer);
        State state = answer instanceof Answer.Failed
                ? State.NOT_KNOWN
                : found.isEmpty()
                        ? State.NOT_YET
                        : found.stream().anyMatch(text -> fits(text, record, shown.value())) ? State.DONE : State.WRONG;
        return new AskedRecord(
                record.type(), shown.name(), shown.value(), state, state == State.WRONG ? found : List.of());
    }

    private static boolean fits(String found, RemedyRecord record, String shown) {
        String raw = record.value();
        if (raw.startsWith("(")) {
            return true;
        }
        if (record.type().equals("TXT")) {
            String wanted = shown.toLowerCase(Locale.ROOT);
            String there = found.toLowerCase(Locale.ROOT);
            return there.equals(wanted) || wanted.startsWith("v=spf1 ") && holdsTerms(there, wanted);
        }
        String target = raw.substring(raw.lastIndexOf(' ') + 1);
        String name = found.substring(found.lastIndexOf(' ') + 1);
        return new NamePattern(target).matches(name);
    }

    /// Every term but the final `all`, whose qualifier is the customer's choice.
    private static boolean holdsTerms(String there, String wanted) {
        List<String> terms = List.of(there.split("\\s+", -1));
        for (String term : wanted.split("\\s+", -1)) {
            if (!term.endsWith("all") && !terms.contains(term)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> texts(Answer answer) {
        List<String> texts = new ArrayList<>();
        for (ResourceRecord record : answer.recordsOrNone()) {
            switch (record) {
                case ResourceRecord.Txt txt -> texts.add(txt.text());
                case ResourceRecord.Cname cname -> texts.add(cname.target().toString());
                case ResourceRecord.Mx mx -> texts.add(mx.preference() + " " + mx.host());
                case ResourceRecord.A _,
                        ResourceRecord.Aaaa _,
                        ResourceRecord.Ptr _,
                        ResourceRecord.Ns _,
                        ResourceRecord.Soa _,
                        ResourceRecord.Other _ -> {}
            }
        }
        return texts;
    }
}
