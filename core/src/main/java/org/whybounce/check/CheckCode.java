package org.whybounce.check;

/// Every finding of the Email Check that is not about the SPF record itself (those are in [SpfCode]), with its stable
/// code and how much it matters.
public enum CheckCode {
    DOMAIN_NONE("DOMAIN/NO_SUCH_NAME", Severity.ERROR),

    DMARC_DNS("DMARC/DNS", Severity.WARNING),
    DMARC_NONE("DMARC_RECORD/NONE", Severity.WARNING),
    DMARC_SEVERAL("DMARC_RECORD/SEVERAL", Severity.ERROR),
    DMARC_NEARLY("DMARC_RECORD/NEARLY", Severity.ERROR),
    DMARC_WRONG_NAME("DMARC_RECORD/WRONG_NAME", Severity.WARNING),
    DMARC_WILDCARD("DMARC_RECORD/OTHER_TEXT", Severity.NOTICE),
    DMARC_VOID("DMARC_RECORD/VOID", Severity.ERROR),
    DMARC_REMARK("DMARC_RECORD/REMARK", Severity.NOTICE),
    DMARC_POLICY_NONE("DMARC_POLICY/NONE", Severity.NOTICE),
    DMARC_POLICY_BLIND("DMARC_POLICY/NONE_WITHOUT_REPORTS", Severity.WARNING),
    DMARC_TESTING("DMARC_POLICY/TESTING", Severity.NOTICE),
    DMARC_SUBDOMAINS("DMARC_POLICY/SUBDOMAINS_WEAKER", Severity.NOTICE),
    DMARC_INHERITED("DMARC_POLICY/INHERITED", Severity.INFO),
    DMARC_DIFFER("DMARC_POLICY/RECEIVERS_DIFFER", Severity.NOTICE),
    DMARC_NO_REPORTS("DMARC_REPORTS/NONE", Severity.NOTICE),
    DMARC_NOT_AUTHORISED("DMARC_REPORTS/NOT_AUTHORISED", Severity.WARNING),
    DMARC_REPORTS_NO_MAIL("DMARC_REPORTS/NO_MAIL_HOST", Severity.WARNING),

    MX_DNS("MX/DNS", Severity.WARNING),
    MX_NONE("MX/NONE", Severity.WARNING),
    MX_IMPLICIT("MX/IMPLICIT", Severity.NOTICE),
    MX_NULL("MX_NULL/TAKES_NO_MAIL", Severity.INFO),
    MX_NULL_ADVISED("MX_NULL/ADVISED", Severity.NOTICE),
    MX_NULL_BESIDE("MX_NULL/BESIDE_OTHERS", Severity.ERROR),
    MX_NULL_YET_SENDS("MX_NULL/YET_SENDS", Severity.WARNING),
    MX_ALIAS("MX_HOST/ALIAS", Severity.WARNING),
    MX_LITERAL("MX_HOST/ADDRESS_AS_NAME", Severity.ERROR),
    MX_NO_ADDRESS("MX_HOST/NO_ADDRESS", Severity.WARNING),
    MX_PRIVATE("MX_HOST/NOT_PUBLIC", Severity.WARNING),
    MX_UNREACHABLE("MX_HOST/NONE_REACHABLE", Severity.ERROR),
    MX_DUPLICATE("MX_HOST/TWICE", Severity.NOTICE),
    MX_MANY("MX_HOST/TOO_MANY", Severity.NOTICE);

    private final String code;
    private final Severity level;

    CheckCode(String code, Severity level) {
        this.code = code;
        this.level = level;
    }

    public String code() {
        return code;
    }

    public Severity level() {
        return level;
    }

    /// Whether it shows only where name servers are asked one by one, which a zone file cannot stand in for.
    boolean needsServers() {
        return code.startsWith("NS_");
    }

    Finding finding(Object subject, String text) {
        return new Finding(code, level, subject.toString(), text);
    }
}
