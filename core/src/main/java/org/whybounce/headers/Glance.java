package org.whybounce.headers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whybounce.arc.ArcOutcome;
import org.whybounce.dkim.DkimOutcome;
import org.whybounce.dkim.DkimSignature;
import org.whybounce.dkim.autopsy.DkimExamination;
import org.whybounce.dmarc.Alignment;
import org.whybounce.dmarc.DmarcResult;
import org.whybounce.dns.DomainName;
import org.whybounce.dns.PublicSuffixes;
import org.whybounce.headers.SpfThenAndNow.At;
import org.whybounce.message.MessageEvidence;
import org.whybounce.route.Trust;
import org.whybounce.spf.Evaluation;
import org.whybounce.text.Claim;

/// One line of the table at a glance: what the receiver said of a method, what holds now, and how the two
/// compare.
///
/// @param method  SPF, DKIM, DMARC or ARC
/// @param domain  whose it is; empty if it is nobody's
/// @param said    what the receiver said, or what is the receiver's if anybody's
/// @param now     what holds now, in one word; empty where nothing was evaluated
/// @param aligned whether the domain belongs to the From domain; empty where that does not matter
/// @param note    why they differ, or what else decides; may be empty
public record Glance(
        String method, String domain, Optional<StatedResult> said, String now, Optional<Boolean> aligned, String note) {
    /// More signatures than anybody reads; the others stand below.
    private static final int MOST_SIGNATURES = 6;

    /// Default signatures of large systems: they sign as a name of their own for who has not set up his.
    private static final List<String> DEFAULT_SIGNERS = List.of(".gappssmtp.", ".onmicrosoft.");

    public static List<Glance> of(
            MessageEvidence message,
            List<SpfThenAndNow> spf,
            List<StatedResult> stated,
            Authentication authentication) {
        return new Rows(message.fromDomain().map(Claim::value), spf, stated, authentication).all();
    }

    private record Rows(
            Optional<DomainName> from,
            List<SpfThenAndNow> spf,
            List<StatedResult> stated,
            Authentication authentication) {
        List<Glance> all() {
            List<Glance> rows = new ArrayList<>();
            rows.add(spfRow());
            rows.addAll(dkimRows());
            rows.add(dmarcRow());
            arcRow().ifPresent(rows::add);
            return rows;
        }

        private Glance spfRow() {
            Optional<SpfThenAndNow> check =
                    spf.stream().filter(each -> each.at() == At.EVALUATED).findFirst();
            Optional<Evaluation> now = check.flatMap(SpfThenAndNow::decisive);
            Optional<StatedResult> said = check.flatMap(SpfThenAndNow::stated)
                    .filter(each -> each.trust() != Trust.FORGEABLE)
                    .or(() -> said("spf"));
            String domain = now.map(Evaluation::domain)
                    .or(() -> said.flatMap(StatedResult::domain))
                    .orElse("");
            String note = check.filter(_ -> now.isPresent())
                    .filter(each -> each.difference() != SpfThenAndNow.Difference.SAME
                            && each.difference() != SpfThenAndNow.Difference.NOT_STATED)
                    .map(SpfThenAndNow::says)
                    .orElse(
                            now.isPresent()
                                    ? ""
                                    : check.isPresent() ? "MAIL FROM is not known" : "the client is not known");
            return new Glance(
                    "SPF",
                    domain,
                    said,
                    now.map(each -> each.result().word()).orElse(""),
                    domain.isEmpty() ? Optional.empty() : Optional.of(ours(domain)),
                    note);
        }

        private List<Glance> dkimRows() {
            List<Glance> rows = new ArrayList<>();
            Set<StatedResult> used = new HashSet<>();
            for (DkimExamination each : authentication.dkim()) {
                if (rows.size() >= MOST_SIGNATURES) {
                    return rows;
                }
                Optional<DkimSignature> signature = each.result().signature();
                String domain = signature.map(one -> one.domain().toString()).orElse("");
                Optional<StatedResult> said = dkim().stream()
                        .filter(one -> !used.contains(one)
                                && one.domain().filter(domain::equalsIgnoreCase).isPresent())
                        .findFirst();
                said.ifPresent(used::add);
                rows.add(new Glance(
                        "DKIM",
                        domain,
                        said,
                        each.result().outcome().word(),
                        domain.isEmpty() ? Optional.empty() : Optional.of(aligned(domain, Alignment.Method.DKIM)),
                        note(domain, said, Optional.of(each))));
            }
            for (StatedResult one : dkim()) {
                if (rows.size() < MOST_SIGNATURES
                        && !used.contains(one)
                        && !one.result().equals("none")) {
                    String domain = one.domain().orElse("");
                    rows.add(new Glance(
                            "DKIM",
                            domain,
                            Optional.of(one),
                            "",
                            domain.isEmpty() ? Optional.empty() : Optional.of(ours(domain)),
                            note(domain, Optional.of(one), Optional.empty())));
                }
            }
            if (rows.isEmpty()) {
                rows.add(new Glance("DKIM", "", said("dkim"), "none", Optional.empty(), "no signature"));
            }
            return rows;
        }

        private String note(String domain, Optional<StatedResult> said, Optional<DkimExamination> found) {
            List<String> notes = new ArrayList<>();
            said.flatMap(StatedResult::reason).ifPresent(reason -> notes.add("the receiver: " + reason));
            if (found.isEmpty()) {
                notes.add("the signature is not in the paste");
            } else if (found.get().result().outcome() instanceof DkimOutcome.Neutral) {
                notes.add("cannot be verified from headers alone");
            }
            found.flatMap(DkimExamination::autopsy).ifPresent(autopsy -> notes.add(autopsy.says()));
            boolean passed = said.filter(one -> one.result().equals("pass")).isPresent()
                    || found.filter(one -> one.result().passed()).isPresent();
            if (passed && !domain.isEmpty() && !ours(domain)) {
                notes.add(
                        DEFAULT_SIGNERS.stream().anyMatch(("." + domain)::contains)
                                ? "it is the mail system's default signature, not one of the From domain: DMARC cannot"
                                        + " use it"
                                : "it is not the From domain's: DMARC cannot use it");
            }
            String elsewhere = original(domain);
            if (!elsewhere.isEmpty()
                    && said.filter(one -> !one.result().equals("pass")).isPresent()) {
                notes.add(elsewhere);
            }
            return String.join("; ", notes);
        }

        /// An earlier hop says that it found the signature whole: what came after it altered the message.
        private String original(String domain) {
            return stated.stream()
                    .filter(one -> one.method().equals("dkim") && one.result().equals("pass"))
                    .filter(one -> !domain.isEmpty()
                            && one.domain().filter(domain::equalsIgnoreCase).isPresent())
                    .filter(one -> one.trust() != Trust.BELIEVED)
                    .findFirst()
                    .map(one -> one.field() + one.who().map(who -> " of " + who).orElse("")
                            + " says that it still held there: by that word it was altered after that hop")
                    .orElse("");
        }

        private List<StatedResult> dkim() {
            List<StatedResult> all = stated.stream()
                    .filter(one -> one.method().equals("dkim") && one.trust() != Trust.FORGEABLE)
                    .toList();
            boolean believed = all.stream().anyMatch(one -> one.trust() == Trust.BELIEVED);
            Set<String> seen = new HashSet<>();
            return all.stream()
                    .filter(one -> !believed || one.trust() == Trust.BELIEVED)
                    .filter(one -> seen.add(one.result() + " " + one.domain().orElse("")))
                    .toList();
        }

        private Glance dmarcRow() {
            Optional<DmarcResult> dmarc = authentication.dmarc();
            String now = dmarc.map(each -> switch (each.outcome()) {
                        case PASS -> "pass";
                        case FAIL -> authentication.open() ? "open" : "fail";
                        case NONE -> "none";
                        case TEMPERROR -> "temperror";
                    })
                    .orElse("");
            String policy = dmarc.flatMap(DmarcResult::applies)
                    .map(applies -> "policy " + applies.code())
                    .orElse("");
            String domain = from.map(DomainName::toString).orElse("");
            return new Glance("DMARC", domain, said("dmarc"), now, Optional.empty(), policy);
        }

        private Optional<Glance> arcRow() {
            ArcOutcome outcome = authentication.arc().outcome();
            Optional<StatedResult> said =
                    said("arc").filter(one -> !one.result().equals("none"));
            if (authentication.arc().sets().isEmpty() && said.isEmpty()) {
                return Optional.empty();
            }
            int sets = authentication.arc().sets().size();
            String sealer = sets == 0
                    ? ""
                    : authentication
                            .arc()
                            .sets()
                            .getLast()
                            .set()
                            .seal()
                            .domain()
                            .toString();
            return Optional.of(new Glance(
                    "ARC",
                    sealer,
                    said,
                    sets == 0 ? "" : outcome.word(),
                    Optional.empty(),
                    sets == 0 ? "" : sets == 1 ? "one set" : sets + " sets"));
        }

        private Optional<StatedResult> said(String method) {
            return stated.stream()
                    .filter(one -> one.method().equals(method) && one.trust() != Trust.FORGEABLE)
                    .min((one, other) -> one.trust().compareTo(other.trust()));
        }

        private boolean aligned(String domain, Alignment.Method method) {
            return authentication
                    .dmarc()
                    .flatMap(dmarc -> dmarc.alignments().stream()
                            .filter(each -> each.method() == method
                                    && each.identifier().toString().equalsIgnoreCase(domain))
                            .map(Alignment::aligned)
                            .findFirst())
                    .orElseGet(() -> ours(domain));
        }

        private boolean ours(String domain) {
            return DomainName.parse(domain)
                    .filter(name -> from.filter(
                                    own -> PublicSuffixes.organisation(own).equals(PublicSuffixes.organisation(name)))
                            .isPresent())
                    .isPresent();
        }
    }
}
