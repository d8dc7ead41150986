package org.whybounce.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import org.whybounce.check.report.CheckCode;
import org.whybounce.dmarc.DmarcParser;
import org.whybounce.dmarc.DmarcPolicy;
import org.whybounce.dmarc.DmarcRecord;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.Resolver;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.finding.FindingCode;
import org.whybounce.finding.Severity;
import org.whybounce.row.DomainRow.Dmarc;
import org.whybounce.row.DomainRow.Spf;
import org.whybounce.spf.RecordChoice;
import org.whybounce.spf.finding.SpfCode;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.Qualifier;
import org.whybounce.spf.record.SpfParser;
import org.whybounce.spf.record.SpfRecord;

/// The check at depth `record`. One for a whole run: it keeps what included records come to. Safe for many threads.
public final class RowCheck {
    /// A record that is meant as DMARC is looked for in so much of a text.
    private static final int LOOKED_AT = 1000;

    private final Resolver resolver;
    private final KeptReaches kept;

    /// @param seconds of a monotonic clock, by which included records are kept
    public RowCheck(Resolver resolver, LongSupplier seconds) {
        this.resolver = resolver;
        this.kept = new KeptReaches(seconds);
    }

    /// The share of included records that did not have to be asked for, between 0 and 1.
    public double keptShare() {
        return kept.share();
    }

    public DomainRow check(DomainName domain) {
        return new One(domain).row();
    }

    /// The check of one domain.
    private final class One {
        private final DomainName domain;
        private final Set<FindingCode> codes = new LinkedHashSet<>();
        private final List<Question> asked = new ArrayList<>(8);
        private final List<Answer> answers = new ArrayList<>(8);

        One(DomainName domain) {
            this.domain = domain;
        }

        /// Few questions, so a list is the smallest map.
        private Answer ask(Question question) {
            int at = asked.indexOf(question);
            if (at >= 0) {
                return answers.get(at);
            }
            Answer answer = resolver.ask(question);
            asked.add(question);
            answers.add(answer);
            return answer;
        }

        DomainRow row() {
            Spf spf = Spf.NONE;
            OptionalInt lookups = OptionalInt.empty();
            int voids = 0;
            String all = "none";
            Answer texts = ask(new Question(domain, RecordType.TXT));
            List<String> records = texts instanceof Answer.Found found ? RecordChoice.texts(found) : List.of();
            if (texts instanceof Answer.Failed) {
                spf = Spf.TEMPERROR;
                codes.add(SpfCode.DNS);
            } else if (records.size() > 1) {
                spf = Spf.PERMERROR;
                codes.add(SpfCode.RECORD_SEVERAL);
            } else if (records.isEmpty()) {
                codes.add(nearly(texts) ? SpfCode.RECORD_NEARLY : SpfCode.RECORD_NONE);
            } else {
                switch (SpfParser.parse(records.getFirst())) {
                    case BrokenRecord _ -> {
                        spf = Spf.PERMERROR;
                        codes.add(SpfCode.SYNTAX_ERROR);
                    }
                    case SpfRecord record -> {
                        Reach reach = new ReachWalk(this::ask, kept).root(domain, record);
                        spf = reach.trouble().isPresent() ? Spf.PERMERROR : reach.silent() ? Spf.TEMPERROR : Spf.OK;
                        reach.trouble().ifPresent(codes::add);
                        if (spf == Spf.TEMPERROR) {
                            codes.add(SpfCode.DNS);
                        } else if (!reach.loops()) {
                            lookups = OptionalInt.of(reach.lookups());
                        }
                        voids = reach.voids();
                        all = record.all()
                                .map(end -> end.qualifier().result().word())
                                .orElse("none");
                        if (record.all()
                                .filter(end -> end.qualifier() == Qualifier.PASS)
                                .isPresent()) {
                            codes.add(SpfCode.ALL_PERMISSIVE);
                        }
                    }
                }
            }
            Dmarc dmarc = dmarc();
            OptionalInt mx = mx();
            List<FindingCode> sorted = codes.stream()
                    .sorted(Comparator.comparing(FindingCode::level))
                    .toList();
            Severity worst =
                    sorted.isEmpty() ? Severity.INFO : sorted.getFirst().level();
            return new DomainRow(
                    domain.toString(),
                    spf,
                    lookups,
                    voids,
                    all,
                    dmarc,
                    mx,
                    sorted.stream().map(FindingCode::code).toList(),
                    worst == Severity.INFO ? "ok" : worst.word(),
                    asked.size());
        }

