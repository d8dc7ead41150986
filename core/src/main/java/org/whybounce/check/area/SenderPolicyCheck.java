package org.whybounce.check.area;

import org.whybounce.check.look.DomainLookups;
import org.whybounce.check.look.Notes;
import org.whybounce.check.report.Area;
import org.whybounce.check.report.AreaReport;
import org.whybounce.check.report.CheckCode;
import org.whybounce.check.report.Standing;
import org.whybounce.dns.Question;
import org.whybounce.dns.RecordType;
import org.whybounce.finding.Finding;
import org.whybounce.finding.Severity;
import org.whybounce.net.IpAddress;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.SpfEvaluator;
import org.whybounce.spf.SpfLimits;
import org.whybounce.spf.SpfQuestion;
import org.whybounce.spf.record.SpfRecord;
import org.whybounce.spf.tree.SpfTree;

/// SPF: all of [SpfCheck], the cost, and what becomes of an address that is not listed.
public final class SenderPolicyCheck implements Check {
    /// An IPv6 address that nobody lists: outside of what is in use (RFC 4291, section 2.4).
    private static final IpAddress STRANGER = new IpAddress(false, 0x4000000000000000L, 2);

    @Override
    public AreaReport of(DomainLookups look) {
        Notes notes = new Notes(Area.SPF);
        SpfTree tree = look.tree();
        notes.saw(look.dns.ask(new Question(look.domain, RecordType.TXT)));
        for (Finding finding : look.spf().findings()) {
            notes.add(finding, todo(finding, look));
        }
        byQuestion(look, notes);
        look.evaluations().forEach(evaluation -> sender(look, evaluation, notes));
        if (tree.root().state() instanceof SpfTree.State.Unanswered) {
            notes.unknown();
        }
        return notes.report(fine(tree, look), tree.root().record().isPresent() ? Standing.OK : Standing.ABSENT);
    }

    /// RFC 7208, section 4.6.4, counts terms that find nothing; some libraries count every question that finds nothing,
    /// so that one `mx` of three hosts without AAAA is too much for a client with an IPv6 address.
    private static void byQuestion(DomainLookups look, Notes notes) {
        if (notes.holds(Severity.ERROR) || look.tree().root().record().isEmpty()) {
            return;
        }
        int limit = SpfLimits.RFC7208.voids();
        Evaluation stranger = new SpfEvaluator(look.dns)
                .evaluate(SpfQuestion.mailFrom(STRANGER, "postmaster@" + look.domain, look.domain.toString()));
        if (stranger.counters().voidTerms() <= limit && stranger.counters().voidQueries() > limit) {
            notes.find(
                    CheckCode.SPF_VOIDS_BY_QUESTION,
                    look.domain,
                    "For a client with an IPv6 address " + stranger.counters().voidQueries()
                            + " questions find nothing, since mail hosts have IPv4 addresses only. Receivers that count"
                            + " questions instead of terms give permerror; by RFC 7208 the record is within its limit.",
                    "Put ip4: terms in place of mx, or give the mail hosts IPv6 addresses.");
        }
    }

    /// An address that the domain's mail is sent from has to pass.
    private static void sender(DomainLookups look, Evaluation evaluation, Notes notes) {
        String gets = evaluation.ip() + " gets " + evaluation.result().word();
        String why = evaluation
                .matched()
                .map(match -> ": " + match.text() + " in the record of " + match.domain() + " decides.")
                .orElse(".");
        switch (evaluation.result()) {
            case PASS -> {}
            case TEMPERROR ->
                notes.find(CheckCode.SENDER_UNKNOWN, evaluation.ip(), gets + ", since the DNS did not answer.");
            case FAIL, SOFTFAIL, NEUTRAL, NONE, PERMERROR ->
                notes.find(
                        CheckCode.SENDER_NOT_PASS,
                        evaluation.ip(),
                        gets + why,
                        "whybounce spf fix " + look.domain + " --ip " + evaluation.ip()
                                + (look.fixes().isEmpty() ? " looks for" : " prints") + " a proven change.");
        }
    }

    private static String fine(SpfTree tree, DomainLookups look) {
        if (look.sendsNothing()) {
            return "The record says that nobody sends as " + look.domain + ".";
        }
        return tree.root()
                .record()
                .map(record -> tree.worst() + " of " + SpfLimits.RFC7208.lookups()
                        + " lookups at worst; an address that is not listed gets " + end(record) + ".")
                .orElse("There is no SPF record.");
    }

    private static String end(SpfRecord record) {
        return record.all()
                .map(all -> all.qualifier().result().word())
                .orElseGet(() -> record.redirect().isPresent() ? "what the redirect says" : "neutral");
    }

    private static String todo(Finding finding, DomainLookups look) {
        return switch (finding.code()) {
            case "SPF_RECORD/NONE" ->
                look.mail().nullMx()
                        ? "Publish TXT \"v=spf1 -all\" at " + look.domain + " if it sends nothing."
                        : "Publish a TXT record at " + look.domain + " that lists your senders and ends in -all.";
            case "SPF_RECORD/NO_SUCH_NAME" -> "";
            case "SPF_RECORD/WRONG_NAME" ->
                "Move the SPF record from " + finding.subject() + " to " + look.domain + " itself.";
            case "SPF/DNS" -> "Try again; if it stays so, see to the name servers of " + finding.subject() + ".";
            default ->
                switch (finding.level()) {
                    case ERROR, WARNING ->
                        "whybounce spf fix " + look.domain + (look.fixes().isEmpty() ? " looks for" : " prints")
                                + " a proven change.";
                    case NOTICE, INFO -> "";
                };
        };
    }
}
