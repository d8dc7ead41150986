package org.whybounce.check.area;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Notes;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.Authorities;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.Standing;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Deadline;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.dns.ResourceRecord;
import org.whybounce.dns.wire.Reply;
import org.whybounce.dns.wire.WireResolver.Told;
import org.whybounce.spf.finding.ReadableTerm;

/// DNSSEC: whether the zone is signed, whether the parent vouches for one of its keys, and whether the resolver says
/// that it holds. A chain that is broken makes the domain vanish for every receiver that validates.
public final class DnssecCheck implements Check {
    /// RFC 8624, sections 3.1 and 3.3: not to be used for new zones any more.
    private static final List<Integer> OLD_ALGORITHMS = List.of(1, 3, 5, 6, 7, 12);

    private static final int DIGEST_SHA1 = 1;

    /// A key of a DNSKEY record, or the one that a DS record means.
    private record Key(int tag, int algorithm) {}

    @Override
    public AreaReport of(DomainLookups look) {
        Notes notes = new Notes(Area.DNSSEC);
        DomainName zone = look.zone();
        List<Answer> answers =
                look.dns.all(List.of(new Question(zone, RecordType.DS), new Question(zone, RecordType.DNSKEY)));
        Answer ds = answers.getFirst();
        Answer keys = answers.getLast();
        for (Answer answer : answers) {
            if (answer instanceof Answer.Failed failed) {
                if (!bogus(look, notes)) {
                    notes.unanswered(CheckCode.DNSSEC_DNS, zone, "DS and DNSKEY of " + zone, failed);
                }
                return notes.report("The DNS did not answer.", Standing.UNKNOWN);
            }
        }
        List<Key> vouched = new ArrayList<>();
        List<Key> held = new ArrayList<>();
        ds.recordsOrNone().forEach(record -> ds(zone, record, vouched, notes));
        keys.recordsOrNone().forEach(record -> key(record).ifPresent(held::add));
        if (vouched.isEmpty() && held.isEmpty()) {
            return notes.report("The zone " + zone + " is not signed.", Standing.ABSENT);
        }
        if (vouched.isEmpty()) {
            notes.find(
                    CheckCode.DNSSEC_NO_CHAIN,
                    zone,
                    "The zone " + zone + " is signed, but the parent holds no DS record: nobody validates it.",
                    "Give the DS record of " + zone + " to your registrar.");
        } else if (held.isEmpty()) {
            notes.find(
                    CheckCode.DNSSEC_NO_KEYS,
                    zone,
                    "The parent vouches for keys of " + zone + " (DS), but the zone has none: for receivers that"
                            + " validate, the domain does not resolve at all.",
                    "Sign the zone again, or have your registrar delete the DS record.");
        } else if (held.stream().noneMatch(vouched::contains)) {
            notes.find(
                    CheckCode.DNSSEC_MISMATCH,
                    zone,
                    "None of the keys of " + zone + " is one that the parent vouches for (DS): for receivers that"
                            + " validate, the domain does not resolve at all.",
                    "Give the DS record of the present key to your registrar.");
        } else {
            validated(look, notes);
        }
        return notes.report(
                "The zone " + zone + " is signed" + (vouched.isEmpty() ? "." : " and the parent vouches for it."),
                Standing.OK);
    }

    private static void ds(DomainName zone, ResourceRecord record, List<Key> vouched, Notes notes) {
        if (!(record instanceof ResourceRecord.Other other) || other.data().length() < 5) {
            return;
        }
        String data = other.data();
        Key key = new Key(data.charAt(0) << 8 | data.charAt(1), data.charAt(2));
        vouched.add(key);
        if (OLD_ALGORITHMS.contains(key.algorithm()) || data.charAt(3) == DIGEST_SHA1) {
            notes.find(
                    CheckCode.DNSSEC_OLD,
                    zone,
                    "The DS record of " + zone + " uses algorithm " + key.algorithm() + ", digest "
                            + (int) data.charAt(3) + ", which is to be given up (RFC 8624).");
        }
    }

    private static Optional<Key> key(ResourceRecord record) {
        if (!(record instanceof ResourceRecord.Other other) || other.data().length() < 5) {
            return Optional.empty();
        }
        byte[] data = other.data().getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new Key(tag(data), data[3] & 0xff));
    }

    /// RFC 4034, appendix B. (Algorithm 1, which counts otherwise, has not been valid since RFC 8624.)
    static int tag(byte[] data) {
        long sum = 0;
        for (int i = 0; i < data.length; i++) {
            sum += (i & 1) == 0 ? (data[i] & 0xffL) << 8 : data[i] & 0xffL;
        }
        return (int) (sum + (sum >> 16 & 0xffff) & 0xffff);
    }

    private static void validated(DomainLookups look, Notes notes) {
        Optional<Authorities> servers = look.servers;
        if (servers.isEmpty()) {
            return;
        }
        Told told = servers.get()
                .asker()
                .askThrough(new Question(look.domain, RecordType.TXT), false, Deadline.in(look.limits.server()));
        if (told instanceof Told.Said(Reply reply) && !reply.authenticated() && reply.rcode() != Reply.SERVFAIL) {
            notes.find(
                    CheckCode.DNSSEC_NOT_VALIDATED,
                    look.domain,
                    "Your resolver does not say that it validated the answer (AD); whether the signatures hold was not"
                            + " tested.");
        } else if (!bogus(look, notes) && told instanceof Told.Said(Reply reply) && reply.authenticated()) {
            notes.find(
                    CheckCode.DNSSEC_VALIDATED, look.domain, "Your resolver says that it validated the answer (AD).");
        }
    }

    /// Whether the resolver refuses the zone's answers because DNSSEC fails: with checking disabled they come.
    private static boolean bogus(DomainLookups look, Notes notes) {
        if (look.servers.isEmpty()) {
            return false;
        }
        Authorities servers = look.servers.get();
        Question question = new Question(look.domain, RecordType.TXT);
        Told checked = servers.asker().askThrough(question, false, Deadline.in(look.limits.server()));
        if (!(checked instanceof Told.Said(Reply refused)) || refused.rcode() != Reply.SERVFAIL) {
            return false;
        }
        Told unchecked = servers.asker().askThrough(question, true, Deadline.in(look.limits.server()));
        if (!(unchecked instanceof Told.Said(Reply reply)) || reply.rcode() == Reply.SERVFAIL) {
            return false;
        }
        notes.find(
                CheckCode.DNSSEC_BOGUS,
                look.domain,
                "DNSSEC fails for " + look.domain + ": a resolver that validates gets no answer"
                        + (refused.trouble().isEmpty() ? "." : " (" + ReadableTerm.term(refused.trouble()) + ")."),
                "Sign the zone again, or have your registrar correct the DS record.");
        return true;
    }
}
