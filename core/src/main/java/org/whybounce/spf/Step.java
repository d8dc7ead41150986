package org.whybounce.spf;

import java.util.List;
import java.util.Optional;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Question;
import org.whybounce.spf.record.Term;

/// One step of an evaluation. The result of an evaluation follows from its steps alone.
public sealed interface Step {
    /// @param after what has been counted, this question included
    record Asked(Question question, Answer answer, Counters after) implements Step {}

    /// A term was tried. The questions that it asked and what it entered stand before it.
    ///
    /// @param term    the term, with its place in the record of the evaluation
    /// @param target  the domain that the term is about, macros expanded; empty for all, ip4 and ip6
    /// @param matched whether it decides
    /// @param why     why it matched or did not
    /// @param seen    the addresses or names that were compared, in words
    record Tried(Term term, Optional<String> target, boolean matched, Why why, List<String> seen, Counters after)
            implements Step {}

    /// An include or a redirect was followed.
    record Entered(Term by, Evaluation evaluation) implements Step {}

    /// The evaluation ended before its terms did.
    record Stopped(Trouble trouble) implements Step {}

    /// What stops an evaluation.
    sealed interface Trouble {
        record Permanent(PermError error) implements Trouble {}

        record Temporary(TempError error) implements Trouble {}

        /// There is nothing to evaluate: no domain, or a domain without a record (RFC 7208, sections 4.3 and 4.5).
        record Nothing(NoRecord why) implements Trouble {}
    }

    /// Why an evaluation ends with none.
    enum NoRecord {
        NOT_A_DOMAIN("not a domain name"),
        SINGLE_LABEL("a name of one label only"),
        NO_SUCH_NAME("the name does not exist"),
        NO_RECORD("no SPF record is published");

        private final String words;

        NoRecord(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// Why a term matched or not.
    enum Why {
        ALWAYS("matches always"),
        IN_RANGE("the address lies in the range"),
        OUTSIDE("the address lies outside"),
        OTHER_FAMILY("the address is of the other family"),
        NO_ADDRESS("the name has no address of this family"),
        NO_MAIL_HOST("the name has no MX record"),
        NULL_MX("the name accepts no mail: its MX record is the null MX"),
        NO_PTR("the address has no reverse name"),
        PTR_FAILED("the reverse name could not be asked for"),
        NOT_CONFIRMED("no reverse name leads back to the address"),
        PTR_ELSEWHERE("the confirmed reverse names lie elsewhere"),
        PTR_IN_DOMAIN("a confirmed reverse name lies in the domain"),
        EXISTS("the name has an IPv4 address"),
        NOTHING_EXISTS("the name has no IPv4 address"),
        INCLUDED_PASS("the included record passes"),
        INCLUDED_NOT_PASS("the included record does not pass"),
        REDIRECTED("the result is the other domain's"),
        NOT_A_NAME("the target is no domain name"),
        NON_ASCII_LOCAL_PART("the local part is not ASCII, and the term depends on it");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
