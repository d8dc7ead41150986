package org.whybounce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.whybounce.cause.CaseFile;
import org.whybounce.cause.Fact;
import org.whybounce.cause.look.PublicMailboxes;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.TxtStrings;
import org.whybounce.dns.ZoneFile;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.intake.NamedDomain;
import org.whybounce.intake.PartKind;
import org.whybounce.intake.Pasted;
import org.whybounce.intake.PastedAnswer;
import org.whybounce.net.IpAddress;

/// What the paste shows of the DNS, laid over what the DNS says now. Where the paste is about records, they are what is
/// evaluated. Beside a refusal the DNS of today goes first, and the paste fills in where it is silent: where it cannot
/// be asked, and where the name does not exist, as people put other names in place of their own.
final class PastedZone {
    static final String DIFFERS = "PASTE/RECORD_DIFFERS";
    static final String ABSENT = "PASTE/RECORD_NOT_PUBLISHED";

    private final List<PastedAnswer> answers;
    private final boolean first;
    private final Optional<DomainName> subject;
    private final boolean hinted;

    private PastedZone(List<PastedAnswer> answers, boolean first, Optional<DomainName> subject, boolean hinted) {
        this.hinted = hinted;
        this.answers = answers;
        this.first = first;
        this.subject = subject;
    }

    /// @param file the facts of the case as read so far, which tell whose an owner-less record is
    static PastedZone of(Pasted pasted, CaseFile file) {
        List<PastedAnswer> all = pasted.answers();
        Optional<DomainName> named = named(pasted, file);
        boolean records = all.stream().anyMatch(PastedAnswer::spf);
        Optional<DomainName> subject =
                named.or(() -> records ? Optional.of(PastedRecord.NOWHERE) : Optional.<DomainName>empty());
        List<PastedAnswer> placed = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        boolean sentence = false;
        for (PastedAnswer answer : all) {
            // Of several records in sentences the first is what is published; the others are what somebody thinks of.
            boolean told = answer.owner().isEmpty() && answer.spf() && inSentence(pasted, answer);
            if (told && sentence) {
                continue;
            }
            sentence |= told;
            Optional<DomainName> owner = answer.owner().or(() -> owner(answer, subject));
            // The same record twice is one record shown twice.
            boolean again = !seen.add(owner + " " + answer.type() + " " + answer.data() + answer.what());
            if (owner.isPresent() && !again) {
                placed.add(new PastedAnswer(owner, answer.type(), answer.what(), answer.data(), answer.span()));
            }
        }
        return new PastedZone(
                List.copyOf(placed),
                file.refusal().isEmpty(),
                subject,
                !file.hints().isEmpty());
    }

    private static boolean inSentence(Pasted pasted, PastedAnswer answer) {
        return pasted.parts().stream()
                .anyMatch(part ->
                        part.kind() == PartKind.SPF_RECORD && part.span().contains(answer.span()));
    }

    /// Which domain the records are of: the one checked, the one in front of the first record, the one the words name.
    private static Optional<DomainName> named(Pasted pasted, CaseFile file) {
        return file.checkedDomain()
                .map(Fact::value)
                .or(() -> pasted.answers().stream()
                        .filter(answer -> answer.spf() || answer.what() != PastedAnswer.What.RECORD)
                        .flatMap(answer -> answer.owner().stream())
                        .findFirst())
                .or(() -> NamedDomain.find(pasted.words(), PublicMailboxes::has));
    }

    private static Optional<DomainName> owner(PastedAnswer answer, Optional<DomainName> subject) {
        return answer.dmarc() ? subject.flatMap(name -> name.child("_dmarc")) : subject;
    }

    /// The domain whose records the paste is about, or that its words name; empty where it does neither.
    Optional<DomainName> subject() {
        return answers.isEmpty() && !hinted ? Optional.empty() : subject;
    }

    boolean isEmpty() {
        return answers.isEmpty();
    }

    Resolver over(Resolver beneath) {
        Map<Question, Answer> pasted = new LinkedHashMap<>();
        Set<DomainName> absent = new LinkedHashSet<>();
        for (PastedAnswer answer : answers) {
            DomainName owner = answer.owner().orElseThrow();
            Question question = new Question(owner, answer.type());
            switch (answer.what()) {
                case RECORD -> records(question, pasted);
                case NO_DATA -> pasted.putIfAbsent(question, new Answer.NoData(ZoneFile.DEFAULT_TTL));
                case NO_SUCH_NAME -> absent.add(owner);
            }
        }
        return new Laid(beneath, Map.copyOf(pasted), Set.copyOf(absent), first);
    }

    private void records(Question question, Map<Question, Answer> pasted) {
        List<ResourceRecord> records = answers.stream()
                .filter(answer -> answer.what() == PastedAnswer.What.RECORD)
                .filter(answer -> answer.type() == question.type()
                        && answer.owner().filter(question.name()::equals).isPresent())
                .flatMap(PastedZone::record)
                .toList();
        if (!records.isEmpty()) {
            pasted.put(question, new Answer.Found(records, ZoneFile.DEFAULT_TTL));
        }
    }