        private static boolean nearly(Answer texts) {
            return texts.recordsOrNone().stream()
                    .anyMatch(record -> record instanceof ResourceRecord.Txt txt
                            && txt.text().strip().regionMatches(true, 0, "v=spf1", 0, "v=spf1".length()));
        }

        private OptionalInt mx() {
            Answer answer = ask(new Question(domain, RecordType.MX));
            switch (answer) {
                case Answer.Failed _ -> {
                    codes.add(CheckCode.MX_DNS);
                    return OptionalInt.empty();
                }
                case Answer.NoSuchName _ -> codes.add(CheckCode.DOMAIN_NONE);
                case Answer.NoData _, Answer.Found _ -> {}
            }
            return OptionalInt.of((int) answer.recordsOrNone().stream()
                    .filter(record -> record instanceof ResourceRecord.Mx host
                            && !host.host().isRoot())
                    .count());
        }

        /// The domain's own record, else that of the domain that was registered. The names between, which a walk up the
        /// tree would ask too, hold none but in theory.
        private Dmarc dmarc() {
            Dmarc own = dmarc(domain);
            DomainName registered = own == Dmarc.NONE ? PublicSuffixes.organisation(domain) : domain;
            Dmarc found = registered.equals(domain) ? own : dmarc(registered);
            if (found == Dmarc.NONE) {
                codes.add(CheckCode.DMARC_NONE);
            }
            return found;
        }

        private Dmarc dmarc(DomainName at) {
            Answer answer = at.child("_dmarc")
                    .map(name -> ask(new Question(name, RecordType.TXT)))
                    .orElse(new Answer.NoSuchName(0));
            if (answer instanceof Answer.Failed) {
                codes.add(CheckCode.DMARC_DNS);
                return Dmarc.TEMPERROR;
            }
            List<DmarcRecord> records = new ArrayList<>(1);
            boolean nearly = false;
            for (ResourceRecord record : answer.recordsOrNone()) {
                if (record instanceof ResourceRecord.Txt txt) {
                    String text = txt.text().length() > LOOKED_AT ? txt.text().substring(0, LOOKED_AT) : txt.text();
                    DmarcParser.parse(at, text).ifPresent(records::add);
                    nearly |= meant(text);
                }
            }
            if (records.size() > 1) {
                codes.add(CheckCode.DMARC_SEVERAL);
                return Dmarc.INVALID;
            }
            if (records.isEmpty()) {
                if (nearly) {
                    codes.add(CheckCode.DMARC_NEARLY);
                }
                return nearly ? Dmarc.INVALID : Dmarc.NONE;
            }
            return policy(at, records.getFirst());
        }

        private Dmarc policy(DomainName at, DmarcRecord record) {
            DmarcRecord.Requested requested = at.equals(domain) ? record.forDomain() : record.forSubdomain(true);
            if (!record.faults().isEmpty()) {
                codes.add(CheckCode.DMARC_MISSPELT);
            }
            if (requested.policy().isEmpty() || !record.invalid().isEmpty()) {
                codes.add(requested.policy().isEmpty() ? CheckCode.DMARC_VOID : CheckCode.DMARC_POLICY_MISSPELT);
                return Dmarc.INVALID;
            }
            DmarcPolicy policy = requested.policy().get();
            if (policy == DmarcPolicy.NONE) {
                codes.add(record.rua().isEmpty() ? CheckCode.DMARC_POLICY_BLIND : CheckCode.DMARC_POLICY_NONE);
            }
            return switch (policy) {
                case NONE -> Dmarc.P_NONE;
                case QUARANTINE -> Dmarc.QUARANTINE;
                case REJECT -> Dmarc.REJECT;
            };
        }

        private static boolean meant(String text) {
            String plain = text.strip();
            return plain.regionMatches(true, 0, "p=", 0, 2)
                    || plain.regionMatches(true, 0, "dmarc1", 0, 6)
                    || plain.toLowerCase(java.util.Locale.ROOT).contains("v=dmarc");
        }
    }
}
