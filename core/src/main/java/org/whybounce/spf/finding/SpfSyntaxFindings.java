package org.whybounce.spf.finding;

import java.util.List;
import org.whybounce.dns.DomainName;
import org.whybounce.finding.Finding;
import org.whybounce.spf.record.BrokenRecord;
import org.whybounce.spf.record.SyntaxError;

/// Syntax errors, each with its place and what was most likely meant.
final class SpfSyntaxFindings {
    /// A record may hold thousands of errors; nobody reads more than these.
    private static final int MOST = 20;

    private SpfSyntaxFindings() {}

    static void find(DomainName at, BrokenRecord broken, List<Finding> findings) {
        List<SyntaxError> errors = broken.errors();
        for (SyntaxError error : errors.subList(0, Math.min(errors.size(), MOST))) {
            String term = ReadableTerm.term(error.term().of(broken.text()));
            String repair = error.repair();
            Finding syntax = code(error, term)
                    .about(at)
                    .with("at", at)
                    .with("character", error.at().start() + 1)
                    .with("term", term)
                    .with("problem", error.problem().words());
            findings.add(repair == null ? syntax : syntax.as("meant").with("repair", ReadableTerm.term(repair)));
        }
        if (errors.size() > MOST) {
            findings.add(
                    SpfCode.SYNTAX_ERROR.about(at).as("more").with("at", at).with("more", errors.size() - MOST));
        }
    }

    private static SpfCode code(SyntaxError error, String term) {
        if (error.problem().macro()) {
            return SpfCode.SYNTAX_MACRO;
        }
        if (term.indexOf('"') >= 0
                || term.indexOf('\'') >= 0
                || term.indexOf('\u201c') >= 0
                || term.indexOf('\u201d') >= 0) {
            return SpfCode.SYNTAX_QUOTES;
        }
        return switch (error.problem()) {
            case NOT_ASCII, CONTROL_CHARACTER -> SpfCode.SYNTAX_CHARACTER;
            case UNKNOWN_MECHANISM, REDIRECT_AS_MECHANISM ->
                error.repair() == null
                        ? SpfCode.SYNTAX_ERROR
                        : error.repair().indexOf(' ') >= 0 ? SpfCode.SYNTAX_SPACE : SpfCode.SYNTAX_SPELLING;
            default ->
                error.repair() != null && error.repair().indexOf(' ') >= 0
                        ? SpfCode.SYNTAX_SPACE
                        : SpfCode.SYNTAX_ERROR;
        };
    }
}