    private static Stream<ResourceRecord> record(PastedAnswer answer) {
        DomainName owner = answer.owner().orElseThrow();
        long ttl = ZoneFile.DEFAULT_TTL;
        return switch (answer.type()) {
            case A -> IpAddress.parse(answer.data()).stream().map(ip -> new ResourceRecord.A(owner, ttl, ip));
            case AAAA -> IpAddress.parse(answer.data()).stream().map(ip -> new ResourceRecord.Aaaa(owner, ttl, ip));
            case MX ->
                DomainName.parse(answer.data()).stream().map(host -> new ResourceRecord.Mx(owner, ttl, 10, host));
            case TXT -> Stream.of(new ResourceRecord.Txt(owner, ttl, TxtStrings.split(answer.data())));
            case NS, CNAME, SOA, PTR, DS, RRSIG, DNSKEY, TLSA, CAA, SPF -> Stream.empty();
        };
    }

    /// The answer with what is to be said of the pasted records themselves.
    Explanation beside(Explanation explanation, Resolver live) {
        boolean nowhere = subject.filter(PastedRecord.NOWHERE::equals).isPresent();
        return nowhere
                ? PastedRecord.plain(explanation)
                : compared(live).map(explanation::withFinding).orElse(explanation);
    }

    /// What is to be said of the pasted record beside the DNS of today.
    private Optional<Finding> compared(Resolver live) {
        Optional<PastedAnswer> record = answers.stream()
                .filter(PastedAnswer::spf)
                .filter(answer -> answer.owner().equals(subject))
                .findFirst();
        if (record.isEmpty() || subject.filter(PastedRecord.NOWHERE::equals).isPresent()) {
            return Optional.empty();
        }
        DomainName name = subject.orElseThrow();
        return switch (live.ask(new Question(name, RecordType.TXT))) {
            case Answer.Failed _ -> Optional.empty();
            case Answer.NoSuchName _, Answer.NoData _ ->
                Optional.of(new Finding(
                        ABSENT,
                        Severity.NOTICE,
                        name.toString(),
                        "The record in the text is not published at " + name
                                + " now; it was read as if it stood there."));
            case Answer.Found found -> {
                List<String> now = found.records().stream()
                        .filter(one -> one instanceof ResourceRecord.Txt)
                        .map(one -> ((ResourceRecord.Txt) one).text())
                        .filter(text -> text.regionMatches(true, 0, "v=spf1", 0, 6))
                        .toList();
                yield now.stream()
                                .anyMatch(text -> text.strip()
                                        .equalsIgnoreCase(record.get().data().strip()))
                        ? Optional.empty()
                        : Optional.of(new Finding(
                                now.isEmpty() ? ABSENT : DIFFERS,
                                Severity.NOTICE,
                                name.toString(),
                                now.isEmpty()
                                        ? "The record in the text is not published at " + name
                                                + " now; it was read as if it stood there."
                                        : "The DNS shows another record at " + name + " now than the text does: "
                                                + now.getFirst()));
            }
        };
    }

    /// @param first whether the paste goes before the DNS of today
    private record Laid(Resolver beneath, Map<Question, Answer> pasted, Set<DomainName> absent, boolean first)
            implements Resolver {
        @Override
        public Answer ask(Question question) {
            return shown(question, beneath.ask(question));
        }

        @Override
        public Answer ask(Question question, Deadline deadline) {
            return shown(question, beneath.ask(question, deadline));
        }

        @Override
        public boolean waits() {
            return beneath.waits();
        }

        private Answer shown(Question question, Answer now) {
            Answer shown = pasted.get(question);
            if (shown == null) {
                boolean gone = absent.contains(question.name()) && !(now instanceof Answer.Found);
                return gone ? new Answer.NoSuchName(ZoneFile.DEFAULT_TTL) : now;
            }
            boolean policy = now.recordsOrNone().stream().anyMatch(Laid::policy);
            if (!first && now instanceof Answer.Found && (question.type() != RecordType.TXT || policy)) {
                return now;
            }
            if (question.type() != RecordType.TXT) {
                return now instanceof Answer.Found ? now : shown;
            }
            // Other texts at the name stay what they are.
            List<ResourceRecord> records = new ArrayList<>(shown.recordsOrNone());
            now.recordsOrNone().stream().filter(one -> !policy(one)).forEach(records::add);
            return records.isEmpty() ? shown : new Answer.Found(records, ZoneFile.DEFAULT_TTL);
        }

        private static boolean policy(ResourceRecord record) {
            return record instanceof ResourceRecord.Txt txt
                    && (txt.text().regionMatches(true, 0, "v=spf1", 0, 6)
                            || txt.text().regionMatches(true, 0, "v=dmarc1", 0, 8));
        }
    }
}
