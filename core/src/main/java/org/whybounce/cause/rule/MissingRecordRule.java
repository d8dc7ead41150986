package org.whybounce.cause.rule;

import java.util.List;
import org.whybounce.bounce.Meaning;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Cause;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Evidence;
import org.whybounce.cause.Missing;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.Step;
import org.whybounce.spf.record.SpfResult;
import org.whybounce.spf.tree.SpfTree;

/// `spf.no-record`: the domain publishes no SPF record, and the receiver demands one.
///
/// - For it: the evaluation ends in none now.
/// - Against it: a record is there.
/// - What decides: no TXT record of the domain begins with `v=spf1`.
/// - What mends it: a first record. It lists the address that sent and what else is known to send, and nothing more is
///   guessed.
final class MissingRecordRule {
    private static final String CODE = "spf.no-record";

    private MissingRecordRule() {}

    static Weighed weigh(SpfCase c) {
        if (c.evaluated().isEmpty() || c.domain().isEmpty()) {
            return Weighed.SILENT;
        }
        if (c.evaluated().get().result() != SpfResult.NONE) {
            return c.reading().meaning() == Meaning.SPF_NONE
                    ? Weighed.against(
                            CODE, List.of("the receiver found no record"), List.of("a record is published now"))
                    : Weighed.SILENT;
        }
        DomainName domain = c.domain().get();
        boolean noSuchName = c.now()
                .tree()
                .filter(tree -> tree.root().state() instanceof SpfTree.State.Missing(Step.NoRecord why)
                        && why == Step.NoRecord.NO_SUCH_NAME)
                .isPresent();
        boolean sawOne = switch (c.reading().meaning()) {
            case SPF_FAIL, SPF_SOFTFAIL, SPF_NEUTRAL, SPF_PERMERROR -> true;
            default -> false;
        };
        if (noSuchName && sawOne) {
            return gone(c, domain);
        }
        String none = noSuchName
                ? "The name " + domain + " does not exist in the DNS, so it has no SPF record"
                : "No SPF record is published at " + domain;
        return new Weighed.Decides(
                new Cause.NoRecord(domain, c.ip()),
                none
                        + (sawOne
                                ? " now. The receiver said SPF " + c.stated()
                                        + ": either a record was taken away since,"
                                        + " or this receiver counts a missing one like that."
                                : c.file().refusal().isEmpty()
                                        ? ", which large receivers ask senders for."
                                        : ", and the receiver demands one."),
                List.of(Evidence.dns("no TXT record of " + domain + " begins with v=spf1")),
                List.of(new Candidate(
                        "spf.record-broken", List.of(), List.of("there is no record that could be broken"))));
    }

    /// The receiver saw a record where the name does not even exist today: misspelt in the text, put in place of the
    /// real
    /// one, or expired. A first record belongs nowhere before that is known.
    private static Weighed gone(SpfCase c, DomainName domain) {
        return new Weighed.Asks(new Diagnosis.Open(
                "The receiver saw an SPF record of " + domain + ", but that name does not exist in the DNS now. It is"
                        + " misspelt or replaced in the text, or the domain has expired.",
                List.of(
                        new Candidate(
                                "host.sender-domain-dns",
                                List.of("the name " + domain + " does not exist now"),
                                List.of("the receiver saw a record of it")),
                        new Candidate(
                                "spf.sender-not-listed",
                                List.of("the receiver said SPF " + c.stated()),
                                List.of("there is no record that could be looked at"))),
                List.of(new Missing(
                        Missing.Fact.MAIL_FROM,
                        "the domain as it really is (--mail-from takes it); if it is " + domain
                                + ", see whether its registration has run out.",
                        List.of("spf.sender-not-listed", "host.sender-domain-dns")))));
    }
}
