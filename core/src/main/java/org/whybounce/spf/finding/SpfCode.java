package org.whybounce.spf.finding;

import org.whybounce.finding.FindingCode;
import org.whybounce.finding.Severity;

/// Every finding about SPF records, with its stable code and how much it matters.
public enum SpfCode implements FindingCode {
    DNS("SPF/DNS", Severity.WARNING),
    RECORD_NONE("SPF_RECORD/NONE", Severity.WARNING),
    RECORD_NO_SUCH_NAME("SPF_RECORD/NO_SUCH_NAME", Severity.WARNING),
    RECORD_SEVERAL("SPF_RECORD/SEVERAL", Severity.ERROR),
    RECORD_NEARLY("SPF_RECORD/NEARLY", Severity.ERROR),
    RECORD_WRONG_NAME("SPF_RECORD/WRONG_NAME", Severity.WARNING),
    RECORD_TYPE_SPF("SPF_RECORD/TYPE_SPF", Severity.NOTICE),
    RECORD_ALIAS("SPF_RECORD/ALIAS", Severity.NOTICE),
    SYNTAX_ERROR("SPF_SYNTAX/ERROR", Severity.ERROR),
    SYNTAX_QUOTES("SPF_SYNTAX/QUOTES", Severity.ERROR),
    SYNTAX_CHARACTER("SPF_SYNTAX/CHARACTER", Severity.ERROR),
    SYNTAX_SPELLING("SPF_SYNTAX/SPELLING", Severity.ERROR),
    SYNTAX_SPACE("SPF_SYNTAX/MISSING_SPACE", Severity.ERROR),
    SYNTAX_MACRO("SPF_SYNTAX/MACRO", Severity.ERROR),
    SYNTAX_STRINGS("SPF_SYNTAX/STRINGS", Severity.WARNING),
    LOOKUPS_OVER("SPF_LOOKUP_LIMIT/OVER", Severity.ERROR),
    LOOKUPS_REACHED("SPF_LOOKUP_LIMIT/REACHED", Severity.NOTICE),
    LOOKUPS_NEAR("SPF_LOOKUP_LIMIT/NEAR", Severity.NOTICE),
    VOIDS_OVER("SPF_VOID_LIMIT/OVER", Severity.ERROR),
    VOIDS_OVER_SOME("SPF_VOID_LIMIT/RECEIVERS_DIFFER", Severity.WARNING),
    VOIDS_SOME("SPF_VOID_LIMIT/SOME", Severity.NOTICE),
    INCLUDE_NO_RECORD("SPF_INCLUDE/NO_RECORD", Severity.ERROR),
    INCLUDE_NO_SUCH_NAME("SPF_INCLUDE/NO_SUCH_NAME", Severity.ERROR),
    INCLUDE_NOT_A_NAME("SPF_INCLUDE/NOT_A_NAME", Severity.ERROR),
    INCLUDE_LOOP("SPF_INCLUDE/LOOP", Severity.ERROR),
    INCLUDE_ITSELF("SPF_INCLUDE/ITSELF", Severity.ERROR),
    TERM_NO_ADDRESS("SPF_TERM/NO_ADDRESS", Severity.WARNING),
    TERM_MAIL_HOSTS("SPF_TERM/MAIL_HOSTS", Severity.ERROR),
    TERM_PTR("SPF_TERM/PTR", Severity.NOTICE),
    TERM_BEHIND_ALL("SPF_TERM/BEHIND_ALL", Severity.WARNING),
    TERM_REDIRECT_BESIDE_ALL("SPF_TERM/REDIRECT_BESIDE_ALL", Severity.NOTICE),
    TERM_DUPLICATE("SPF_TERM/DUPLICATE", Severity.NOTICE),
    TERM_USELESS("SPF_TERM/USELESS", Severity.NOTICE),
    TERM_SUSPICIOUS("SPF_TERM/SUSPICIOUS", Severity.WARNING),
    MODIFIER_UNKNOWN("SPF_MODIFIER/UNKNOWN", Severity.NOTICE),
    MODIFIER_MEANT_MECHANISM("SPF_MODIFIER/MEANT_AS_MECHANISM", Severity.ERROR),
    ALL_MISSING("SPF_ALL/MISSING", Severity.NOTICE),
    ALL_PERMISSIVE("SPF_ALL/PERMISSIVE", Severity.ERROR),
    ALL_NEUTRAL("SPF_ALL/NEUTRAL", Severity.NOTICE),
    SIZE_TEXT("SPF_SIZE/TEXT", Severity.NOTICE),
    SIZE_ANSWER("SPF_SIZE/ANSWER", Severity.NOTICE),
    RANGE_WIDE("SPF_RANGE/WIDE", Severity.WARNING),
    RANGE_EVERYONE("SPF_RANGE/EVERYONE", Severity.ERROR),
    RANGE_PRIVATE("SPF_RANGE/NOT_PUBLIC", Severity.NOTICE),
    TREE_CUT("SPF_TREE/CUT", Severity.INFO);

    private final String code;
    private final Severity level;

    SpfCode(String code, Severity level) {
        this.code = code;
        this.level = level;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Severity level() {
        return level;
    }
}
