package org.whybounce.words.sentence;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.whybounce.dns.Answer;
import org.whybounce.dns.DomainName;
import org.whybounce.spf.Evaluation;
import org.whybounce.spf.PermError;
import org.whybounce.spf.Step;
import org.whybounce.spf.TempError;
import org.whybounce.spf.record.SyntaxError;

/// What an evaluation came to, in sentences without a final full stop. Outside text stands in them as it is; whatever
/// prints them makes it safe for its medium.
public final class SpfSentences {
    private SpfSentences() {}

    /// Why a result is permerror.
    public static String of(PermError error) {
        return switch (error) {
            case PermError.Syntax syntax -> syntax(syntax);
            case PermError.SeveralRecords several ->
                several.at() + " publishes " + several.texts().size() + " SPF records, and one is allowed";
            case PermError.TooManyLookups lookups ->
                lookups.loop()
                        .map(loop -> "the record of " + loop + " leads back to itself, so that the limit of "
                                + lookups.limit() + " lookups is crossed at " + lookups.crossing()
                                + " in the record of "
                                + lookups.at())
                        .orElseGet(() -> lookups.crossing() + " in the record of " + lookups.at()
                                + " is lookup " + (lookups.limit() + 1) + ", and " + lookups.limit()
                                + " are allowed");
            case PermError.TooManyVoidLookups voids ->
                voids.crossing() + " in the record of " + voids.at() + " is term " + (voids.limit() + 1)
                        + " whose lookups find nothing, and " + voids.limit() + " are allowed";
            case PermError.TooManyMailHosts hosts ->
                hosts.by() + " in the record of " + hosts.at() + " leads to " + hosts.hosts() + " mail hosts, and "
                        + hosts.limit() + " are allowed";
            case PermError.IncludeWithoutRecord include ->
                include.by() + " in the record of " + include.at() + " includes " + include.target()
                        + ", which has no SPF record";
            case PermError.RedirectWithoutRecord redirect ->
                redirect.by() + " in the record of " + redirect.at() + " leads to " + redirect.target()
                        + ", which has no SPF record";
        };
    }

    private static String syntax(PermError.Syntax syntax) {
        SyntaxError first = syntax.errors().getFirst();
        String more = syntax.errors().size() > 1 ? " (and " + (syntax.errors().size() - 1) + " more)" : "";
        return "the record of " + syntax.at() + " breaks the grammar at character "
                + (first.at().start() + 1) + ", in "
                + shortened(first.term().of(syntax.text())) + ": "
                + first.problem().words() + more;
    }

    public static String shortened(String text) {
        String read = shown(text);
        return read.length() <= 80 ? read : read.substring(0, 77) + "...";
    }

    /// A record's text read as the UTF-8 that its author typed; the DNS holds bytes.
    public static String shown(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return text;
            }
        }
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// Why a result is temperror.
    public static String of(TempError error) {
        return "the DNS did not answer " + error.question()
                + error.term().map(term -> ", which " + term + " asks").orElse("") + ": "
                + error.answer().words();
    }

    // Section 4.3: what is no domain with two labels or more is none, without a question asked.
    private static String nothing(String domain) {
        if (domain.isEmpty()) {
            return "no domain is given, so there is nothing to evaluate";
        }
        return DomainName.parse(domain)
                .map(name -> name.labelCount() > 1
                        ? domain + " has no SPF record to evaluate"
                        : "SPF is never evaluated for a single label such as " + domain)
                .orElseGet(() -> domain + " is no domain name, so there is nothing to evaluate");
    }

    /// What the result is and what made it, for one evaluation.
    public static String of(Evaluation evaluation) {
        if (evaluation.permError() != null) {
            return of(evaluation.permError());
        }
        if (evaluation.tempError() != null) {
            return of(evaluation.tempError());
        }
        Evaluation.Match match = evaluation.match();
        if (match != null) {
            return match.text() + " in the record of " + match.domain() + " decides";
        }
        return switch (evaluation.result()) {
            case NONE -> nothing(evaluation.domain());
            case PASS, FAIL, SOFTFAIL, NEUTRAL, TEMPERROR, PERMERROR ->
                "no term matches, and the record does not say what then";
        };
    }

    /// One word for an answer: `found`, `no-data`, `no-such-name`, or the failure.
    public static String word(Answer answer) {
        return switch (answer) {
            case Answer.Found found -> "found";
            case Answer.NoData none -> "no-data";
            case Answer.NoSuchName none -> "no-such-name";
            case Answer.NoAnswer failed -> word(failed.why());
            case Answer.NotAsked unasked -> word(unasked.limit());
        };
    }

    /// A constant's name as JSON writes it: `no-such-name`.
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Why an evaluation stopped, in words.
    public static String of(Step.Trouble trouble) {
        return switch (trouble) {
            case Step.Trouble.Permanent(var error) -> of(error);
            case Step.Trouble.Temporary(var error) -> of(error);
            case Step.Trouble.Nothing(var why) -> why.words();
        };
    }
}
