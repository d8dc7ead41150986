package org.whybounce.cause.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whybounce.cause.BrokenKind;
import org.whybounce.cause.Candidate;
import org.whybounce.cause.Diagnosis;
import org.whybounce.cause.Missing;
import org.whybounce.dns.Answer;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.PermError;

/// The rules that end in a question: the receiver names SPF, and a fact is missing without which any cause would be a
/// guess. Each names the one fact, where it stands, and the causes between which it decides.
final class UnknownFactRule {
    private static final List<String> BY_ADDRESS =
            List.of("spf.sender-not-listed", "spf.forwarded", "receiver.local-policy");

    private UnknownFactRule() {}

    /// Without the domain there is nothing to look up.
    static Weighed domain(SpfCase c) {
        if (c.domain().isPresent()) {
            return Weighed.SILENT;
        }
        Optional<Evaluation> supposed = c.now().supposed();
        List<Missing> missing = new ArrayList<>();
        missing.add(new Missing(
                Missing.Fact.MAIL_FROM,
                "the Return-Path line of the bounced mail. It tells which domain was checked ("
                        + supposed.map(e -> "--mail-from " + e.domain() + " says that it was the one in From")
                                .orElse("--mail-from does too")
                        + ").",
                List.of("spf.sender-not-listed", "spf.another-domain-checked", "spf.record-broken")));
        boolean address = c.file().ip().isPresent();
        if (!address) {
            missing.add(missingAddress(c));
        }
        List<Candidate> candidates = new ArrayList<>();
        supposed.flatMap(e -> supposedCause(e, address)).ifPresent(candidates::add);
        candidates(c, "the domain that was checked is not known").stream()
                .filter(other ->
                        candidates.stream().noneMatch(known -> known.cause().equals(other.cause())))
                .forEach(candidates::add);
        return new Weighed.Asks(new Diagnosis.Open(
                "The receiver names SPF, but the text does not tell which domain was checked"
                        + (address ? "." : ", nor which address sent.")
                        + supposed.map(e -> supposing(e, address)).orElse(""),
                candidates,
                missing));
    }

    /// What would hold if the domain in From was the one that was checked. People's mail mostly has the same domain in
    /// both places, newsletters and programs' mail seldom, so this is never more than a hypothesis.
    private static String supposing(Evaluation supposed, boolean address) {
        return " If it was " + supposed.domain() + ", the one in From (a hypothesis: services often use another): "
                + (switch (supposed.result()) {
                    case PASS -> address ? supposed.ip() + " is authorised there now" : "everybody may send as it";
                    case FAIL, SOFTFAIL, NEUTRAL ->
                        address
                                ? "its record does not list " + supposed.ip() + " ("
                                        + supposed.result().word() + ")"
                                : "its record is sound, so the address decides";
                    case NONE -> "no SPF record is published there";
                    case PERMERROR ->
                        "its record is broken: "
                                + supposed.permanent()
                                        .map(PermError::kind)
                                        .map(BrokenKind::words)
                                        .orElse("it does not evaluate");
                    case TEMPERROR ->
                        supposed.serversFailed().isPresent()
                                ? "its record cannot be looked up just now"
                                : "its record was not read to its end here";
                })
                + ".";
    }

    private static Optional<Candidate> supposedCause(Evaluation supposed, boolean address) {
        Optional<String> cause = switch (supposed.result()) {
            case PASS -> Optional.of("receiver.local-policy");
            case FAIL, SOFTFAIL, NEUTRAL -> address ? Optional.of("spf.sender-not-listed") : Optional.empty();
            case NONE -> Optional.of("spf.no-record");
            case PERMERROR -> Optional.of("spf.record-broken");
            case TEMPERROR -> supposed.serversFailed().map(_ -> "spf.dns-trouble");
        };
        return cause.map(code -> new Candidate(
                code,
                List.of("SPF for " + supposed.domain() + ", the domain in From, comes to "
                        + supposed.result().word() + " now"),
                List.of("that it is the domain that was checked is a hypothesis")));
    }

    /// Without the DNS nothing can be told beyond what the receiver said.
    static Weighed dns(SpfCase c) {
        if (!c.now().noDns()) {
            return Weighed.SILENT;
        }
        return new Weighed.Asks(new Diagnosis.Open(
                "The receiver names SPF for " + c.domainName()
                        + ", but no name server could be asked here, so which cause it is stays open.",
                candidates(c, "the record could not be looked up"),
                List.of(Missing.dns(BY_ADDRESS))));
    }

    /// A limit of ours left questions unasked: that says nothing of the name servers behind the record.
    static Weighed limit(SpfCase c) {
        Optional<Answer.NotAsked> unasked = c.evaluated().flatMap(Evaluation::unasked);
        return unasked.isEmpty()
                ? Weighed.SILENT
                : new Weighed.Asks(new Diagnosis.Open(
                        "The receiver names SPF for " + c.domainName()
                                + ", but this check reached its own limit before the record was read to its end ("
                                + unasked.get().detail() + "). That is no fault of anybody's name servers.",
                        candidates(c, "not every question was asked"),
                        List.of(Missing.limit(BY_ADDRESS))));
    }

    /// The record is sound. Whether the sender should be in it depends on who that is.
    static Weighed address(SpfCase c) {
        if (c.now().checked().isPresent()) {
            return Weighed.SILENT;
        }
        String masked = c.file()
                .maskedIp()
                .map(text -> "; the address in the text, " + text + ", is masked or impossible")
                .orElse("");
        String told = switch (c.reading().meaning()) {
            case SPF_PERMERROR ->
                "The receiver found the SPF record of " + c.domainName()
                        + " broken then (permerror); now it evaluates, so it was mended since. Whether it lists the"
                        + " sender is not known, since no address is told";
            case SPF_TEMPERROR ->
                "The receiver could not look up the SPF record of " + c.domainName()
                        + " then (temperror); now it answers and is sound. Whether it lists the sender is not known,"
                        + " since no address is told";
            default ->
                "The receiver names SPF for " + c.domainName()
                        + ", whose record is sound, but which address sent is not known";
        };
        return new Weighed.Asks(new Diagnosis.Open(
                told + masked + ".", candidates(c, "the address that sent is not known"), List.of(missingAddress(c))));
    }

    private static Missing missingAddress(SpfCase c) {
        return new Missing(
                Missing.Fact.IP,
                c.file()
                        .maskedIp()
                        .map(text -> "the bounce with the address unmasked; " + text
                                + " is none (--ip takes the address alone).")
                        .orElse("the address that sent. It stands in the full bounce, in the topmost Received line of"
                                + " the returned mail, or in your server's log (--ip takes it)."),
                BY_ADDRESS);
    }

    /// The causes that the stated result leaves, most likely first.
    private static List<Candidate> candidates(SpfCase c, String against) {
        List<String> codes = switch (c.reading().meaning()) {
            case SPF_PERMERROR -> List.of("spf.record-broken");
            case SPF_TEMPERROR -> List.of("spf.dns-trouble");
            case SPF_NONE -> List.of("spf.no-record", "spf.another-domain-checked");
            default ->
                List.of("spf.sender-not-listed", "spf.another-domain-checked", "spf.record-broken", "spf.forwarded");
        };
        return codes.stream()
                .map(code -> new Candidate(
                        code,
                        List.of("the receiver says SPF " + c.stated() + ": "
                                + c.reading().reason()),
                        List.of(against)))
                .toList();
    }
}
